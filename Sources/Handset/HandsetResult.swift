public import CallEngine
import CallRuntime

/// How it went with a handset.
public struct HandsetResult: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// The call was held, and ended so.
    case held(HangUpCause)
    /// Rung, and declined.
    case declined
    /// Rung until the other side gave up, or until nobody was there to answer.
    case notAnswered
  }

  /// Why the handset was left.
  public enum Ending: Hashable, Sendable {
    case quit
    /// The terminal was closed.
    case terminalClosed
    /// A signal that ends programs; whoever obeys it exits with 128 and its number.
    case signal(Int32)
  }

  public let outcome: Outcome
  public let ending: Ending
  /// From the answer to the end; zero for a call that never began.
  public let duration: Duration

  public var isAnswered: Bool { cause != nil }

  public var cause: HangUpCause? {
    if case .held(let cause) = outcome { cause } else { nil }
  }

  /// The result in one line, for the screen that comes back.
  public var summary: String {
    switch outcome {
    case .held(let cause): "\(cause.explanation) after \(duration.clockText)"
    case .declined: "the call was declined"
    case .notAnswered: "nobody answered"
    }
  }
}
