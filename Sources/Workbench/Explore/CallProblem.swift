public import CallEngine

/// What went wrong in an explored call, and where.
public struct CallProblem: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The call went on until the script's longest duration, though its caller had fallen silent.
    case tooLong
    /// The call entered a state from which no hang-up and no transfer can be reached.
    case deadEnd
    /// The call went through states without a word or a wait, again and again.
    case circle
    /// Services were asked, or transfers begun, more often than any menu needs.
    case spin
    /// A prompt was to speak a value that was not set.
    case unset(String)
    /// A transfer had no number to call.
    case noNumber
  }

  public let kind: Kind
  /// The state in which it was noticed.
  public let state: StateID

  /// The problem in words.
  ///
  /// - Parameter program: the program that the call was held on.
  public func description(in program: MenuProgram) -> String {
    let name = program[state].name
    return switch kind {
    case .tooLong:
      "the call reached 'max_duration' in '\(name)', though the caller had fallen silent"
    case .deadEnd: "no hang-up and no transfer can be reached from '\(name)'"
    case .circle: "the call went in a circle through '\(name)' without a word or a wait"
    case .spin:
      program[state].putsThrough
        ? "'\(name)' put the call through again and again"
        : "'\(name)' asked its service again and again"
    case .unset(let value): "'\(name)' was to speak '\(value)', which has no value"
    case .noNumber: "'\(name)' had no number to call"
    }
  }
}
