import CallEngine
import Speech

/// What prompts say in words, as far as known before the call.
struct PromptWords: Sendable {
  struct Said: Sendable {
    /// Empty for a pause, and for a value known only in the call.
    let text: String
    let language: Language
    let duration: Duration
  }

  private let languages: [Language]
  private let prompts: PromptIndex

  /// A value known only in the call counts as long as a telephone number.
  private static let typicalValue = CallValue.text("02199900001")
  /// How many items a list is taken to have.
  private static let typicalItems = 3

  init(languages: [Language], prompts: PromptIndex) {
    self.languages = languages
    self.prompts = prompts
  }

  /// What a prompt says in a call in a language, in the language that it is spoken in.
  func said(by prompt: Prompt, in language: Int) -> Said {
    switch prompt {
    case .clip(let id, let choice):
      let tongue = languages[choice?.index(from: language, of: languages.count) ?? language]
      let text = prompts.places(of: id.name).first { $0.language == tongue }?.text ?? ""
      return said(text, in: tongue)
    case .text(let texts): return said(texts[language], in: languages[language])
    case .pause(let duration):
      return Said(text: "", language: languages[language], duration: duration)
    case .value(let source, let form):
      let tongue = languages[language]
      var text = ""
      if case .literal(let literal) = source { text = literal }
      let value = text.isEmpty ? Self.typicalValue : .text(text)
      let utterances = (try? Verbalizer.utterances(of: value.text, as: form, in: tongue)) ?? []
      return Said(text: text, language: tongue, duration: Utterance.duration(of: utterances))
    case .each(let each):
      let item = said(by: each.item, in: language)
      let count = min(each.most, Self.typicalItems)
      return Said(
        text: [item.text, said(by: each.empty, in: language).text].joinedPassages,
        language: languages[language], duration: item.duration * count)
    case .choice(let choice):
      let all = choice.cases.all.map { said(by: $0, in: language) }
      return Said(
        text: all.map(\.text).joinedPassages, language: languages[language],
        duration: all.map(\.duration).max() ?? .zero)
    }
  }

  /// What prompts inside another one say in the call's language.
  private func said(by prompts: PromptSequence, in language: Int) -> Said {
    let all = prompts.prompts.map { said(by: $0, in: language) }
    let own = all.filter { $0.language == languages[language] }
    return Said(
      text: own.map { $0.text.isEmpty ? "…" : $0.text }.joined(separator: " "),
      language: languages[language], duration: all.reduce(.zero) { $0 + $1.duration })
  }

  private func said(_ text: String, in language: Language) -> Said {
    Said(
      text: text, language: language, duration: Utterance.words(text, in: language).duration)
  }

  /// What several prompts say, with consecutive prompts in one language joined: a number can be
  /// another prompt than the words around it.
  func passages(of sequence: PromptSequence, in language: Int) -> [(
    text: String, language: Language
  )] {
    var passages: [(text: String, language: Language)] = []
    for prompt in sequence.prompts {
      let said = said(by: prompt, in: language)
      let text = said.text.isEmpty ? "…" : said.text
      if let last = passages.last, last.language == said.language {
        passages[passages.count - 1].text.append(saying: text)
      } else {
        passages.append((text, said.language))
      }
    }
    return passages
  }
}

extension [String] {
  /// Alternatives as one text, which aren't taken for one sentence.
  fileprivate var joinedPassages: String { filter { !$0.isEmpty }.joined(separator: " … ") }
}
