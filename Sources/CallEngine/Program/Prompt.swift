/// One element of what a state says, as written in the script.
public enum Prompt: Hashable, Sendable {
  /// A catalog's prompt, in the call's language unless another is named.
  case clip(PromptID, language: LanguageChoice?)
  /// A value read aloud.
  case value(ValueSource, SpokenForm)
  case pause(Duration)
  /// A text of the script's own, by language. Texts and languages are in the program's order.
  case text([String])
  /// The items of a list, one after the other.
  case each(ListPrompt)
  /// Prompts that a value chooses.
  case choice(PromptChoice)
}

/// How the items of a list are spoken.
public struct ListPrompt: Hashable, Sendable {
  public let list: VariableID
  /// How many items are spoken; those after them are left out.
  public let most: Int
  /// What is said of each item.
  public let item: PromptSequence
  /// What is said if the list has no items or isn't set.
  public let empty: PromptSequence

  public init(_ list: VariableID, most: Int, item: PromptSequence, empty: PromptSequence) {
    self.list = list
    self.most = most
    self.item = item
    self.empty = empty
  }
}

/// Prompts for each value of a name; none of them if the value has no case.
public struct PromptChoice: Sendable {
  public let source: ValueSource
  public let cases: ValueCases<PromptSequence>

  public init(by source: ValueSource, _ cases: ValueCases<PromptSequence>) {
    self.source = source
    self.cases = cases
  }
}

extension PromptChoice: Hashable {
  public static func == (left: PromptChoice, right: PromptChoice) -> Bool {
    left.source == right.source && left.cases.all == right.cases.all
      && left.cases.cases.map(\.tests) == right.cases.cases.map(\.tests)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    hasher.combine(cases.all)
  }
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
