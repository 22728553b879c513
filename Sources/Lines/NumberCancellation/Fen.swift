/// An amount of Chinese money in fen, hundredths of a yuan: exact, and never a fraction.
package struct Fen: Hashable, Comparable, Sendable {
  package let count: Int64

  package init(_ count: Int64) {
    self.count = count
  }

  /// Reads an amount in yuan with up to two decimals, such as `128.36`; `nil` for anything else.
  package init?(yuan text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]), whole >= 0,
      parts.allSatisfy({ !$0.isEmpty && TypedDigits.isPlain($0) })
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.utf8.count <= 2,
      let fraction = Int64(decimals + String(repeating: "0", count: 2 - decimals.utf8.count))
    else { return nil }
    let (fen, overflows) = whole.multipliedReportingOverflow(by: 100)
    guard !overflows, fen <= Int64.max - fraction else { return nil }
    count = fen + fraction
  }

  package static let zero = Fen(0)

  /// In yuan with two decimals, `128.36`: as values are in calls and in texts.
  package var yuan: String {
    let fraction = abs(count % 100)
    let sign = count < 0 ? "-" : ""
    return "\(sign)\(abs(count / 100)).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  package static func < (left: Fen, right: Fen) -> Bool { left.count < right.count }
  package static func + (left: Fen, right: Fen) -> Fen { Fen(left.count + right.count) }
  package static func - (left: Fen, right: Fen) -> Fen { Fen(left.count - right.count) }
}
