internal import CallEngine

/// Turns a row's fields into a subscriber or a bill and collects everything that is wrong with it.
///
/// Reasons may quote what stands in the file, but never an address or a postal code.
struct RowReader {
  static let maxTextBytes = 400

  let header: CSVHeader
  let row: CSVRow
  private(set) var reasons: [String] = []

  init(_ row: CSVRow, _ header: CSVHeader) {
    self.row = row
    self.header = header
    if row.fields.count != header.count {
      reasons.append("\(row.fields.count) fields where the header has \(header.count) columns")
    } else if !row.brokenFields.isEmpty {
      let names = row.brokenFields.compactMap { field in
        header.places.firstIndex(of: field - 1).map { "'\(header.kind.columns[$0])'" }
      }
      reasons.append("not UTF-8 in \(names.joined(separator: ", "))")
    }
  }

  mutating func subscriber() -> Subscriber? {
    guard reasons.isEmpty else { return nil }
    let line = line(required(SubscriberColumn.line))
    if let kind = required(SubscriberColumn.kind) {
      if SubscriberLine.Kind(rawValue: kind) == nil {
        reasons.append("kind \(quoted(kind)) is neither landline nor mobile")
      } else if let line, line.kind.rawValue != kind {
        reasons.append("kind is \(kind), but \(line.number) is a \(line.kind.rawValue) number")
      }
    }
    let last = required(SubscriberColumn.lastName).flatMap { oneLine($0, "last_name") }
    let first = value(SubscriberColumn.firstName).flatMap { oneLine($0, "first_name") }
    let nationalID = value(SubscriberColumn.nationalID).map(TypedDigits.ascii)
    if let nationalID, !ValidationRule.iranNationalID.accepts(nationalID) {
      reasons.append("national_id is not ten digits with a right check digit")
    }
    let mobile = value(SubscriberColumn.mobile).flatMap { text -> MobileNumber? in
      guard let number = self.number(text, "mobile") else { return nil }
      if number.kind != .mobile {
        reasons.append("mobile \(number.number) is a landline")
      }
      return MobileNumber(number)
    }
    let email = value(SubscriberColumn.email)
    if let email, EmailAddress(email) == nil {
      reasons.append("email \(quoted(email)) is no e-mail address")
    }
    let language = value(SubscriberColumn.language).flatMap { languageTag($0) }
    let address = value(SubscriberColumn.address)
    if let address, address.utf8.count > 4000 {
      reasons.append("address is longer than 4000 bytes")
    }
    let postalCode = value(SubscriberColumn.postalCode).map(TypedDigits.ascii)
    if let postalCode, postalCode.utf8.count > 40 { reasons.append("postal_code is too long") }
    guard reasons.isEmpty, let line, let last else { return nil }
    return Subscriber(
      line: line, firstName: first, lastName: last, nationalID: nationalID, mobile: mobile,
      email: email, address: address.map(Confidential.init),
      postalCode: postalCode.map(Confidential.init), language: language)
  }

  /// - Parameter isKnown: whether the directory has a line.
  mutating func bill(isKnown: (SubscriberLine) throws -> Bool) throws -> Bill? {
    guard reasons.isEmpty else { return nil }
    let line = line(required(BillColumn.line))
    if let line, try !isKnown(line) {
      reasons.append("line \(line.number) is not in the directory; import its subscriber first")
    }
    let billText = required(BillColumn.billID)
    let paymentText = required(BillColumn.paymentID)
    let amount = required(BillColumn.amount).map { (text: $0, value: Self.wholeNumber($0)) }
    if let amount, amount.value == nil {
      reasons.append("amount_rial \(quoted(amount.text)) is no whole number of Rial")
    }
    let period = required(BillColumn.period).map(TypedDigits.ascii)
    if let period, period.utf8.count != 2 || !TypedDigits.isPlain(period) {
      reasons.append("period \(quoted(period)) is not two digits")
    }
    let dueOn = value(BillColumn.dueOn).map(TypedDigits.ascii)
    if let dueOn, !CalendarDay.isValid(dueOn) {
      reasons.append("due_on \(quoted(dueOn)) is no day in the form YYYY-MM-DD")
    }
    guard let billText, let paymentText else { return nil }
    let check = BillCheck(billID: billText, paymentID: paymentText)
    reasons += check.reasons
    guard let billID = check.bill, let paymentID = check.payment else { return nil }
    if let value = amount?.value, value != paymentID.amount {
      reasons.append("amount_rial is \(value), but the payment ID says \(paymentID.amount)")
    }
    if let period, period.utf8.count == 2, period != paymentID.period {
      reasons.append("period is \(quoted(period)), but the payment ID says \(paymentID.period)")
    }
    guard reasons.isEmpty, let line else { return nil }
    return Bill(line: line, billID: billID, paymentID: paymentID, dueOn: dueOn)
  }

  // MARK: Fields

  private func value(_ column: SubscriberColumn) -> String? {
    value(at: column.rawValue)
  }

  private func value(_ column: BillColumn) -> String? {
    value(at: column.rawValue)
  }

  /// A field's text; `nil` if it is empty or the file doesn't have the column.
  private func value(at place: Int) -> String? {
    guard let index = header.places[place] else { return nil }
    let text = CSVHeader.trimmed(row.fields[index])
    return text.isEmpty ? nil : text
  }

  private mutating func required(_ column: SubscriberColumn) -> String? {
    demanded(value(column), column.name)
  }

  private mutating func required(_ column: BillColumn) -> String? {
    demanded(value(column), column.name)
  }

  private mutating func demanded(_ value: String?, _ name: String) -> String? {
    if value == nil { reasons.append("\(name) is empty") }
    return value
  }

  private mutating func line(_ text: String?) -> SubscriberLine? {
    text.flatMap { number($0, "line") }
  }

  /// Files have numbers with their leading 0: without it, a spreadsheet has eaten it, and other
  /// digits may be gone too.
  private mutating func number(_ text: String, _ name: String) -> SubscriberLine? {
    do {
      let line = try SubscriberLine(parsing: text)
      if TypedDigits.ascii(text) == line.number { return line }
      reasons.append("\(name) \(quoted(text)) is not written as eleven digits with the leading 0")
    } catch {
      reasons.append("\(name) \(quoted(text)): \(error)")
    }
    return nil
  }

  /// A name as it may stand in an SMS: one line, Persian ye and kaf in place of the Arabic ones.
  private mutating func oneLine(_ text: String, _ name: String) -> String? {
    guard text.utf8.count <= Self.maxTextBytes else {
      reasons.append("\(name) is longer than \(Self.maxTextBytes) bytes")
      return nil
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      reasons.append("\(name) has a line break or another control character")
      return nil
    }
    guard text.unicodeScalars.contains(where: { $0 == "ي" || $0 == "ك" }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "ي": "ی"
          case "ك": "ک"
          default: scalar
          }
        }))
  }

  private mutating func languageTag(_ text: String) -> String? {
    switch text {
    case "fa": return "fa-IR"
    case "en": return "en-US"
    default: break
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isTag =
      (2...3).contains(parts[0].utf8.count)
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { byte in
            Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte)
          }
      }
    if !isTag { reasons.append("language \(quoted(text)) is no language tag such as fa-IR") }
    return isTag ? text : nil
  }

  private static func wholeNumber(_ text: String) -> Int64? {
    let digits = TypedDigits.ascii(text)
    return TypedDigits.isPlain(digits) ? Int64(digits) : nil
  }

}
