/// What is due for paying late: 3‰ of the arrears for each day, simple interest
/// (Telecommunications Regulations, article 34; Documentation/domain.md §8).
package enum LateFee {
  /// - Returns: the fee, rounded half up to the fen. [uncertain] No source settles the rounding; it
  ///   is done here and nowhere else.
  package static func fee(on arrears: Fen, days: Int) -> Fen {
    guard arrears > .zero, days > 0 else { return .zero }
    // In thousandths of a fen, so that nothing is lost.
    let exact = Int128(arrears.count) * 3 * Int128(days)
    return Fen(Int64(clamping: (exact + 500) / 1000))
  }
}
