/// Arithmetic of times in place. A call adds and compares times at every event, and the standard
/// library's operators, which these stand in for within the package, are a call or two each.
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

  /// The earlier of two moments.
  @inlinable @inline(__always)
  package static func earlier(_ left: Duration, _ right: Duration) -> Duration {
    right < left ? right : left
  }
}
