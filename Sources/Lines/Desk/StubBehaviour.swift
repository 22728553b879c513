package import CallEngine

/// What an embedded stub is told to do in place of the real gateway or service.
package struct StubBehaviour: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case works
    case failed
    case busy
    case noAnswer
    /// A service does nothing but reply so; outputs that aren't told are made up.
    case replies(String, [NamedValue])
  }

  package let outcome: Outcome
  /// How late it answers.
  package let delay: Duration

  package init(_ outcome: Outcome, delay: Duration = .zero) {
    self.outcome = outcome
    self.delay = delay
  }

  package static let works = StubBehaviour(.works)

  /// The longest delay that can be asked for.
  package static let maxDelay = Duration.seconds(86_400)

  /// When the reply comes; without an answer, later than any call waits.
  var replyDelay: Duration { outcome == .noAnswer ? Self.maxDelay : delay }
}
