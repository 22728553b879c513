import CallEngine

/// An integer of any size, as decimal digits: amounts and counters must not overflow.
struct WholeNumber {
  let isNegative: Bool
  /// Most significant first, without leading zeros; a single 0 for zero.
  let digits: [UInt8]

  init(isNegative: Bool = false, digits: some Sequence<UInt8>) {
    let significant = Array(digits.drop { $0 == 0 })
    self.digits = significant.isEmpty ? [0] : significant
    self.isNegative = isNegative && !significant.isEmpty
  }

  init(_ value: Int) {
    self.init(
      isNegative: value < 0, digits: String(value.magnitude).utf8.map { $0 - 0x30 })
  }

  /// Reads a sign, ASCII, Persian or Arabic digits, and thousands separators between groups of
  /// three.
  init(_ value: String) throws(UnspeakableValue.Reason) {
    var rest = value.singleSpaced.filter { !$0.isDirectionMark }[...]
    var isNegative = false
    if let sign = rest.first, Self.signs.contains(sign) {
      isNegative = sign != "+"
      rest = rest.dropFirst()
    }
    let hasDigits = rest.contains { $0.decimalDigitValue != nil }
    var groups: [[UInt8]] = [[]]
    for character in rest {
      if let digit = character.decimalDigitValue {
        groups[groups.count - 1].append(UInt8(digit))
      } else if hasDigits, Self.separators.contains(character) {
        groups.append([])
      } else {
        throw .unexpected(character)
      }
    }
    guard groups != [[]] else { throw .empty }
    let isWellParted =
      groups.count == 1
      || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    guard isWellParted else { throw .misplacedSeparator }
    self.init(isNegative: isNegative, digits: groups.joined())
  }

  var isZero: Bool { digits == [0] }
  var isOne: Bool { digits == [1] && !isNegative }

  /// The absolute value divided by ten, and the remainder.
  var tenths: (quotient: WholeNumber, remainder: Int) {
    (WholeNumber(digits: digits.dropLast()), Int(digits.last ?? 0))
  }

  /// The values of the digits three by three, from the right: ones, thousands, millions …
  var thousands: [Int] {
    stride(from: digits.count, to: 0, by: -3).map { end in
      digits[max(0, end - 3)..<end].reduce(0) { $0 * 10 + Int($1) }
    }
  }

  /// The digits written with thousands separators.
  var writtenGroups: [[UInt8]] {
    stride(from: digits.count, to: 0, by: -3).reversed().map { end in
      Array(digits[max(0, end - 3)..<end])
    }
  }

  private static let signs: Set<Character> = ["-", "−", "+"]
  /// Comma, Arabic thousands separator, Persian comma, blank, apostrophe.
  private static let separators: Set<Character> = [",", "٬", "،", " ", "'"]
}
