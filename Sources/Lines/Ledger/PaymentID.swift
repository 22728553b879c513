internal import CallEngine

/// A payment ID (شناسه پرداخت): an amount and a period, tied to a bill ID
/// (Documentation/domain.md §2).
///
/// 6 to 13 digits: amount in thousands of Rial (up to 8), year digit, period (2), check digits C1
/// (over what is before it) and C2 (over the bill ID and all of the payment ID before it).
package struct PaymentID: Hashable, Sendable, CustomStringConvertible {
  /// The digits in ASCII, without leading zeros: padding would change the weights of C2.
  package let text: String

  /// The largest amount that a payment ID can carry, in Rial.
  package static let maxAmount: Int64 = 99_999_999_000

  /// Makes the payment ID of a bill.
  ///
  /// - Parameters:
  ///   - amount: Rial, in whole thousands, 1000 to `maxAmount`.
  ///   - year: the year's last digit.
  ///   - period: 0 to 99.
  /// - Throws: `PaymentIDFault`.
  package init(amount: Int64, year: Int, period: Int, for bill: BillID) throws(PaymentIDFault) {
    guard (1000...Self.maxAmount).contains(amount) else { throw .amountOutOfRange(amount) }
    guard amount.isMultiple(of: 1000) else { throw .amountNotInThousands(amount) }
    guard (0...9).contains(year) else { throw .yearOutOfRange(year) }
    guard (0...99).contains(period) else { throw .periodOutOfRange(period) }
    var digits = TypedDigits.digits(of: amount / 1000) + [year, period / 10, period % 10]
    digits.append(CheckDigit.weighted2To7(digits))
    digits.append(CheckDigit.weighted2To7(bill.digits + digits))
    text = TypedDigits.text(digits)
  }

  /// Reads the payment ID of a bill, as typed or printed; blanks, hyphens and leading zeros are
  /// dropped.
  ///
  /// - Throws: The first of `PaymentID.faults(in:for:)`.
  package init(parsing typed: String, for bill: BillID) throws(PaymentIDFault) {
    let reading = Self.read(typed, billDigits: bill.digits)
    if let fault = reading.faults.first { throw fault }
    text = TypedDigits.text(reading.digits)
  }

  /// Everything that is wrong with a payment ID for a bill; empty if it is valid.
  package static func faults(in typed: String, for bill: BillID) -> [PaymentIDFault] {
    read(typed, billDigits: bill.digits).faults
  }

  /// - Parameter billDigits: the bill ID's digits, right or wrong, so that C2 can be checked
  ///   independently; `nil` if it has none.
  static func read(
    _ typed: String, billDigits: [Int]?
  ) -> (digits: [Int], faults: [PaymentIDFault]) {
    switch TypedDigits.parse(typed) {
    case .failure(let error): return ([], [.notADigit(error.character)])
    case .success(let written):
      guard !written.isEmpty else { return ([], [.empty]) }
      guard (6...13).contains(written.count) else { return (written, [.length(written.count)]) }
      let digits = Array(written.drop { $0 == 0 })
      guard digits.count >= 6 else { return (digits, [.noAmount]) }
      var faults: [PaymentIDFault] = []
      let c1 = CheckDigit.weighted2To7(digits.dropLast(2))
      if digits[digits.count - 2] != c1 {
        faults.append(.firstCheckDigit(found: digits[digits.count - 2], expected: c1))
      }
      if let billDigits {
        let c2 = CheckDigit.weighted2To7(billDigits + digits.dropLast())
        if digits[digits.count - 1] != c2 {
          faults.append(.secondCheckDigit(found: digits[digits.count - 1], expected: c2))
        }
      }
      return (digits, faults)
    }
  }

  /// Rial.
  package var amount: Int64 { TypedDigits.value(digits.dropLast(5)) * 1000 }
  /// The year's last digit.
  package var year: Int { digits[digits.count - 5] }
  /// Two digits.
  package var period: String { TypedDigits.text(digits.dropLast(2).suffix(2)) }
  package var description: String { text }

  private var digits: [Int] { text.utf8.map { Int($0) - 0x30 } }
}

/// What can be wrong with a payment ID.
package enum PaymentIDFault: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case notADigit(Character)
  case length(Int)
  case noAmount
  case firstCheckDigit(found: Int, expected: Int)
  case secondCheckDigit(found: Int, expected: Int)
  case amountOutOfRange(Int64)
  case amountNotInThousands(Int64)
  case yearOutOfRange(Int)
  case periodOutOfRange(Int)

  package var description: String {
    switch self {
    case .empty: "the payment ID is empty"
    case .notADigit(let character):
      "the payment ID has \(quoted(String(character))) in it, which is not a digit"
    case .length(let count): "the payment ID has \(TypedDigits.count(count)), not 6 to 13"
    case .noAmount: "the payment ID has no amount"
    case .firstCheckDigit(let found, let expected):
      "the payment ID's first check digit is \(found), not \(expected)"
    case .secondCheckDigit(let found, let expected):
      "the payment ID's second check digit is \(found), not \(expected) as this bill ID requires"
    case .amountOutOfRange(let amount):
      "the amount \(amount) is not in 1000 to \(PaymentID.maxAmount) Rial"
    case .amountNotInThousands(let amount): "the amount \(amount) is not in whole thousands of Rial"
    case .yearOutOfRange(let year): "the year digit \(year) is not in 0 to 9"
    case .periodOutOfRange(let period): "the period \(period) is not in 0 to 99"
    }
  }
}
