/// What a call says without a break: plain data that includes every value.
///
/// It is an immutable class: an announcement that speaks no value is made when the script is
/// compiled and shared by all calls; any other refers to the compiled prompts and to the call's
/// values at the time. `items` combines the two.
public final class Announcement: Sendable {
  public enum Item: Hashable, Sendable {
    case clip(PromptID, Language)
    case value(Value)
    case pause(Duration)
    case text(String, Language)
  }

  /// A value and how to read it.
  public struct Value: Hashable, Sendable {
    public let value: CallValue
    public let form: SpokenForm
    public let language: Language

    public init(_ value: CallValue, as form: SpokenForm, in language: Language) {
      self.value = value
      self.form = form
      self.language = language
    }
  }

  /// How many items are said each time.
  public let count: Int
  /// How often it is said in total; 2 is one repetition.
  public let times: Int
  private let content: Content

  private enum Content: Sendable {
    case items([Item])
    case prompts(Prompts)
  }

  private struct Prompts: Sendable {
    let sequence: PromptSequence
    let language: Int
    let values: SpokenValues
  }

  public init(_ items: [Item], times: Int = 1) {
    count = items.count
    self.times = times
    content = .items(items)
  }

  init(_ prompts: PromptSequence, in language: Int, _ values: SpokenValues, times: Int) {
    self.times = times
    if prompts.isNested {
      let items = prompts.items(in: language, values)
      count = items.count
      content = .items(items)
      return
    }
    var count = prompts.prompts.count
    for gap in prompts.gaps where values[gap.variable] == nil { count -= 1 }
    self.count = count
    content = .prompts(Prompts(sequence: prompts, language: language, values: values))
  }

  public var items: [Item] {
    switch content {
    case .items(let items): items
    case .prompts(let prompts): prompts.sequence.items(in: prompts.language, prompts.values)
    }
  }
}

extension Announcement: Hashable {
  public static func == (left: Announcement, right: Announcement) -> Bool {
    left === right || left.times == right.times && left.items == right.items
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(items)
    hasher.combine(times)
  }
}

/// A call's values at the time when something is said.
struct SpokenValues: Sendable {
  let values: CallValues
  /// An entry that is read back, for a variable that isn't set yet.
  var entry: (variable: VariableID, value: CallValue)?
  /// The item of a list that is being spoken.
  private(set) var item: ListItem?

  func with(_ item: ListItem) -> SpokenValues {
    var values = self
    values.item = item
    return values
  }

  func value(of source: ValueSource) -> CallValue? {
    switch source {
    case .literal(let text): .text(text)
    case .variable(let variable): self[variable]
    case .item(let name): item?[name]
    }
  }

  subscript(variable: VariableID) -> CallValue? {
    if let entry, entry.variable == variable { return entry.value }
    return values[variable]
  }
}
