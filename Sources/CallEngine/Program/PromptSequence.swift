/// A list of prompts, resolved at compile time as far as no call's values are needed.
public final class PromptSequence: Sendable {
  public let prompts: [Prompt]
  /// The items by language. Those that speak a variable hold no value yet.
  private let items: [[Announcement.Item]]
  /// The items that speak a variable.
  private let gaps: [Gap]

  private struct Gap: Sendable {
    let place: Int
    let variable: VariableID
    let form: SpokenForm
  }

  public init(_ prompts: [Prompt], languages: [Language]) {
    self.prompts = prompts
    items = languages.indices.map { language in
      prompts.map { Self.item($0, in: language, of: languages) }
    }
    gaps = prompts.enumerated().compactMap { place, prompt in
      guard case .value(.variable(let variable), let form) = prompt else { return nil }
      return Gap(place: place, variable: variable, form: form)
    }
  }

  public var isEmpty: Bool { prompts.isEmpty }

  /// The items to say in a language; a value whose name is not set is left out.
  func items(in language: Int, value: (VariableID) -> CallValue?) -> [Announcement.Item] {
    var said = items[language]
    for gap in gaps.reversed() {
      if let value = value(gap.variable), case .value(_, _, let tongue) = said[gap.place] {
        said[gap.place] = .value(value, gap.form, tongue)
      } else {
        said.remove(at: gap.place)
      }
    }
    return said
  }

  private static func item(
    _ prompt: Prompt, in language: Int, of languages: [Language]
  ) -> Announcement.Item {
    switch prompt {
    case .clip(let id, let choice):
      let index = choice?.index(from: language, of: languages.count) ?? language
      return .clip(id, languages[index])
    case .value(.literal(let text), let form):
      return .value(.text(text), form, languages[language])
    case .value(.variable, let form):
      return .value(.text(""), form, languages[language])
    case .pause(let duration):
      return .pause(duration)
    case .text(let texts):
      return .text(texts[language], languages[language])
    }
  }
}
