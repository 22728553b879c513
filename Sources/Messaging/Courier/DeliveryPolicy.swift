package import Foundation
package import Store

/// How long a courier has for a try, when it tries again, and when it gives up.
///
/// The waits double up to a limit, as those of TCP and mail servers do: a short outage causes a
/// short delay, and a long one doesn't cause constant retries. With the default values the tries
/// are spread over 5 hours, within the 24 in which a request can be answered.
package struct DeliveryPolicy: Hashable, Sendable {
  /// How long a message is reserved for the courier that took it. A gateway must time out well
  /// before.
  package var lease = Duration.seconds(60)
  /// The wait after the first try.
  package var firstWait = Duration.seconds(30)
  package var longestWait = Duration.seconds(3600)
  /// The number of tries after which a message becomes a dead letter.
  package var mostTries = 12

  package init() {}

  /// How long a message waits after a temporary failure.
  ///
  /// - Parameter number: counts from 1.
  package func wait(afterTry number: Int) -> Duration {
    var wait = firstWait
    for _ in 1..<max(number, 1) where wait < longestWait { wait *= 2 }
    return min(wait, longestWait)
  }

  /// What to do with a message after a try.
  package func settlement(
    of outcome: GatewayAnswer.Outcome, try number: Int, at now: Date
  ) -> Settlement {
    switch outcome {
    case .accepted: .sent
    case .permanentFailure(let reason): .failed(why: reason.description)
    case .recipientRefused(let reason): .failed(why: reason.description, isOfRecipient: true)
    case .temporaryFailure(let reason):
      number < mostTries
        ? .later(
          at: now.addingTimeInterval(wait(afterTry: number) / .seconds(1)),
          why: reason.description)
        : .failed(why: "given up after \(number) tries; the last: \(reason)")
    }
  }

  /// What to do with a message that was taken once more than it may be tried, because the outcome
  /// of its last try was never recorded; `nil` if it may be tried.
  package func settlement(ofTry number: Int) -> Settlement? {
    number > mostTries
      ? .failed(why: "given up after \(mostTries) tries; the last was never finished") : nil
  }
}
