import Foundation
import Testing

struct ExplainTests {
  private struct Page: Decodable {
    let code: String
    let severity: String
    let summary: String
    let why: String
    let failing: String?
    let passing: String?
    let illustration: String?
  }

  @Test(arguments: ["E201", "e201"])
  func `a rule is explained by its code in either case`(code: String) throws {
    let outcome = try Workplace().gooya("explain", code)
    #expect(outcome.status == 0)
    #expect(outcome.complaints.isEmpty)
    #expect(
      outcome.output == """
        E201 (error): A target is a state of the script

        A target says where the call goes next. If there is no such state the call could
        only stop, with the caller on the line. Correct the name or write the state;
        'repeat' is a target only in a menu.

        Breaks the rule:
            states:
              main: { say: [welcome], then: mian }

        Keeps the rule:
            states:
              main: { say: [welcome], then: goodbye }

        """)
  }

  @Test func `the list's codes ascend, in families that an empty line parts`() throws {
    let lines = try Workplace().gooya("explain").output.split(separator: "\n")
    let codes = lines.filter { $0.hasPrefix("  ") }.map { $0.dropFirst(3).prefix(3) }
    #expect(codes.count > 90 && codes == codes.sorted())
    #expect(lines.contains("Names"))
  }

  @Test func `a rule that no text shows is explained in words`() throws {
    let outcome = try Workplace().gooya("explain", "E003")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("E003 (error): A file is UTF-8\n\n"))
    #expect(!outcome.output.contains("Breaks the rule:"))
  }

  @Test func `without a code every rule is listed, and each can be looked up`() throws {
    let place = try Workplace()
    let list = try place.gooya("explain")
    let pages = try place.gooya("explain", "--json").json([Page].self)
    #expect(list.status == 0 && pages.count > 80)
    #expect(list.lines.filter { $0.hasPrefix("  ") } == pages.map { "  \($0.code)  \($0.summary)" })
    #expect(list.lines.filter { !$0.hasPrefix("  ") }.count == 7)
    #expect(!list.output.contains("\\n") && list.output.contains("\n\n"))
    for page in pages {
      #expect(page.severity == (page.code.hasPrefix("W") ? "warning" : "error"))
      #expect((page.failing == nil) == (page.illustration != nil))
      #expect((page.passing == nil) == (page.illustration != nil))
    }
    let one = try place.gooya("explain", "W501", "--json").json([Page].self)
    #expect(one.map(\.code) == ["W501"])
  }

  @Test(arguments: [
    ("E2O1", "did you mean 'E201'?"), ("nonsense", "'gooya explain' lists them all"),
    ("", "'gooya explain' lists them all"),
  ])
  func `a code that no rule has is wrong usage, with the nearest one`(
    code: String, repair: String
  ) throws {
    let outcome = try Workplace().gooya("explain", code)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("Error: no rule has the code '\(code)'; \(repair)\n"))
  }

  @Test func `check says how to learn more, once, and only where it found something`() throws {
    let place = try Workplace()
    try place.write("format: 2\n", as: "menu.yaml")
    try place.write("", as: "empty.yaml")
    let outcome = try place.gooya("check", "menu.yaml", "empty.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.lines.last == "run 'gooya explain E102' for details")
    #expect(outcome.lines.filter { $0.contains("gooya explain") }.count == 1)
    #expect(try !place.gooya("check", Workplace.script).output.contains("gooya explain"))
  }

  @Test func `a finding that is ignored with a reason is neither told nor counted`() throws {
    let place = try Workplace()
    let script = """
      format: 1
      title: A test tone
      languages: [en-US]
      start: main
      states:
        main: { say: [{ pause: 1s }], then: main }
      """
    try place.write(script, as: "plain.yaml")
    try place.write(script + "  # gooya:ignore E502 rung by machines only\n", as: "ignored.yaml")
    let plain = try place.gooya("check", "plain.yaml")
    #expect(plain.status == 1 && plain.output.contains("[E502]"))
    let ignored = try place.gooya("check", "ignored.yaml")
    #expect(ignored.status == 0)
    #expect(ignored.output == "ignored.yaml: no errors in 1 states\n")
    let json = try place.gooya("check", "ignored.yaml", "--format", "json")
    #expect(json.output == "[\n\n]\n")
  }
}
