internal import CallEngine
internal import Files
package import Foundation

extension CustomsBatch {
  /// Reads a batch.
  ///
  /// - Throws: `CustomsBatchError` with everything that is wrong with it.
  package init(path: String) throws {
    do {
      var reader = CSVReader(try ByteSource(path: path))
      guard let header = try reader.next() else {
        throw CustomsBatchError.header(path: path, ["the file is empty"])
      }
      try Self.demand(header: header.fields.map(Self.trimmed), path: path)
      var entries: [Entry] = []
      var faults: [CustomsBatchError.Row] = []
      var seen = SeenRows()
      do {
        while let row = try reader.next() {
          var reading = RowReading(row)
          let entry = reading.entry()
          if let entry { reading.reasons += seen.add(entry) }
          if let entry, reading.reasons.isEmpty {
            entries.append(entry)
          } else {
            faults.append(.init(line: row.line, reasons: reading.reasons))
          }
        }
      } catch CSVFault.syntax(let line, let why) {
        faults.append(.init(line: line, reasons: [why]))
      }
      guard faults.isEmpty else { throw CustomsBatchError.badRows(path: path, faults) }
      self.entries = entries
    } catch CSVFault.unreadable(let path, let why) {
      throw CustomsBatchError.unreadable(path: path, why: why)
    } catch CSVFault.syntax(_, let why) {
      throw CustomsBatchError.header(path: path, [why])
    }
  }

  private static func demand(header: [String], path: String) throws {
    let names = header.map { $0.lowercased() }
    var reasons = columns.filter { !names.contains($0) }.map { "the column '\($0)' is missing" }
    if reasons.isEmpty, names != columns {
      reasons.append("the columns must be \(columns.joined(separator: ","))")
    }
    guard reasons.isEmpty else { throw CustomsBatchError.header(path: path, reasons) }
  }

  fileprivate static func trimmed(_ field: String) -> String {
    field.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// Two rows of a file can't be about one handset, code or payment.
private struct SeenRows {
  private var imeis: Set<IMEI> = []
  private var codes: Set<TrackingCode> = []
  private var payments: Set<PaymentLedger.Key> = []

  mutating func add(_ entry: CustomsBatch.Entry) -> [String] {
    var reasons: [String] = []
    if !imeis.insert(entry.imei).inserted { reasons.append("the imei stands in an earlier row") }
    if !codes.insert(entry.trackingCode).inserted {
      reasons.append("the tracking_code stands in an earlier row")
    }
    if !payments.insert(.init(entry.billID, entry.paymentID)).inserted {
      reasons.append("bill_id and payment_id stand in an earlier row")
    }
    return reasons
  }
}

/// Reads one row and collects what is wrong with it, without quoting values.
private struct RowReading {
  let line: Int
  private let fields: [String]
  var reasons: [String] = []

  init(_ row: CSVRow) {
    line = row.line
    fields = row.fields.map(CustomsBatch.trimmed)
    if row.fields.count != CustomsBatch.columns.count {
      reasons.append("it has \(row.fields.count) fields, not \(CustomsBatch.columns.count)")
    }
    for number in row.brokenFields {
      reasons.append("field \(number) is not UTF-8")
    }
  }

  mutating func entry() -> CustomsBatch.Entry? {
    guard reasons.isEmpty else { return nil }
    let imei = imei()
    let code = read("tracking_code", "is not a tracking code") { TrackingCode(parsing: $0) }
    let brand = read("brand", "is empty") { $0.isEmpty ? nil : $0 }
    let model = read("model", "is empty") { $0.isEmpty ? nil : $0 }
    let billID = read("bill_id", "is not a bill ID") { try? BillID(parsing: $0) }
    let paymentID = billID.flatMap { bill in
      read("payment_id", "is not a payment ID of this bill") {
        try? PaymentID(parsing: $0, for: bill)
      }
    }
    let issuedOn = read("issued_on", "is not a day as YYYY-MM-DD") { CivilDay($0) }
    let paidOn = read("paid_on", "is not a day as YYYY-MM-DD") { CivilDay($0) }
    let mobile = read("mobile", "is not an Iranian mobile number") {
      try? MobileNumber(parsing: $0)
    }
    guard let imei, let code, let brand, let model, let billID, let paymentID, let issuedOn,
      let paidOn, let mobile
    else { return nil }
    return CustomsBatch.Entry(
      line: line, trackingCode: code, imei: imei, brand: brand, model: model, billID: billID,
      paymentID: paymentID, issuedOn: issuedOn, paidOn: paidOn, mobile: mobile)
  }

  /// A file has IMEIs only: an IMEISV there is a mistake.
  private mutating func imei() -> IMEI? {
    do throws(IMEIFault) {
      let (imei, form) = try IMEI.read(field("imei"))
      if form == .imei { return imei }
      reasons.append("the imei has 16 digits, not 15")
    } catch {
      switch error {
      case .length(let count):
        reasons.append("the imei has \(TypedDigits.count(count)), not 15")
      case .notADigit: reasons.append("the imei has a character in it that is not a digit")
      case .allZeros: reasons.append("the imei has only zeros")
      case .checkDigit: reasons.append("the imei has a wrong check digit")
      }
    }
    return nil
  }

  private func field(_ column: String) -> String {
    CustomsBatch.columns.firstIndex(of: column).map { fields[$0] } ?? ""
  }

  private mutating func read<Value>(
    _ column: String, _ fault: String, _ parse: (String) -> Value?
  ) -> Value? {
    let value = parse(field(column))
    if value == nil { reasons.append("the \(column) \(fault)") }
    return value
  }
}

extension SimulatedCustoms {
  /// Makes the file for the registry: all that waits for it.
  ///
  /// - Returns: the file's text, and how many rows it has.
  package func batch(at moment: Date, now: Date) throws -> (text: String, rows: Int) {
    let rows = try desk.act(for: HandsetRegistryLine(), "make a batch", at: now) {
      try CustomsBatch.rows(at: moment, $0)
    }
    let lines = ([CustomsBatch.columns] + rows).map(CSVText.row)
    return (lines.joined(separator: "\r\n") + "\r\n", rows.count)
  }

  /// Takes a file into the registry, all of it or nothing, and sends the codes of what is new.
  ///
  /// - Returns: how many rows were new, and how many were taken in before.
  /// - Throws: `CustomsBatchError`, `StoreError`.
  package func take(
    batchFrom path: String, at moment: Date, now: Date
  ) throws -> (new: Int, known: Int) {
    let batch = try CustomsBatch(path: path)
    let new = try desk.act(for: HandsetRegistryLine(), "import a batch", at: now) {
      try batch.take(at: moment, path: path, $0)
    }
    return (new, batch.entries.count - new)
  }
}
