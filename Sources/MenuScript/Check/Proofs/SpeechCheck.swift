import CallEngine
import Speech

/// Holds what menus and announcements say against what can be pressed and listened to.
struct SpeechCheck {
  private let program: MenuProgram
  private let script: ScriptSyntax
  private let prompts: PromptIndex

  /// As long as a caller can be made to listen.
  private static let longestWithoutBargeIn = Duration.seconds(20)
  private static let longestBeforeChoice = Duration.seconds(30)
  /// As many options as there are keys of a telephone, 0 apart.
  private static let mostOptions = 9

  init(_ program: MenuProgram, _ script: ScriptSyntax, prompts: PromptIndex) {
    self.program = program
    self.script = script
    self.prompts = prompts
  }

  func run(findings: inout Findings) {
    for (place, state) in script.states.enumerated() {
      switch program.states[place].kind {
      case .menu(let menu):
        checkTerminator(of: menu, state, &findings)
        checkSize(of: menu, state, &findings)
        for language in program.languages.indices {
          checkOptions(of: menu, state, StateID(index: place), in: language, &findings)
        }
        if !menu.rules.bargeIn { checkLength(menu.prompts, 1, state, &findings) }
      case .collect(let collect):
        if !collect.rules.bargeIn { checkLength(collect.prompts, 1, state, &findings) }
      case .say(let say):
        if !say.bargeIn { checkLength(say.prompts, say.times, state, &findings) }
      case .service, .transfer, .language, .hangUp: break
      }
    }
  }

  // MARK: Keys

  /// A terminator that is among the choices ends nothing in this menu (K4).
  private func checkTerminator(of menu: Menu, _ state: StateSyntax, _ findings: inout Findings) {
    guard let key = menu.rules.terminator, menu.terminator == nil else { return }
    let own = state.choices.all.first { $0.keys.value.contains(key) }
    let choice = own ?? script.defaultChoices.all.first { $0.keys.value.contains(key) }
    guard let choice else { return }
    let named = state.settings.terminator
    // Nobody means the built-in terminator where '#' is a choice by itself.
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

  /// Options spoken in one language against the choices.
  private func checkOptions(
    of menu: Menu, _ state: StateSyntax, _ id: StateID, in language: Int,
    _ findings: inout Findings
  ) {
    guard SpokenKey.canBeFound(in: program.languages[language]) else { return }
    let name = program.languages[language].tag
    var spoken: [KeySequence] = []
    var beforeFirst = Duration.zero
    for prompt in menu.prompts.prompts {
      let said = words(of: prompt, in: language)
      let keys = SpokenKey.all(in: said.text, of: said.language)
      if spoken.isEmpty {
        let wordCount = said.text.split(separator: " ").count
        let share = keys.first.map { ($0.wordsBefore, max(1, wordCount)) } ?? (1, 1)
        beforeFirst += said.duration * share.0 / share.1
      }
      spoken += keys.map(\.keys)
    }
    if beforeFirst > Self.longestBeforeChoice {
      findings.report(
        SpeechRules.LateChoice(seconds: Int(beforeFirst.components.seconds), language: name),
        at: state.kindRange)
    }
    let offered = Set(menu.choices.map(\.keys))
    for keys in spoken.unique where !offered.contains(keys) {
      findings.report(
        SpeechRules.AbsentChoice(keys: keys.description, language: name), at: state.kindRange)
    }
    // A state that leads here may have said them.
    if !spoken.isEmpty || !isAnnounced(id, in: language) {
      for choice in state.choices.all where !spoken.contains(choice.keys.value) {
        findings.report(
          SpeechRules.UnspokenChoice(keys: choice.keys.value.description, language: name),
          at: choice.keys.range)
      }
    }
    let ordered = spoken.unique.filter {
      offered.contains($0) && $0.count == 1 && (1...9).contains($0[0].rawValue)
    }
    if ordered != ordered.sorted(by: { $0[0].rawValue < $1[0].rawValue }) {
      findings.report(
        SpeechRules.SpokenOrder(spoken: ordered.map(\.description), language: name),
        at: state.kindRange)
    }
  }

  /// Whether a say that leads to a menu offers keys, so that the menu needn't.
  private func isAnnounced(_ menu: StateID, in language: Int) -> Bool {
    program.states.contains { state in
      guard case .say(let say) = state.kind, say.then == menu else { return false }
      return say.prompts.prompts.contains { prompt in
        let said = words(of: prompt, in: language)
        return !SpokenKey.all(in: said.text, of: said.language).isEmpty
      }
    }
  }

  // MARK: Lengths

  private func checkLength(
    _ prompts: PromptSequence, _ times: Int, _ state: StateSyntax, _ findings: inout Findings
  ) {
    for (index, language) in program.languages.enumerated() {
      let once = prompts.prompts.reduce(Duration.zero) { $0 + words(of: $1, in: index).duration }
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

  /// A value that is only known in the call counts as long as a telephone number.
  private static let typicalValue = CallValue.text("02199900001")

  /// What a prompt says in a call held in a language, and how long that takes.
  private func words(
    of prompt: Prompt, in language: Int
  ) -> (text: String, language: Language, duration: Duration) {
    let languages = program.languages
    switch prompt {
    case .clip(let id, let choice):
      let tongue = languages[choice?.index(from: language, of: languages.count) ?? language]
      let text = prompts.places(of: id.name).first { $0.language == tongue }?.text ?? ""
      return (text, tongue, Utterance.words(text, in: tongue).duration)
    case .text(let texts):
      let tongue = languages[language]
      return (texts[language], tongue, Utterance.words(texts[language], in: tongue).duration)
    case .pause(let duration): return ("", languages[language], duration)
    case .value(let source, let form):
      let tongue = languages[language]
      let value: CallValue =
        if case .literal(let text) = source { .text(text) } else { Self.typicalValue }
      let said = (try? Reader.read(value.text, as: form, in: tongue)) ?? []
      return ("", tongue, Utterance.duration(of: said))
    }
  }
}

extension [KeySequence] {
  /// Each once, where it comes first.
  fileprivate var unique: [KeySequence] {
    var seen: Set<KeySequence> = []
    return filter { seen.insert($0).inserted }
  }
}
