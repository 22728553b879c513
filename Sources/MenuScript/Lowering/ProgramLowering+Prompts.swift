import CallEngine

extension ProgramLowering {
  mutating func lower(_ prompts: [PromptSyntax]) -> PromptSequence {
    var lowered: [Prompt] = []
    lowered.reserveCapacity(prompts.count)
    for prompt in prompts {
      if let prompt = lower(prompt) { lowered.append(prompt) }
    }
    return PromptSequence(lowered, languages: resolver.languages)
  }

  private mutating func lower(_ prompt: PromptSyntax) -> Prompt? {
    switch prompt.kind {
    case .clip(let id, let language):
      let clip = resolver.prompt(id, isBare: prompt.range == id.range)
      guard let language else { return clip.map { .clip($0, language: nil) } }
      guard let choice = lower(language), let clip else { return nil }
      return .clip(clip, language: choice)
    case .value(let value, let form): return resolver.value(value).map { .value($0, form) }
    case .pause(let duration): return .pause(duration)
    case .text(let texts): return lower(texts, at: prompt.range)
    case .each(let each): return lower(each)
    case .choice(let name, let cases): return lower(name, cases)
    }
  }

  private mutating func lower(_ language: Located<LanguageSyntax>) -> LanguageChoice? {
    switch language.value {
    case .next: .next
    case .tag(let tag):
      resolver.language(Located(tag, language.range)).map { .declared($0) }
    case .value: nil
    }
  }

  private mutating func lower(_ texts: [PromptSyntax.LinkedText], at range: TextRange) -> Prompt? {
    var byLanguage: [Int: String] = [:]
    var isWhole = true
    for text in texts {
      if let index = resolver.language(text.language) {
        byLanguage[index] = text.text
      } else {
        isWhole = false
      }
    }
    // An undeclared language, which is reported elsewhere, may have been meant as the missing one.
    guard isWhole else { return nil }
    let missing = resolver.languages.indices.filter { byLanguage[$0] == nil }
    guard missing.isEmpty else {
      resolver.findings.report(
        NameRules.MissingText(languages: missing.map { resolver.languages[$0].tag }),
        at: range.firstPlace)
      return nil
    }
    return .text(resolver.languages.indices.compactMap { byLanguage[$0] })
  }

  mutating func lower(_ settings: SettingsSyntax) -> LoweredSettings {
    LoweredSettings(
      syntax: settings, noinput: settings.noinput.map { lower($0) },
      nomatch: settings.nomatch.map { lower($0) })
  }

  mutating func lower(_ choice: ChoiceSyntax) -> Menu.Choice? {
    if choice.target.value == "repeat" { return Menu.Choice(choice.keys.value, .repeat) }
    return resolver.state(choice.target).map { Menu.Choice(choice.keys.value, .state($0)) }
  }
}
