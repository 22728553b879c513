internal import CallEngine
internal import Store

/// The number under which a traveller asks after a registration: nine random digits and their Luhn
/// digit. It is random, since whoever knows it hears what is to be paid.
package struct TrackingCode: Hashable, Sendable, CustomStringConvertible {
  /// Ten ASCII digits.
  package let text: String

  /// Reads a code; blanks and hyphens are dropped. `nil` if it isn't one.
  package init?(parsing typed: String) {
    guard case .success(let digits) = TypedDigits.parse(typed), digits.count == 10, digits[0] != 0,
      CheckDigit.luhnHolds(digits)
    else { return nil }
    text = TypedDigits.text(digits)
  }

  /// Makes a code of a random token.
  init(token: String) {
    let number = 100_000_000 + Secret.number(of: "tracking \(token)", below: 900_000_000)
    let digits = TypedDigits.digits(of: Int64(number))
    text = TypedDigits.text(digits + [CheckDigit.luhn(digits)])
  }

  /// - Throws: `DamagedRow` if the store holds something else.
  static func stored(_ text: String) throws -> TrackingCode {
    guard let code = TrackingCode(parsing: text), code.text == text else { throw DamagedRow() }
    return code
  }

  package var description: String { text }
}
