package import CallEngine
import CallRuntime

/// How a handset session ended.
package struct HandsetResult: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    /// The call was made, and ended with this cause.
    case held(HangUpCause)
    /// The call was declined while ringing.
    case declined
    /// The ringing stopped: the other side gave up, or the user left.
    case notAnswered
  }

  /// Why the handset was closed.
  package enum Ending: Hashable, Sendable {
    case quit
    /// The terminal was closed.
    case terminalClosed
    /// A signal that ends programs; the program should exit with 128 plus its number.
    case signal(Int32)
  }

  package let outcome: Outcome
  package let ending: Ending
  /// From the answer to the end; zero for a call that never began.
  package let duration: Duration

  package var isAnswered: Bool { cause != nil }

  package var cause: HangUpCause? {
    if case .held(let cause) = outcome { cause } else { nil }
  }

  /// The result in one line, printed after the handset has closed.
  package var summary: String {
    switch outcome {
    case .held(let cause): "\(cause.explanation) after \(duration.clockText)"
    case .declined: "the call was declined"
    case .notAnswered: "nobody answered"
    }
  }
}
