import CallEngine
import Testing

@testable import MenuScript

struct RuleTests {
  @Test func `the sound script is sound`() throws {
    let result = try RuleExample.compile(.edits([]))
    #expect(result.text == "")
    #expect(result.program != nil)
  }

  @Test(arguments: [
    ("state", "a state"), ("input", "an input"), ("outcome", "an outcome"),
    ("environment variable", "an environment variable"),
  ])
  func `a name is refused with the right article`(what: String, words: String) {
    for isReserved in [false, true] {
      let finding = ShapeRules.BadName(what: what, name: "2nd", isReserved: isReserved)
      #expect(finding.message.contains("cannot name \(words)"))
    }
  }

  @Test(arguments: RuleExample.all)
  func `a breach is reported, by its rule and no other`(_ example: RuleExample) throws {
    let result = try RuleExample.compile(example.failing)
    let codes = Set(result.diagnostics.map(\.code))
    #expect(codes == [example.code], "\(result.text)")
    #expect((result.program == nil) == example.code.hasPrefix("E"))
    if let place = example.place, let range = result.diagnostics.first?.range {
      #expect("\(range.start.line):\(range.start.column)" == place, "\(result.text)")
    }
    for diagnostic in result.diagnostics {
      #expect(!diagnostic.message.hasSuffix("."))
      #expect(!diagnostic.message.isEmpty)
    }
  }

  @Test(arguments: RuleExample.all)
  func `what keeps the rule compiles without a word`(_ example: RuleExample) throws {
    let result = try RuleExample.compile(example.passing)
    #expect(result.text == "")
    #expect(result.program != nil)
  }

  /// Those whose examples need catalogs or languages of their own: tests in `CatalogTests`,
  /// `LimitTests`, `OfferTests`, `MessageFolderTests` and `TableTests`.
  static let shownElsewhere: Set<String> = [
    "E208", "E209", "E210", "W013", "W525", "W529", "E155", "E156", "E157", "W158",
    "E601", "E602", "E603", "E604", "E605", "E606", "W670",
    "E343", "E344", "E345", "E346",
  ]

  @Test(arguments: RuleExample.soundHours)
  func `hours are written in many ways`(_ example: RuleExample) throws {
    let result = try RuleExample.compile(example.passing)
    #expect(result.text == "" && result.program?.hours.count == 1)
  }

  @Test func `every rule has examples`() {
    let shown = Set(RuleExample.all.map(\.code))
      .union(ProofExample.all.map(\.code)).union(ScenarioTests.breaches.map(\.code))
      .union(Self.shownElsewhere)
    let missing = Rule.all.map(\.code).filter { !shown.contains($0) }
    #expect(missing == [])
  }

  @Test func `codes and summaries are each rule's own`() {
    #expect(Set(Rule.all.map(\.code)).count == Rule.all.count)
    #expect(Set(Rule.all.map(\.summary)).count == Rule.all.count)
    for rule in Rule.all { #expect(rule.code.count == 4 && !rule.summary.isEmpty) }
  }

  @Test(arguments: [
    ("then: bye", "than: bye", "then"), ("as: digits", "az: digits", "as"),
  ])
  func `a required key that is misspelt is one fault, not two`(
    right: String, wrong: String, key: String
  ) {
    let script = """
      format: 1
      title: x
      languages: [fa-IR]
      start: hello
      states:
        hello: { say: [{ value: "12", as: digits }], then: bye }
        bye: { hang_up: [] }
      """
    let result = TestBench.compiler.compile(
      script.replacing(right, with: wrong), prompts: PromptIndex())
    #expect(result.diagnostics.map(\.code) == ["E101"])
    #expect(result.diagnostics.first?.fixIts.map(\.replacement) == [key])
  }
}
