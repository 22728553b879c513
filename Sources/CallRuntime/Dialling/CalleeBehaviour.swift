/// What a simulated callee does when his telephone rings.
public enum CalleeBehaviour: Hashable, Sendable {
  case busy
  case noAnswer
  case unreachable
  /// A machine answers, and records.
  case machine
  /// He answers and does what a key script says.
  case answers(KeyScript)

  /// How long it takes until the network knows, or somebody answers.
  ///
  /// - Parameter delay: how late he answers, from 0 to 1.
  func ringing(delay: Double) -> Duration {
    switch self {
    case .busy: .seconds(2)
    case .unreachable: .seconds(5)
    case .noAnswer: .seconds(30)
    case .machine: .seconds(20)
    case .answers: .milliseconds(3000 + Int(delay * 15_000))
    }
  }
}
