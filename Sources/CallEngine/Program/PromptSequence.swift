/// A list of prompts, resolved when the script is compiled except for the call's values.
public final class PromptSequence: Sendable {
  public let prompts: [Prompt]
  /// The items that speak a variable.
  let gaps: [Gap]
  /// Whether the number of items depends on values in other ways than by gaps.
  let isNested: Bool
  /// The items by language. Those that speak a variable have no value yet.
  private let items: [[Announcement.Item]]
  /// The announcements by language if no item speaks a variable; otherwise empty.
  private let announcements: [Announcement]

  struct Gap: Sendable {
    let place: Int
    let variable: VariableID
    let form: SpokenForm
  }

  public convenience init(_ prompts: [Prompt], languages: [Language]) {
    self.init(
      prompts,
      items: languages.indices.map { language in
        prompts.map { Self.item($0, in: language, of: languages) }
      })
  }

  /// One sequence after another, such as a noinput's before the state's own.
  convenience init(_ first: PromptSequence, then second: PromptSequence) {
    self.init(
      first.prompts + second.prompts, items: zip(first.items, second.items).map { $0 + $1 })
  }

  private init(_ prompts: [Prompt], items: [[Announcement.Item]]) {
    self.prompts = prompts
    self.items = items
    gaps = prompts.enumerated().compactMap { place, prompt in
      guard case .value(.variable(let variable), let form) = prompt else { return nil }
      return Gap(place: place, variable: variable, form: form)
    }
    isNested = prompts.contains { prompt in
      switch prompt {
      case .each, .choice, .value(.item, _): true
      case .clip, .value, .pause, .text: false
      }
    }
    announcements = gaps.isEmpty && !isNested ? items.map { Announcement($0) } : []
  }

  public var isEmpty: Bool { prompts.isEmpty }

  /// The announcement in a language; `nil` if it depends on the call's values.
  func announcement(in language: Int) -> Announcement? {
    announcements.isEmpty ? nil : announcements[language]
  }

  /// The items to say in a language; a value that isn't set is left out.
  func items(in language: Int, _ values: SpokenValues) -> [Announcement.Item] {
    if isNested { return nestedItems(in: language, values) }
    var said = items[language]
    for gap in gaps.reversed() {
      if let value = values[gap.variable], case .value(let unset) = said[gap.place] {
        said[gap.place] = .value(.init(value, as: gap.form, in: unset.language))
      } else {
        said.remove(at: gap.place)
      }
    }
    return said
  }

  private func nestedItems(in language: Int, _ values: SpokenValues) -> [Announcement.Item] {
    prompts.enumerated().flatMap { place, prompt -> [Announcement.Item] in
      let item = items[language][place]
      switch prompt {
      case .clip, .pause, .text, .value(.literal, _): return [item]
      case .value(let source, let form):
        guard let value = values.value(of: source), case .value(let unset) = item else { return [] }
        return [.value(.init(value, as: form, in: unset.language))]
      case .each(let each):
        guard case .list(let list) = values[each.list], !list.isEmpty else {
          return each.empty.items(in: language, values)
        }
        return list.prefix(each.most).flatMap { each.item.items(in: language, values.with($0)) }
      case .choice(let choice):
        let chosen = choice.cases.match(values.value(of: choice.source))?.choice
        return (chosen ?? choice.cases.otherwise)?.items(in: language, values) ?? []
      }
    }
  }

  private static func item(
    _ prompt: Prompt, in language: Int, of languages: [Language]
  ) -> Announcement.Item {
    switch prompt {
    case .clip(let id, let choice):
      let index = choice?.index(from: language, of: languages.count) ?? language
      return .clip(id, languages[index])
    case .value(.literal(let text), let form):
      return .value(.init(.text(text), as: form, in: languages[language]))
    case .value(.variable, let form), .value(.item, let form):
      return .value(.init(.text(""), as: form, in: languages[language]))
    case .each, .choice: return .pause(.zero)
    case .pause(let duration):
      return .pause(duration)
    case .text(let texts):
      return .text(texts[language], languages[language])
    }
  }
}

extension PromptSequence: Hashable {
  public static func == (left: PromptSequence, right: PromptSequence) -> Bool {
    left === right || left.prompts == right.prompts
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(prompts)
  }
}
