import CallEngine
import Speech

/// Compares the keys that menus offer in words with their choices.
struct OfferCheck {
  private let program: MenuProgram
  private let script: ScriptSyntax
  private let words: PromptWords
  private let keys: KeysInTexts
  /// For each state, the states that lead to it and speak or change the language.
  private let announcers: [[Int]]

  private static let longestBeforeChoice = Duration.seconds(30)
  /// The most consecutive announcements taken as part of one menu.
  private static let mostAnnouncements = 8

  init(_ program: MenuProgram, _ script: ScriptSyntax, words: PromptWords, keys: KeysInTexts) {
    self.program = program
    self.script = script
    self.words = words
    self.keys = keys
    var announcers = Array(repeating: [Int](), count: program.states.count)
    for (place, exits) in program.exits.enumerated() {
      for exit in exits where exit.name == .then { announcers[exit.target.index].append(place) }
    }
    self.announcers = announcers
  }

  func run(findings: inout Findings) {
    let menus = program.states.indices.compactMap { place -> (Int, Menu)? in
      if case .menu(let menu) = program.states[place].kind { (place, menu) } else { nil }
    }
    let (known, unknown) = program.languages.indices.reduce(into: ([Int](), [Int]())) {
      if SpokenKey.canBeFound(in: program.languages[$1]) {
        $0.0.append($1)
      } else {
        $0.1.append($1)
      }
    }
    if menus.contains(where: { !script.states[$0.0].choices.all.isEmpty }) {
      for language in unknown { reportUnknown(language, &findings) }
    }
    for (place, menu) in menus {
      let unspoken = known.map { check(menu, place, in: $0, &findings) }
      for choice in script.states[place].choices.all {
        let silent = zip(known, unspoken).filter { $1.contains(choice.keys.value) }
        if silent.isEmpty { continue }
        findings.report(
          SpeechRules.UnspokenChoice(
            keys: choice.keys.value.description,
            languages: silent.map { program.languages[$0.0].tag }),
          at: choice.keys.range)
      }
    }
  }

  /// Once per language, whatever the number of menus.
  private func reportUnknown(_ language: Int, _ findings: inout Findings) {
    let tag = program.languages[language].tag
    let known = "gooya knows how \(quoted(SpokenKey.languages)) offer keys"
    findings.report(
      SpeechRules.UnknownWording(language: tag), at: script.languages[language].range,
      notes: [findings.note(known)])
  }

  /// - Returns: the choices that are never offered.
  private func check(
    _ menu: Menu, _ place: Int, in language: Int, _ findings: inout Findings
  ) -> Set<KeySequence> {
    let state = script.states[place]
    let name = program.languages[language].tag
    checkDelay(of: menu, state, in: language, &findings)
    let offers = offers(in: menu.prompts, language)
    let there = Set(menu.choices.map(\.keys))
    let terminator = menu.rules.terminator.flatMap { KeySequence(String($0.character)) }
    for keys in offers.certain where !there.contains(keys) && keys != terminator {
      findings.report(
        SpeechRules.AbsentChoice(keys: keys.description, language: name), at: state.kindRange)
    }
    let ordered = offers.certain.filter {
      there.contains($0) && $0.count == 1 && (1...9).contains($0[0].rawValue)
    }
    if ordered != ordered.sorted(by: { $0[0].rawValue < $1[0].rawValue }) {
      findings.report(
        SpeechRules.SpokenOrder(spoken: ordered.map(\.description), language: name),
        at: state.kindRange)
    }
    return unspokenChoices(of: state, menu, place, offers, in: language)
  }

  /// Choices that neither the menu nor an announcement before it offers.
  private func unspokenChoices(
    of state: StateSyntax, _ menu: Menu, _ place: Int, _ offers: Offers, in language: Int
  ) -> Set<KeySequence> {
    let unspoken = { (offers: Offers) in
      offers.areKnown
        ? Set(state.choices.all.map(\.keys.value)).subtracting(offers.possible) : []
    }
    guard !unspoken(offers).isEmpty else { return [] }
    var offers = announced(before: place, offers, in: language)
    guard !unspoken(offers).isEmpty else { return [] }
    for passage in words.passages(of: menu.prompts, in: language) {
      offers.possible.formUnion(keys.offered(in: passage.text))
    }
    return unspoken(offers)
  }

  private func checkDelay(
    of menu: Menu, _ state: StateSyntax, in language: Int, _ findings: inout Findings
  ) {
    var beforeFirst = Duration.zero
    for prompt in menu.prompts.prompts {
      let said = words.said(by: prompt, in: language)
      guard let first = keys.all(in: said.text, of: said.language).first else {
        beforeFirst += said.duration
        continue
      }
      let wordCount = max(1, SpokenKey.wordCount(in: said.text, of: said.language))
      beforeFirst += said.duration * min(first.wordsBefore, wordCount) / wordCount
      break
    }
    if beforeFirst > Self.longestBeforeChoice {
      findings.report(
        SpeechRules.LateChoice(
          seconds: Int(beforeFirst.components.seconds),
          language: program.languages[language].tag),
        at: state.kindRange)
    }
  }

  // MARK: Offers

  private struct Offers {
    /// Certainly offered keys, each once, in the order of the words.
    var certain: [KeySequence] = []
    /// Possibly offered keys.
    var possible: Set<KeySequence> = []
    /// Whether nothing else can be offered: false if a language is spoken whose words for keys
    /// aren't known.
    var areKnown = true

    mutating func insert(_ other: Offers) {
      possible.formUnion(other.possible)
      areKnown = areKnown && other.areKnown
    }
  }

  private func offers(in sequence: PromptSequence, _ language: Int) -> Offers {
    var offers = Offers()
    for passage in words.passages(of: sequence, in: language) {
      if !SpokenKey.canBeFound(in: passage.language) {
        offers.areKnown = offers.areKnown && !passage.text.contains(where: \.isLetter)
      }
      // A text may contain words of the other languages: "For English, press 2" in all of them.
      for tongue in program.languages {
        let found = keys.all(in: passage.text, of: tongue)
        offers.possible.formUnion(found.map(\.keys))
        guard tongue == passage.language else { continue }
        for key in found where key.isCertain && !offers.certain.contains(key.keys) {
          offers.certain.append(key.keys)
        }
      }
    }
    return offers
  }

  /// What is offered if a call reaches a menu through announcements.
  private func announced(
    before menu: Int, _ offers: Offers, in language: Int
  ) -> Offers {
    var offers = offers
    var seen: Set<Int> = [menu]
    var waiting = [menu]
    while let place = waiting.popLast(), seen.count <= Self.mostAnnouncements {
      for before in announcers[place] where seen.insert(before).inserted {
        waiting.append(before)
        guard let said = program.states[before].prompts else { continue }
        offers.insert(self.offers(in: said, language))
      }
    }
    return offers
  }
}
