internal import CallEngine
internal import Files
internal import Foundation
internal import Messaging
internal import Store

/// Turns a row's fields into a subscriber or a bill and collects everything that is wrong with it.
///
/// Reasons name columns and say what is wrong with their values, but never quote one: if columns
/// are shifted, a postal code may be in any of them.
struct RowReader {
  let header: CSVHeader
  let row: CSVRow
  private(set) var reasons: [String] = []

  init(_ row: CSVRow, _ header: CSVHeader) {
    self.row = row
    self.header = header
    if row.fields.count != header.count {
      reasons.append(miscount)
    } else if !row.brokenFields.isEmpty {
      let names = row.brokenFields.compactMap { field in
        header.places.firstIndex(of: field - 1).map { "'\(header.kind.columns[$0])'" }
      }
      reasons.append("not UTF-8 in \(names.joined(separator: ", "))")
    }
  }

  /// How the number of fields differs from the header's, and the likely cause.
  private var miscount: String {
    let count = row.fields.count
    let text =
      "\(count) \(count == 1 ? "field" : "fields") where the header has \(header.count) columns"
    let parting = CSVSeparator.allCases.first { other in
      other != header.separator
        && row.fields.reduce(0) { $0 + other.count(in: $1) } == header.count - 1
    }
    if let parting, let separator = header.separator {
      return "\(text); it is separated by \(parting.name), the header by \(separator.name)"
    }
    guard count > header.count, let separator = header.separator else { return text }
    return "\(text); put fields that contain \(separator.name) in quotes"
  }

  mutating func subscriber() -> Subscriber? {
    guard reasons.isEmpty else { return nil }
    let line = line(required(SubscriberColumn.line))
    if let kind = required(SubscriberColumn.kind) {
      if SubscriberLine.Kind(rawValue: kind) == nil {
        reasons.append("kind is neither landline nor mobile")
      } else if let line, line.kind.rawValue != kind {
        reasons.append("kind is \(kind), but the line is a \(line.kind.rawValue) number")
      }
    }
    let last = required(SubscriberColumn.lastName).flatMap { name($0, .lastName) }
    let first = value(SubscriberColumn.firstName).flatMap { name($0, .firstName) }
    let nationalID = value(SubscriberColumn.nationalID).map(TypedDigits.ascii)
    if let nationalID, !ValidationRule.iranNationalID.accepts(nationalID) {
      reasons.append("national_id is not ten digits with a correct check digit")
    }
    let mobile = value(SubscriberColumn.mobile).flatMap { text -> MobileNumber? in
      guard let number = self.number(text, "mobile") else { return nil }
      if number.kind != .mobile { reasons.append("mobile is a landline") }
      return MobileNumber(number)
    }
    let email = value(SubscriberColumn.email)
    if let email, EmailAddress(email) == nil { reasons.append("email is not an e-mail address") }
    let language = value(SubscriberColumn.language).flatMap { languageTag($0) }
    let address = value(SubscriberColumn.address)
    if let address, address.utf8.count > 4000 {
      reasons.append("address is longer than 4000 bytes")
    }
    let postalCode = value(SubscriberColumn.postalCode).map(TypedDigits.ascii)
    if let postalCode, postalCode.utf8.count > 40 { reasons.append("postal_code is too long") }
    let isSuspicious = [first, last, postalCode].contains {
      $0.map(ImportedName.looksLikeAddress) == true
    }
    if !reasons.isEmpty || isSuspicious { nameSwap() }
    guard reasons.isEmpty, let line, let last else { return nil }
    return Subscriber(
      line: line, firstName: first, lastName: last, nationalID: nationalID, mobile: mobile,
      email: email, address: address.map(Confidential.init),
      postalCode: postalCode.map(Confidential.init), language: language)
  }

  mutating func bill() -> Bill? {
    guard reasons.isEmpty else { return nil }
    let line = line(required(BillColumn.line))
    let billText = required(BillColumn.billID)
    let paymentText = required(BillColumn.paymentID)
    let amount = required(BillColumn.amount).map(Self.wholeNumber)
    if case .some(nil) = amount { reasons.append("amount_rial is not a whole number of Rial") }
    let period = required(BillColumn.period).map(TypedDigits.ascii)
    let isPeriod = period.map { $0.utf8.count == 2 && TypedDigits.isPlain($0) } ?? false
    if period != nil && !isPeriod { reasons.append("period is not two digits") }
    let dueOn = value(BillColumn.dueOn).map(TypedDigits.ascii)
    if let dueOn, !CalendarDay.isValid(dueOn) {
      reasons.append("due_on is not a day in the form YYYY-MM-DD")
    }
    var bill: BillID?
    var payment: PaymentID?
    if let billText, let paymentText {
      let check = BillCheck(billID: billText, paymentID: paymentText)
      reasons += check.billFaults.map { "bill_id \($0.discreetReason)" }
      reasons += check.paymentFaults.map { "payment_id \($0.discreetReason)" }
      (bill, payment) = (check.bill, check.payment)
    }
    if let payment {
      if let amount, let amount, amount != payment.amount {
        reasons.append("amount_rial is not the amount in the payment ID")
      }
      if isPeriod, period != payment.period {
        reasons.append("period is not the one in the payment ID")
      }
    }
    if !reasons.isEmpty { nameSwap() }
    guard reasons.isEmpty, let line, let bill, let payment else { return nil }
    return Bill(line: line, billID: bill, paymentID: payment, dueOn: dueOn)
  }

  /// If the values of two columns are swapped, that is the only reason given.
  private mutating func nameSwap() {
    let values = zip(header.kind.columns, header.kind.columns.indices).compactMap { name, place in
      value(at: place).map { (column: name, text: $0) }
    }
    guard let (first, second) = FieldShape.swapped(in: values) else { return }
    reasons = ["'\(first)' and '\(second)' contain each other's values; are the columns swapped?"]
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

  /// Files have numbers with their leading 0: if it is missing, a spreadsheet has removed it, and
  /// other digits may be missing too.
  private mutating func number(_ text: String, _ name: String) -> SubscriberLine? {
    do {
      let line = try SubscriberLine(parsing: text)
      if TypedDigits.ascii(text) == line.number { return line }
      reasons.append("\(name) is not written as eleven digits with the leading 0")
    } catch {
      reasons.append("\(name) \(error.discreetReason)")
    }
    return nil
  }

  private mutating func name(_ text: String, _ column: SubscriberColumn) -> String? {
    if let fault = ImportedName.fault(text) {
      reasons.append("\(column.name) \(fault)")
      return nil
    }
    return ImportedName.normalized(text)
  }

  private mutating func languageTag(_ text: String) -> String? {
    guard FieldShape.isLanguageTag(text) else {
      reasons.append("language isn't a language tag such as fa-IR")
      return nil
    }
    guard !text.contains("-") else { return text }
    // A language alone stands for the region where most of its speakers are, as CLDR has it.
    let likely = Locale.Language(identifier: Locale.Language(identifier: text).maximalIdentifier)
    return likely.region.map { "\(text.lowercased())-\($0.identifier)" } ?? text
  }

  private static func wholeNumber(_ text: String) -> Int64? {
    let digits = TypedDigits.ascii(text)
    return TypedDigits.isPlain(digits) ? Int64(digits) : nil
  }
}
