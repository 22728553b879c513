/// One element of what a state says, as written in the script.
public enum Prompt: Hashable, Sendable {
  /// A catalog's prompt, in the call's language unless another is named.
  case clip(PromptID, language: LanguageChoice?)
  /// A value read aloud.
  case value(ValueSource, SpokenForm)
  case pause(Duration)
  /// A text of the script's own, by language. Texts and languages are in the program's order.
  case text([String])
}

/// A catalog prompt's name and its place in the program's table of prompts.
public struct PromptID: Hashable, Sendable {
  public let name: String
  /// The place in `MenuProgram.promptNames`.
  public let index: Int

  public init(name: String, index: Int) {
    self.name = name
    self.index = index
  }
}

/// A language named relative to the one that a call is held in.
public enum LanguageChoice: Hashable, Sendable {
  /// A declared language, by its place in `MenuProgram.languages`.
  case declared(Int)
  /// The one declared after the call's; after the last one, the first.
  case next

  /// The place of the language, in a call whose language is at `current`.
  public func index(from current: Int, of count: Int) -> Int {
    switch self {
    case .declared(let index): index
    case .next: (current + 1) % count
    }
  }
}
