import CallEngine
import Foundation
import RandomInputs
import Testing

@testable import MenuScript

struct FormatterTests {
  private static func format(_ text: String, file: String = "menu.yaml") throws -> String {
    let outcome = ScriptFormatter().format(Data(text.utf8), file: file)
    guard case .formatted(let result, _) = outcome else {
      struct NotFormatted: Error { let outcome: ScriptFormatter.Outcome }
      throw NotFormatted(outcome: outcome)
    }
    return result
  }

  /// A scenario's step, the shortest way to have a text of the kind formatted.
  private static func scenario(_ steps: String) -> String {
    "title: A test\ncaller: { line: \"02199900001\" }\nsteps:\n" + steps
  }

  @Test(arguments: [
    ("- press: '1'", "- press: \"1\""),
    ("-   hear:   'welcome'", "- hear: welcome"),
    ("- hear: Hello there", "- hear: \"Hello there\""),
    ("- hear: 'She said \"yes\"'", "- hear: 'She said \"yes\"'"),
    ("- hear: 'it''s'", "- hear: \"it's\""),
    ("- hear: \"no\"", "- hear: \"no\""),
    ("- wait: '5s'", "- wait: 5s"),
    ("- press: '1e5x'", "- press: \"1e5x\""),
    ("- wait: 5s", "- wait: 5s"),
    ("- hear: \"a\\u200Cb\"", "- hear: \"a\\u200Cb\""),
    ("- hear: می‌شود", "- hear: \"می‌شود\""),
    ("- hear: 'a\u{200F}b'", "- hear: \"a\\U0000200Fb\""),
    ("- hear: \"one\n    two\"", "- hear: \"one two\""),
    ("- given: {sms: late 5s}", "- given: { sms: late 5s }"),
    ("- given: { \"transfer 2000\": \"busy\" }", "- given: { \"transfer 2000\": busy }"),
    ("- expect: {no_sms: true}", "- expect: { no_sms: true }"),
    (
      "- hear: { text: {en-US: 'Hi.', fa-IR: 'سلام'} }",
      "- hear: { text: { en-US: \"Hi.\", fa-IR: \"سلام\" } }"
    ),
    ("- x: [ ]\n  - y: {  }", "- x: []\n  - y: {}"),
    (
      "- expect:\n       sms: |-\n             one\n               # two\n\n             three\n       to: x",
      "- expect:\n      sms: |-\n        one\n          # two\n\n        three\n      to: x"
    ),
    ("- sms: >-  # why\n         one\n         two", "- sms: >-  # why\n      one\n      two"),
    ("- hear: a # one\n  - hear: main    # two", "- hear: a     # one\n  - hear: main  # two"),
    (
      "- hear: \"\(String(repeating: "x!", count: 40))\"    # one\n  - hear: main    # two",
      "- hear: \"\(String(repeating: "x!", count: 40))\"  # one\n  - hear: main  # two"
    ),
    ("- # above\n    hear: a", "# above\n  - hear: a"),
    (
      "- hear: a\n    # one\n  - # two\n    hear: b",
      "- hear: a\n    # one\n  # two\n  - hear: b"
    ),
    ("- { hear: a, # one\n      x: [b] }", "- hear: a  # one\n    x: [b]"),
    ("- &a [b]\n  - *a", "- &a [b]\n  - *a"),
  ])
  func `a step has one form`(written: String, canonical: String) throws {
    let text = Self.scenario("  " + written + "\n")
    #expect(try Self.format(text) == Self.scenario("  " + canonical + "\n"))
  }

