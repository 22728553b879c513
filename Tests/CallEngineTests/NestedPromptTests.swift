import CallEngine
import Testing

/// Lists and choices of prompts.
@Suite struct NestedPromptTests {
  private static let languages = [Language.persian, .english]
  private static let list = VariableID(index: VariableID.builtInNames.count)
  private static let kind = VariableID(index: VariableID.builtInNames.count + 1)

  private static func sequence(_ prompts: [Prompt]) -> PromptSequence {
    PromptSequence(prompts, languages: languages)
  }

  private static func text(_ text: String) -> Prompt { .text([text, "\(text)-en"]) }

  private static let visits = Prompt.each(
    ListPrompt(
      list, most: 2,
      item: sequence([
        text("on"), .value(.item("day"), SpokenForm(.date(nil))),
        .choice(
          PromptChoice(
            by: .item("kind"),
            ValueCases([.init("a", [.text("a")], sequence([text("A")]))]))),
      ]), empty: sequence([text("none")])))

  /// What a call says whose service gave some values.
  private func said(
    _ prompts: [Prompt], _ values: [NamedValue], in language: Language = .persian
  ) -> [Announcement.Item]? {
    let program = MenuProgram(
      title: "Test", digest: "", languages: Self.languages,
      states: [
        MenuState(
          name: "find", location: SourceLocation(file: "test.yaml", line: 1, column: 1),
          kind: .service(
            ServiceCall(
              service: "s", input: [],
              outputs: [.init("list", Self.list), .init("kind", Self.kind)],
              outcomes: [.init("found", StateID(index: 1))], failed: StateID(index: 1)))),
        MenuState(
          name: "say", location: SourceLocation(file: "test.yaml", line: 2, column: 1),
          kind: .hangUp(HangUp(Self.sequence(prompts)))),
      ], start: StateID(index: 0),
      variableNames: VariableID.builtInNames + ["list", "kind"])
    var machine = CallMachine(
      program: program,
      parameters: CallParameters(line: "1", numberDialled: "2", language: language))
    _ = machine.handle(.answered, at: .zero)
    let effects = machine.handle(
      .serviceReturned(InvocationID(1), ServiceReply(outcome: "found", output: values)), at: .zero)
    for case .play(let announcement, _) in effects {
      #expect(announcement.count == announcement.items.count)
      return announcement.items
    }
    return nil
  }

  private func day(_ day: String, _ language: Language = .persian) -> Announcement.Item {
    .value(.init(.text(day), as: SpokenForm(.date(nil)), in: language))
  }

  @Test func `items are said one after the other, up to the most`() {
    let items = ["1", "2", "3"].map { ListItem([NamedValue("day", $0), NamedValue("kind", "a")]) }
    #expect(
      said([Self.visits], [NamedValue("list", .list(items))]) == [
        .text("on", .persian), day("1"), .text("A", .persian),
        .text("on", .persian), day("2"), .text("A", .persian),
      ])
  }

  @Test func `a value that an item lacks is left out`() {
    #expect(
      said([Self.visits], [NamedValue("list", .list([ListItem([])]))]) == [.text("on", .persian)])
  }

  @Test(arguments: [[], [NamedValue("list", .list([]))], [NamedValue("list", "text")]])
  func `without items the other prompts are said`(values: [NamedValue]) {
    #expect(said([Self.visits], values, in: .english) == [.text("none-en", .english)])
  }

  @Test func `an item may be a plain value`() {
    let each = Prompt.each(
      ListPrompt(
        Self.list, most: 9, item: Self.sequence([.value(.item(""), SpokenForm(.text))]),
        empty: Self.sequence([])))
    #expect(
      said([each], [NamedValue("list", .list([ListItem("a"), ListItem("b")]))]) == [
        .value(.init("a", as: SpokenForm(.text), in: .persian)),
        .value(.init("b", as: SpokenForm(.text), in: .persian)),
      ])
    #expect(said([each], []) == nil)
  }

  @Test(arguments: [
    ("a", ["A", "tail"]), ("b", ["B", "tail"]), ("07", ["seven", "tail"]),
    ("z", ["other", "tail"]),
    (nil, ["other", "tail"]),
  ])
  func `a value chooses what is said`(value: String?, texts: [String]) {
    let choice = Prompt.choice(
      PromptChoice(
        by: .variable(Self.kind),
        ValueCases(
          [
            .init("a", [.text("a")], Self.sequence([Self.text("A")])),
            .init("b", [.text("b")], Self.sequence([Self.text("B")])),
            .init(
              "7", [.numbers(WrittenNumber(7)...WrittenNumber(7))],
              Self.sequence([Self.text("seven")])),
          ], otherwise: Self.sequence([Self.text("other")]))))
    #expect(
      said([choice, Self.text("tail")], value.map { [NamedValue("kind", $0)] } ?? [])
        == texts.map { .text($0, .persian) })
  }
}
