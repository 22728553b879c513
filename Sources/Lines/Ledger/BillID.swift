package import CallEngine

/// A bill ID (شناسه قبض): whose bill it is, by which company, for which service
/// (Documentation/domain.md §2).
///
/// 6 to 13 digits: file code (up to 8), company code (3), service digit, check digit. A single wrong
/// digit passes the check in about 1.6 % of cases, because two remainders share the digit 0.
package struct BillID: Hashable, Sendable, CustomStringConvertible {
  /// The digits in ASCII, as written: leading zeros stay.
  package let text: String

  /// Makes the bill ID of a file.
  ///
  /// - Parameters:
  ///   - fileCode: 0 to 99 999 999.
  ///   - companyCode: 0 to 999.
  ///   - serviceDigit: 0 to 9.
  /// - Throws: `BillIDFault`.
  package init(fileCode: Int, companyCode: Int, serviceDigit: Int) throws(BillIDFault) {
    guard (0...99_999_999).contains(fileCode) else { throw .fileCodeOutOfRange(fileCode) }
    guard (0...999).contains(companyCode) else { throw .companyCodeOutOfRange(companyCode) }
    guard (0...9).contains(serviceDigit) else { throw .serviceDigitOutOfRange(serviceDigit) }
    let company = TypedDigits.digits(of: Int64(1000 + companyCode)).dropFirst()
    let digits = TypedDigits.digits(of: Int64(fileCode)) + company + [serviceDigit]
    let whole = digits + [CheckDigit.weighted2To7(digits)]
    if let fault = IranBillID.fault(in: whole) { throw .digits(fault) }
    text = TypedDigits.text(whole)
  }

  /// Reads a bill ID that was typed or printed; blanks and hyphens are dropped.
  ///
  /// - Throws: The first of `BillID.faults(in:)`.
  package init(parsing typed: String) throws(BillIDFault) {
    let reading = Self.read(typed)
    if let fault = reading.faults.first { throw fault }
    text = TypedDigits.text(reading.digits)
  }

  /// Everything that is wrong with a bill ID; empty if it is valid.
  package static func faults(in typed: String) -> [BillIDFault] {
    read(typed).faults
  }

  static func read(_ typed: String) -> (digits: [Int], faults: [BillIDFault]) {
    switch TypedDigits.parse(typed) {
    case .failure(let error): return ([], [.notADigit(error.character)])
    case .success(let digits):
      guard !digits.isEmpty else { return ([], [.empty]) }
      return (digits, IranBillID.fault(in: digits).map { [.digits($0)] } ?? [])
    }
  }

  package var serviceDigit: Int { digits[digits.count - 2] }
  /// The service's name, or `unknown`.
  package var serviceName: String { BilledService.name(ofDigit: serviceDigit) }
  package var companyCode: Int { Int(TypedDigits.value(digits.dropLast(2).suffix(3))) }
  package var fileCode: Int { Int(TypedDigits.value(digits.dropLast(5))) }
  package var description: String { text }

  var digits: [Int] { text.utf8.map { Int($0) - 0x30 } }
}

/// What can be wrong with a bill ID.
package enum BillIDFault: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case notADigit(Character)
  case digits(IranBillID.Fault)
  case fileCodeOutOfRange(Int)
  case companyCodeOutOfRange(Int)
  case serviceDigitOutOfRange(Int)

  package var description: String {
    switch self {
    case .empty: "the bill ID is empty"
    case .notADigit(let character):
      "the bill ID has \(quoted(String(character))) in it, which is not a digit"
    case .digits(.length(let count)): "the bill ID has \(TypedDigits.count(count)), not 6 to 13"
    case .digits(.allZeros): "the bill ID has only zeros"
    case .digits(.checkDigit(let found, let expected)):
      "the bill ID's check digit is \(found), not \(expected)"
    case .fileCodeOutOfRange(let code): "the file code \(code) is not in 0 to 99999999"
    case .companyCodeOutOfRange(let code): "the company code \(code) is not in 0 to 999"
    case .serviceDigitOutOfRange(let digit): "the service digit \(digit) is not in 0 to 9"
    }
  }
}
