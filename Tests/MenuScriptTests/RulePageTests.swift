import Testing

@testable import MenuScript

struct RulePageTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let rule: Rule
    let failing: String
    let passing: String

    var testDescription: String { rule.code }
  }

  static let examples = RulePage.all.compactMap { page -> Example? in
    guard case .examples(let failing, let passing) = page.illustration else { return nil }
    return Example(rule: page.rule, failing: failing, passing: passing)
  }

  /// Rules that no short text can show, and why.
  static let inWords = [
    "E001": "the file isn't there", "E002": "the file is too long to show",
    "E003": "a text that is shown is UTF-8", "E004": "the character can't be seen",
    "E005": "there is nothing to show", "E008": "too long to understand",
    "E009": "too long to understand", "E123": "too long to understand",
    "E606": "it is about files", "W670": "it is about files", "E252": "it is about files",
    "W013": "a thousand faults are too long to show", "W525": "it is about sound files",
  ]

  @Test func `every rule has a page of its own, in the order of the rules`() {
    #expect(RulePage.all.map(\.rule) == Rule.all)
  }

  @Test func `every rule has a family, and every family has rules`() {
    #expect(Set(Rule.all.compactMap(\.family)) == Set(RuleFamily.allCases))
    #expect(Rule.all.allSatisfy { $0.family != nil })
  }

  @Test(arguments: examples)
  func `a page's failing example breaks its rule and no other`(_ example: Example) {
    let found = PageSkeleton.diagnostics(of: example.failing, for: example.rule)
    #expect(Set(found.map(\.code)) == [example.rule.code], "\(found.map(\.message))")
  }

  @Test(arguments: examples)
  func `a page's passing example breaks no rule`(_ example: Example) {
    let found = PageSkeleton.diagnostics(of: example.passing, for: example.rule)
    #expect(found.map { "\($0.code): \($0.message)" } == [])
  }

  @Test func `only what can't be shown is told in words`() {
    let told = RulePage.all.filter {
      if case .sentence = $0.illustration { true } else { false }
    }
    #expect(Set(told.map(\.rule.code)) == Set(Self.inWords.keys))
  }

  @Test(arguments: RulePage.all.map(\.rule.code))
  func `a page is two to five whole sentences on one line`(_ code: String) throws {
    let page = try #require(RulePage.page(for: code))
    var texts = [page.why]
    if case .sentence(let sentence) = page.illustration { texts.append(sentence) }
    for text in texts {
      #expect(text.hasSuffix(".") && !text.contains("  "))
      #expect(text.contains("\n") == false || text == texts.last)
    }
    let sentences = page.why.split(separator: ". ").count
    #expect((2...5).contains(sentences), "\(sentences)")
    #expect(page.why.count < 500)
  }

  @Test func `examples are short`() {
    for example in Self.examples {
      for text in [example.failing, example.passing] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 14 && lines.allSatisfy { $0.count <= 110 }, "\(example.rule.code)")
      }
    }
  }

  @Test func `a page is found by its code in any case`() {
    #expect(RulePage.page(for: "e201")?.rule.code == "E201")
    #expect(RulePage.page(for: "E999") == nil)
    #expect(RulePage.page(for: "") == nil)
    #expect(RulePage.suggestion(for: "E2O1") == "E201")
    #expect(RulePage.suggestion(for: "nonsense") == nil)
  }
}
