/// A number as it is written, compared by its value: `007` is `7`, and `2.50` is `2.5`.
public struct WrittenNumber: Hashable, Sendable {
  private let isNegative: Bool
  /// The digits before the point, without leading zeros.
  private let whole: String
  /// The digits after the point, without zeros at the end.
  private let fraction: String

  /// - Returns: `nil` if a text isn't digits, perhaps with a `-` before them and a point inside.
  public init?(_ text: some StringProtocol) {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let values = parts.map { part in part.map(\.decimalDigitValue) }
    guard values.allSatisfy({ !$0.isEmpty && !$0.contains(nil) }) else { return nil }
    let texts = values.map { part in part.map { String($0 ?? 0) }.joined() }
    whole = String(texts[0].drop { $0 == "0" })
    var fraction = texts.count == 2 ? texts[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    self.fraction = fraction
    isNegative = text.hasPrefix("-") && !(whole.isEmpty && fraction.isEmpty)
  }

  public init(_ number: Int) {
    self.init("\(number)")!
  }

  /// The largest whole number that isn't above it; `nil` if it has more than 38 digits.
  public var roundedDown: Int128? {
    guard let magnitude else { return nil }
    return isNegative ? (fraction.isEmpty ? -magnitude : -magnitude - 1) : magnitude
  }

  /// The smallest whole number that isn't below it; `nil` if it has more than 38 digits.
  public var roundedUp: Int128? {
    guard let magnitude else { return nil }
    return isNegative || fraction.isEmpty ? (isNegative ? -magnitude : magnitude) : magnitude + 1
  }

  private var magnitude: Int128? {
    whole.isEmpty ? 0 : whole.utf8.count > 38 ? nil : Int128(whole)
  }
}

extension WrittenNumber: Comparable {
  public static func < (left: WrittenNumber, right: WrittenNumber) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.isLess(than: left) : left.isLess(than: right)
  }

  /// Regardless of the signs.
  private func isLess(than other: WrittenNumber) -> Bool {
    if whole.utf8.count != other.whole.utf8.count {
      return whole.utf8.count < other.whole.utf8.count
    }
    return whole == other.whole ? fraction < other.fraction : whole < other.whole
  }
}

extension WrittenNumber: CustomStringConvertible {
  public var description: String {
    (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole)
      + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
