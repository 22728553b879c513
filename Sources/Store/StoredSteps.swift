internal import CallEngine

/// A call's steps as the store keeps them: a line a step, its parts separated by tabs. The states'
/// names are kept apart, as the call's path.
enum StoredSteps {
  static func text(of steps: some Sequence<CallStep>) -> String {
    steps.map { step in
      let parts = ["\(StoredTime.milliseconds(step.at))", "\(step.noinputs)", "\(step.nomatches)"]
      return (parts + step.exits.map(\.stored)).joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// - Throws: `DamagedRow` if it isn't a text that was written here.
  static func steps(_ text: String, of path: [String]) throws -> [CallStep] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == path.count || path.isEmpty && text.isEmpty else { throw DamagedRow() }
    return try zip(path, lines).map { state, line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      let numbers = parts.prefix(3).compactMap { Int64($0) }
      guard numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) else { throw DamagedRow() }
      return CallStep(
        state, at: .milliseconds(numbers[0]),
        exits: try parts.dropFirst(3).map { part in
          guard let exit = StateExit.Name(stored: String(part)) else { throw DamagedRow() }
          return exit
        }, noinputs: Int(numbers[1]), nomatches: Int(numbers[2]))
    }
  }
}

extension StateExit.Name {
  /// A letter that says what it is, then the keys or the name.
  fileprivate var stored: String {
    switch self {
    case .choice(let keys): "c\(keys)"
    case .outcome(let name): "o" + name.filter { $0 != "\t" && !$0.isNewline }
    case .then: "t"
    }
  }

  fileprivate init?(stored text: String) {
    switch text.first {
    case "c":
      guard let keys = KeySequence(String(text.dropFirst())) else { return nil }
      self = .choice(keys)
    case "o": self = .outcome(String(text.dropFirst()))
    case "t" where text.count == 1: self = .then
    default: return nil
    }
  }
}
