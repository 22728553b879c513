/// Continues a counter that wraps around, such as a sequence number or a timestamp, over all its
/// turns.
///
/// Each value is taken for the one nearest to the newest so far, so that both reordering and gaps of
/// less than half a turn come out right (RFC 3550 §A.1).
public struct WrappingCounter<Value: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// The newest value, with all turns.
  public private(set) var newest: Int

  /// Begins at a value in the first turn.
  public init(_ first: Value) {
    newest = Int(first)
  }

  /// The value with all turns; it becomes the newest if it is ahead.
  public mutating func extend(_ value: Value) -> Int {
    let extended = extended(value)
    newest = max(newest, extended)
    return extended
  }

  /// The value with all turns.
  public func extended(_ value: Value) -> Int {
    let ahead = value &- Value(truncatingIfNeeded: newest)
    let turn = 1 << Value.bitWidth
    return newest + Int(ahead) - (Int(ahead) < turn / 2 ? 0 : turn)
  }
}
