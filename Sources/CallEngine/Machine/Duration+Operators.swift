/// Inlined arithmetic of times. A call adds and compares times at every event, and each of the
/// standard library's operators, which these replace within the package, costs a call or two.
extension Duration {
  @inlinable @inline(__always)
  package static func + (left: Duration, right: Duration) -> Duration {
    Duration(attoseconds: left.attoseconds + right.attoseconds)
  }

  @inlinable @inline(__always)
  package static func < (left: Duration, right: Duration) -> Bool {
    left.attoseconds < right.attoseconds
  }

  @inlinable @inline(__always)
  package static func > (left: Duration, right: Duration) -> Bool {
    left.attoseconds > right.attoseconds
  }

  @inlinable @inline(__always)
  package static func <= (left: Duration, right: Duration) -> Bool {
    left.attoseconds <= right.attoseconds
  }

  @inlinable @inline(__always)
  package static func >= (left: Duration, right: Duration) -> Bool {
    left.attoseconds >= right.attoseconds
  }

  /// The earlier of two times.
  @inlinable @inline(__always)
  package static func earlier(_ left: Duration, _ right: Duration) -> Duration {
    right < left ? right : left
  }
}
