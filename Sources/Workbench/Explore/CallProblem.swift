package import CallEngine

/// What went wrong in an explored call, and where.
package struct CallProblem: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The call lasted for the script's longest duration, although the caller had fallen silent.
    case tooLong
    /// The call entered a state from which no hang-up and no transfer can be reached.
    case deadEnd
    /// The call went repeatedly through states that neither speak nor wait.
    case circle
    /// Services were called, or transfers begun, more often than any menu needs.
    case spin
    /// A prompt speaks a value that wasn't set.
    case unset(String)
    /// A transfer had no number to call.
    case noNumber
  }

  package let kind: Kind
  /// The state in which it was noticed.
  package let state: StateID

  /// A description of the problem.
  ///
  /// - Parameter program: the program that the call ran on.
  package func description(in program: MenuProgram) -> String {
    let name = program[state].name
    return switch kind {
    case .tooLong:
      "the call reached 'max_duration' in '\(name)', although the caller had fallen silent"
    case .deadEnd: "no hang-up and no transfer can be reached from '\(name)'"
    case .circle: "the call went in a circle through '\(name)' without speaking or waiting"
    case .spin:
      program[state].putsThrough
        ? "'\(name)' put the call through repeatedly"
        : "'\(name)' called its service repeatedly"
    case .unset(let value): "'\(name)' speaks '\(value)', which had no value"
    case .noNumber: "'\(name)' had no number to call"
    }
  }
}
