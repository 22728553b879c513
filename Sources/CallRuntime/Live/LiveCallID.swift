import Synchronization

/// A real call among all of this process.
public struct LiveCallID: Hashable, Sendable {
  /// From 1, in the order in which calls came.
  public let number: Int

  private static let last = Atomic(0)

  /// The next one.
  public init() {
    number = Self.last.add(1, ordering: .relaxed).newValue
  }
}
