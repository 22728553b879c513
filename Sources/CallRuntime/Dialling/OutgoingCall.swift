/// A call that this side began, from the first ring to its end.
///
/// A telephone network makes them: the simulated one here, or a real one. Times are those of whoever
/// dials.
public protocol OutgoingCall: AnyObject {
  /// When something happens next by itself; `nil` once it has ended.
  var nextDue: Duration? { get }
  /// How it ended; `nil` while it goes on.
  var ending: OutgoingEnding? { get }
  /// Lets everything happen that is due by `now`.
  func advance(to now: Duration)
  /// Ends it from this side.
  func hangUp(at now: Duration)
}

/// How a call that this side began ended.
public struct OutgoingEnding: Hashable, Sendable {
  public enum Result: Hashable, Sendable {
    case busy
    case noAnswer
    case rejected
    case unreachable
    case noSuchNumber
    /// The network had no way.
    case congestion
    /// This side gave up before anybody answered.
    case abandoned
    /// Somebody or something answered; without a summary this side hung up at once.
    case answered(by: Answerer, at: Duration, CallSummary?)
  }

  public enum Answerer: Hashable, Sendable {
    case person
    case machine
  }

  public let result: Result
  public let at: Duration

  public init(_ result: Result, at time: Duration) {
    self.result = result
    at = time
  }
}
