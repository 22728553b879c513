internal import CallEngine

/// What an embedded stub is told to do in place of the real gateway.
///
/// Written as `works`, `failed`, `busy`, `no_answer`, `late 12s` or `late 12s then failed`.
public struct StubBehaviour: Hashable, Sendable, CustomStringConvertible {
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    case works
    case failed
    case busy
    case noAnswer = "no_answer"
  }

  public let outcome: Outcome
  /// How late it answers.
  public let delay: Duration

  public init(_ outcome: Outcome, delay: Duration = .zero) {
    self.outcome = outcome
    self.delay = delay
  }

  public static let works = StubBehaviour(.works)

  /// The longest delay that can be asked for.
  public static let maxDelay = Duration.seconds(86_400)

  /// - Throws: `StubFault`.
  public init(parsing text: String) throws(StubFault) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.count {
    case 1:
      guard let outcome = Outcome(rawValue: words[0]) else { throw .behaviour(text) }
      self.init(outcome)
    case 2 where words[0] == "late":
      self.init(.works, delay: try Self.delay(words[1], text))
    case 4 where words[0] == "late" && words[2] == "then":
      guard let outcome = Outcome(rawValue: words[3]) else { throw .behaviour(text) }
      self.init(outcome, delay: try Self.delay(words[1], text))
    default:
      throw .behaviour(text)
    }
  }

  private static func delay(_ word: String, _ text: String) throws(StubFault) -> Duration {
    let digits = word.prefix { $0.decimalDigitValue != nil }
    let value = digits.utf8.count <= 20 ? Int64(TypedDigits.ascii(String(digits))) : nil
    guard let value, value <= 86_400_000 else { throw .delay(text) }
    let delay: Duration
    switch word.dropFirst(digits.count) {
    case "ms": delay = .milliseconds(value)
    case "s": delay = .seconds(value)
    case "m": delay = .seconds(value * 60)
    case "h": delay = .seconds(value * 3600)
    default: throw .delay(text)
    }
    guard delay <= maxDelay else { throw .delay(text) }
    return delay
  }

  public var description: String {
    if delay == .zero { return outcome.rawValue }
    let late = "late \(StoredTime.milliseconds(delay))ms"
    return outcome == .works ? late : "\(late) then \(outcome.rawValue)"
  }

  /// When the reply comes; without an answer, later than any call waits.
  var replyDelay: Duration { outcome == .noAnswer ? Self.maxDelay : delay }
}

/// What can be wrong with what a stub is told.
public enum StubFault: Error, Hashable, Sendable, CustomStringConvertible {
  case behaviour(String)
  case delay(String)
  case target(String)

  public var description: String {
    switch self {
    case .behaviour(let text):
      "\(quoted(text)) is nothing a stub can do; write works, failed, busy, no_answer, 'late 12s' "
        + "or 'late 12s then failed'"
    case .delay(let text):
      "\(quoted(text)) has no delay of at most 24h with a unit, such as 12s or 700ms"
    case .target(let text):
      "there is no stub \(quoted(text)); there are sms, email, transfer, 'transfer NUMBER', "
        + BillingServices.signatures.map(\.name).joined(separator: ", ")
    }
  }
}