  @Test func `keys of a script stand in order, and comments go with them`() throws {
    let text = """
      # About the script

      states:
        main:
          then: main   # round
          # What is heard
          say: [a]

      # Where it starts
      start: main
      format: 1



      title: 'A line, long'
      """
    #expect(
      try Self.format(text) == """
        # About the script

        format: 1

        title: A line, long

        # Where it starts
        start: main

        states:
          main:
            # What is heard
            say: [a]
            then: main  # round

        """)
  }

  @Test func `with anchors the order stays, as aliases come after them`() throws {
    let text = "states:\n  main: { then: &x main, say: [*x ] }\nformat: 1\n"
    #expect(try Self.format(text) == text.replacing("*x ]", with: "*x]"))
  }

  @Test
  func `brackets that are too long for a line are taken apart, unless a finding is ignored there`()
    throws
  {
    let item = String(repeating: "x", count: 50)
    let head = "format: 1\n\nstates:\n  main:\n    menu: "
    let line = "[\(item), { prompt: \(item), language: next }]"
    #expect(
      try Self.format(head + line + "\n")
        == head.dropLast() + "\n      - \(item)\n      - { prompt: \(item), language: next }\n")
    let ignored = head + line + "  # gooya:ignore W505 short words\n"
    #expect(try Self.format(ignored) == ignored)
  }

  @Test func `a catalog's texts are all in quotes`() throws {
    let text = "a: word\nb:   'two words'\n\n\nc: \"ok\" # why"
    #expect(
      try Self.format(text, file: "common.yaml")
        == "a: \"word\"\nb: \"two words\"\n\nc: \"ok\"  # why\n")
  }

  @Test(arguments: ["- a\n- b\n", "version: 3\nservices: { a: b }\n", "text\n"])
  func `what is nothing of ours is foreign`(text: String) {
    guard case .foreign = ScriptFormatter().format(Data(text.utf8), file: "x.yaml") else {
      Issue.record("not foreign")
      return
    }
  }

  @Test(arguments: [
    "states: [", "format: 1\n\tstates:", "", "a: *b", "a: !x b", "---\na: b\n---\n",
  ])
  func `what can't be read is said`(text: String) {
    guard case .unreadable(let reason) = ScriptFormatter().format(Data(text.utf8), file: "x.yaml")
    else {
      Issue.record("it was read")
      return
    }
    #expect(reason.description.hasPrefix("x.yaml:"))
  }

  @Test(arguments: 1...1000 as ClosedRange<UInt64>)
  func `whatever is scribbled gets a form that stays, says the same and has every comment`(
    seed: UInt64
  ) throws {
    let script = ScribbledScript(seed: seed)
    let outcome = ScriptFormatter().format(Data(script.text.utf8), file: "menu.yaml")
    switch outcome {
    case .formatted(let text, _):
      #expect(try Self.format(text) == text, "not stable: \(script.text)")
      for comment in script.comments {
        #expect(text.components(separatedBy: comment).count == 2, "\(comment) in \(script.text)")
      }
      #expect(!text.contains("\r") && text.hasSuffix("\n"))
      // Empty lines at the end may be part of a text.
      #expect(!text.hasSuffix("\n\n") || script.text.contains("|+"))
      #expect(Self.nodes(text).sorted() == Self.nodes(script.text).sorted())
    // An alias may have come to stand before its anchor.
    case .unreadable(let reason) where reason.description.contains("[E010]"): break
    case .foreign, .unreadable, .changedMeaning: Issue.record("\(outcome) of \(script.text)")
    }
  }

  /// Every text of a document with the way to it.
  private static func nodes(_ text: String) -> [String] {
    var findings = Findings(file: "")
    func paths(_ node: LocatedNode, _ way: String) -> [String] {
      switch node.content {
      case .scalar(let scalar):
        return ["\(way) = \(scalar.text) \(scalar.plainType?.rawValue ?? "text")"]
      case .sequence(let items):
        return ["\(way): \(items.count)"]
          + items.enumerated().flatMap { paths($0.element, "\(way)[\($0.offset)]") }
      case .mapping(let pairs):
        return ["\(way): \(pairs.count)"]
          + pairs.flatMap { paths($0.value, "\(way).\($0.key.scalar?.text ?? "?")") }
      }
    }
    return YAMLReader.read(SourceText(file: "", text: text), findings: &findings).map {
      paths($0, "")
    } ?? []
  }

  @Test func `what is left of a damaged script is formatted or refused, never changed`() throws {
    let folder = TestBench.root.appending(path: "MenuScripts/billing")
    let files = ["menu.yaml", "scenarios/email-mobile-fa.yaml", "scenarios/type-ahead-en.yaml"]
    var generator = SeededGenerator(seed: 7)
    var formatted = 0
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
      for _ in 0..<200 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !damaged.isEmpty {
          damaged = MutationTests.mutate(damaged, &generator)
        }
        switch ScriptFormatter().format(damaged, file: file) {
        case .formatted(let text, _):
          formatted += 1
          #expect(try Self.format(text, file: file) == text)
          #expect(Self.comments(text) == Self.comments(String(decoding: damaged, as: UTF8.self)))
        case .changedMeaning: Issue.record("\(String(decoding: damaged, as: UTF8.self))")
        case .foreign, .unreadable: break
        }
      }
    }
    #expect(formatted > 100)
  }

  private static func comments(_ text: String) -> [String] {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    guard let tree = DocumentParser.read(lines) else { return [] }
    var found = tree.tail
    var nodes = [tree.root]
    while let node = nodes.popLast() {
      for entry in node.entries {
        found += entry.leading + entry.following + [entry.trailing].compactMap(\.self)
        nodes.append(entry.value)
      }
    }
    return found.map(\.text).sorted()
  }

  @Test func `what comes with gooya is in the canonical form`() throws {
    for folder in ["MenuScripts", "Prompts"] {
      let root = TestBench.root.appending(path: folder)
      let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
      for name in names ?? [] where name.hasSuffix(".yaml") {
        let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
        #expect(try Self.format(text, file: name) == text)
      }
    }
  }
}
