import CallEngine

/// The values that a program tells apart, so that callers and services can be made to give them:
/// random ones would hardly ever take the branch of a word.
struct DecidingValues: Sendable {
  private let texts: [VariableID: [String]]

  init(_ program: MenuProgram) {
    var texts: [VariableID: [String]] = [:]
    for state in program.states {
      if case .switch(let choice) = state.kind {
        texts[choice.variable, default: []] += choice.cases.cases.flatMap(\.tests).flatMap(\.texts)
      }
      for choice in state.prompts?.choices ?? [] {
        guard case .variable(let variable) = choice.source else { continue }
        texts[variable, default: []] += choice.cases.cases.flatMap(\.tests).flatMap(\.texts)
      }
    }
    self.texts = texts
  }

  /// Values of a name, at least one for each case that is about a value.
  func texts(of variable: VariableID) -> [String] { texts[variable] ?? [] }

  /// A value that takes a switch's exit; `nil` if none is known.
  func text(taking exit: StateExit.Name, of choice: Switch) -> String? {
    // Those after the case's own are for `else`.
    (texts(of: choice.variable) + ["other", "0", "1", "99999999"]).first { text in
      .outcome(choice.exit(for: .text(text)).name) == exit
    }
  }
}

extension ValueTest {
  /// Some values that pass; empty if any value does, or none.
  fileprivate var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .numbers(let range):
      range.lowerBound == range.upperBound
        ? ["\(range.lowerBound)"] : ["\(range.lowerBound)", "\(range.upperBound)"]
    case .set, .unset: []
    }
  }
}

extension PromptSequence {
  /// The choices by a value in it, also those inside other prompts.
  fileprivate var choices: [PromptChoice] {
    prompts.flatMap { prompt -> [PromptChoice] in
      switch prompt {
      case .clip, .value, .pause, .text: []
      case .each(let each): each.item.choices + each.empty.choices
      case .choice(let choice): [choice] + choice.cases.all.flatMap(\.choices)
      }
    }
  }
}
