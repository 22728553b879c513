package import Foundation
package import Store

/// How long a courier has for a try, when it tries again, and when it gives up.
///
/// The waits double up to a limit, as TCP's and mail servers' do: a gateway that is down for a minute
/// costs a minute, and one that is down for an hour isn't knocked at all the while. With the built-in
/// values the tries are spread over 5 hours, within the 24 in which a request can be answered.
package struct DeliveryPolicy: Hashable, Sendable {
  /// How long a courier has a message to itself. A gateway must give up waiting well before.
  package var lease = Duration.seconds(60)
  /// The wait after the first try.
  package var firstWait = Duration.seconds(30)
  package var longestWait = Duration.seconds(3600)
  /// After so many tries a message is a dead letter.
  package var mostTries = 12

  package init() {}

  /// How long a message waits after a try that failed for now.
  ///
  /// - Parameter number: counts from 1.
  package func wait(afterTry number: Int) -> Duration {
    var wait = firstWait
    for _ in 1..<max(number, 1) where wait < longestWait { wait *= 2 }
    return min(wait, longestWait)
  }

  /// What becomes of a message after its try of a number.
  package func settlement(
    of outcome: GatewayAnswer.Outcome, try number: Int, at now: Date
  ) -> Settlement {
    switch outcome {
    case .accepted: .sent
    case .permanentFailure(let reason): .failed(why: reason.description)
    case .temporaryFailure(let reason):
      number < mostTries
        ? .later(
          at: now.addingTimeInterval(wait(afterTry: number) / .seconds(1)),
          why: reason.description)
        : .failed(why: "given up after \(number) tries; the last: \(reason)")
    }
  }

  /// What becomes of a message that a courier has taken once more than it may be tried: whoever had
  /// it last never said what came of it.
  package func settlement(ofTry number: Int) -> Settlement? {
    number > mostTries
      ? .failed(why: "given up after \(mostTries) tries; the last came to no end") : nil
  }
}
