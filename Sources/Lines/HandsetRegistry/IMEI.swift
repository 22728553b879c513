internal import CallEngine
internal import Store

/// A handset's identity (3GPP TS 23.003): 8 digits of its type (TAC), 6 of its own, a Luhn digit.
///
/// All zeros pass the check, and are refused.
package struct IMEI: Hashable, Sendable, CustomStringConvertible {
  /// What was keyed or typed.
  package enum Form: String, CaseIterable, Hashable, Sendable {
    case imei
    /// Sixteen digits, whose last two are the version of the software in place of a check digit.
    case imeisv
  }

  /// Fifteen ASCII digits.
  package let text: String

  /// Reads an IMEI or IMEISV; blanks and hyphens are dropped.
  ///
  /// - Throws: `IMEIFault`.
  package init(parsing typed: String) throws(IMEIFault) {
    self = try Self.read(typed).imei
  }

  /// Reads an IMEI or IMEISV, and tells which it was. An IMEISV has no check digit, so that only its
  /// zeros can be seen to be wrong.
  ///
  /// - Throws: `IMEIFault`.
  package static func read(_ typed: String) throws(IMEIFault) -> (imei: IMEI, form: Form) {
    let digits: [Int]
    switch TypedDigits.parse(typed) {
    case .failure(let error): throw .notADigit(error.character)
    case .success(let parsed): digits = parsed
    }
    guard (15...16).contains(digits.count) else { throw .length(digits.count) }
    let own = digits.prefix(14)
    guard own.contains(where: { $0 != 0 }) else { throw .allZeros }
    let expected = CheckDigit.luhn(own)
    if digits.count == 15, digits[14] != expected {
      throw .checkDigit(found: digits[14], expected: expected)
    }
    return (IMEI(text: TypedDigits.text(own + [expected])), digits.count == 15 ? .imei : .imeisv)
  }

  private init(text: String) {
    self.text = text
  }

  /// An IMEI that the store holds.
  ///
  /// - Throws: `DamagedRow` if it isn't one.
  static func stored(_ text: String) throws -> IMEI {
    guard let imei = try? IMEI(parsing: text), imei.text == text else { throw DamagedRow() }
    return imei
  }

  /// The code of its type, which tells brand and model.
  package var typeCode: String { String(text.prefix(8)) }
  package var description: String { text }
}

/// What can be wrong with an IMEI. It quotes nothing of the number, so that lists of faults don't.
package enum IMEIFault: Error, Hashable, Sendable, CustomStringConvertible {
  case notADigit(Character)
  case length(Int)
  case allZeros
  case checkDigit(found: Int, expected: Int)

  package var description: String {
    switch self {
    case .notADigit(let character):
      "the IMEI has \(quoted(String(character))) in it, which is not a digit"
    case .length(let count):
      "the IMEI has \(TypedDigits.count(count)), not 15 (or 16 for an IMEISV)"
    case .allZeros: "the IMEI has only zeros"
    case .checkDigit: "the IMEI's check digit is wrong"
    }
  }
}
