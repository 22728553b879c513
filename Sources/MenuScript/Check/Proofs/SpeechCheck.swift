import CallEngine

/// Checks menus and announcements for keys and lengths that callers can cope with.
struct SpeechCheck {
  private let program: MenuProgram
  private let script: ScriptSyntax
  private let words: PromptWords

  /// The longest time for which a caller can't interrupt.
  private static let longestWithoutBargeIn = Duration.seconds(20)
  /// The number of a telephone's keys without 0.
  private static let mostOptions = 9

  init(_ program: MenuProgram, _ script: ScriptSyntax, words: PromptWords) {
    self.program = program
    self.script = script
    self.words = words
  }

  func run(findings: inout Findings) {
    for (place, state) in script.states.enumerated() {
      let lowered = program.states[place]
      if case .menu(let menu) = lowered.kind {
        checkTerminator(of: menu, state, &findings)
        checkSize(of: menu, state, &findings)
      }
      if let prompts = lowered.prompts, lowered.bargeIn == false {
        checkLength(prompts, lowered.times, state, &findings)
      }
    }
  }

  // MARK: Keys

  /// A terminator that is also in a choice ends no entry in this menu (K4).
  private func checkTerminator(of menu: Menu, _ state: StateSyntax, _ findings: inout Findings) {
    guard let key = menu.rules.terminator, menu.terminator == nil else { return }
    let own = state.choices.all.first { $0.keys.value.contains(key) }
    let choice = own ?? script.defaultChoices.all.first { $0.keys.value.contains(key) }
    guard let choice else { return }
    let named = state.settings.terminator
    // The built-in terminator isn't meant if '#' is a choice by itself.
    if choice.keys.value.count == 1 && named == nil { return }
    findings.report(
      SpeechRules.VoidTerminator(
        key: String(key.character), choice: choice.keys.value.description),
      at: choice.keys.value.count == 1 ? named?.range ?? choice.keys.range : choice.keys.range)
  }

  private func checkSize(of menu: Menu, _ state: StateSyntax, _ findings: inout Findings) {
    if menu.choices.count > Self.mostOptions {
      findings.report(SpeechRules.TooManyOptions(count: menu.choices.count), at: state.kindRange)
    }
  }

  // MARK: Lengths

  private func checkLength(
    _ prompts: PromptSequence, _ times: Int, _ state: StateSyntax, _ findings: inout Findings
  ) {
    for (index, language) in program.languages.enumerated() {
      let once = prompts.prompts.reduce(Duration.zero) {
        $0 + words.said(by: $1, in: index).duration
      }
      let length = once * min(times, 1000)
      if length > Self.longestWithoutBargeIn {
        findings.report(
          SpeechRules.LongWithoutBargeIn(
            seconds: Int(length.components.seconds), language: language.tag),
          at: state.kindRange)
        return
      }
    }
  }
}
