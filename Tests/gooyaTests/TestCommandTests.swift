import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `gooya test` and its reports, as people and build servers read them.
struct TestCommandTests {
  private static let menu = """
    format: 1
    title: A line
    languages: [en-US]
    start: main
    states:
      main:
        menu: [{ text: { en-US: "For news, press 1. To end, press 2." } }]
        choices:
          "1": news
          "2": bye
        outcomes: { gave_up: bye }
      news: { say: [{ text: { en-US: There is none } }], then: main }
      bye: { hang_up: [{ text: { en-US: Goodbye } }] }

    """

  private static let ends = """
    title: To the end & back
    caller: { line: "02199900001" }
    steps:
      - press: "2"
      - expect: { hung_up: line }

    """

  private func place(_ more: (name: String, text: String)...) throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.path("scenarios"), withIntermediateDirectories: true)
    try place.write(Self.menu, as: "menu.yaml")
    try place.write(Self.ends, as: "scenarios/ends.yaml")
    for (name, text) in more { try place.write(text, as: "scenarios/\(name).yaml") }
    return place
  }

  private static let news = ends.replacing("To the end & back", with: "News")
    .replacing("  - press: \"2\"", with: "  - press: \"1\"\n  - press: \"2\"")
  private static let silent = ends.replacing("To the end & back", with: "Silence")
    .replacing("press: \"2\"", with: "wait: 5m")
  private static let wrong = ends.replacing("hung_up: line", with: "transfer: \"2000\"")

  @Test func `what no scenario walks is shown in the script's lines`() throws {
    let place = try place()
    let outcome = try place.gooya("test", "--coverage")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains(
        """
        states 2 of 3, choices 1 of 2, outcomes 0 of 1, prompts 0 of 0; 50 %
        """), "\(outcome.output)")
    #expect(
      outcome.output.contains(
        """
         9 |       "1": news
           ! never: choice '1' of 'main'
        """), "\(outcome.output)")
  }

  @Test func `all walked is 100 per cent, and less fails where more is wanted`() throws {
    let place = try place(("news", Self.news), ("silent", Self.silent))
    let all = try place.gooya("test", "--min-coverage", "100")
    #expect(all.status == 0, "\(all.output)")
    #expect(all.output.contains("100 %") && !all.output.contains("never:"))
    let less = try place.gooya("test", "--min-coverage", "95", "--filter", "news")
    #expect(less.status == 1)
    #expect(less.output.contains("1 passed, 0 failed"))
    #expect(less.complaints.contains("has less than 95"))
    #expect(try place.gooya("test", "--min-coverage", "101").status == 64)
  }

  @Test func `a page of coverage is whole and names what is missing`() throws {
    let place = try place()
    let outcome = try place.gooya("test", "--coverage=coverage.html", "--jobs", "1")
    #expect(outcome.status == 0)
    let page = try String(contentsOfFile: place.path("coverage.html"), encoding: .utf8)
    #expect(page.contains("never: choice '1' of 'main'"))
    #expect(page.contains("class=\"walked\""))
    #expect(page.contains("&quot;2&quot;: bye"))
  }

  @Test func `build servers read the outcomes as JUnit's XML`() throws {
    let place = try place(("wrong", Self.wrong), ("broken", "steps: 12\n"))
    let outcome = try place.gooya("test", "--junit", "results.xml")
    #expect(outcome.status == 1)
    let xml = try XMLDocument(contentsOf: URL(filePath: place.path("results.xml")))
    let root = try #require(xml.rootElement())
    #expect(root.attribute(forName: "tests")?.stringValue == "3")
    #expect(root.attribute(forName: "failures")?.stringValue == "1")
    #expect(root.attribute(forName: "errors")?.stringValue == "1")
    #expect(try xml.nodes(forXPath: "//testcase").count == 3)
    #expect(try xml.nodes(forXPath: "//testcase[@name='To the end & back']/failure").count == 1)
  }

  @Test func `the Test Anything Protocol has a line a scenario`() throws {
    let place = try place(("wrong", Self.wrong))
    let outcome = try place.gooya("test", "--tap")
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.prefix(3) == ["TAP version 14", "1..2", lines[2]])
    #expect(lines[2].hasPrefix("ok 1 - "))
    #expect(lines.contains { $0.hasPrefix("not ok 2 - ") })
  }

  @Test(arguments: [1, 2, 7])
  func `however many jobs, the outcomes come in order`(jobs: Int) throws {
    let place = try place(("news", Self.news), ("silent", Self.silent), ("wrong", Self.wrong))
    let outcome = try place.gooya("test", "--jobs", "\(jobs)")
    let files = outcome.output.split(separator: "\n").filter {
      $0.hasPrefix("ok ") || $0.hasPrefix("FAILED ")
    }.compactMap { $0.split(separator: " ").dropFirst().first }
    #expect(files == files.sorted() && files.count == 4)
    #expect(outcome.output.contains("3 passed, 1 failed"))
  }

  @Test(arguments: ["empty", "foreign/deeper", "beside"])
  func `where there are no scenarios none are run, not even gooya's own`(folder: String) throws {
    let place = try place()
    try place.write("x", as: "\(folder)/notes.txt", making: true)
    let outcome = try place.shell("cd \(folder) && \"$GOOYA\" test")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.complaints == "gooya: no scenarios here; name a folder or a file\n")
    #expect(try place.gooya("test").lines.last == "1 passed, 0 failed")
    let scripts = "\(folder)/MenuScripts"
    try place.shell("mkdir \(scripts) && cp -r menu.yaml scenarios \(scripts)")
    #expect(try place.shell("cd \(folder) && \"$GOOYA\" test").status == 0)
  }

  @Test func `a filter that nothing has is told`() throws {
    let outcome = try place().gooya("test", "--filter", "nowhere")
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("no scenario's path or title contains 'nowhere'"))
  }

  @Test func `watching runs again when a file changes, until it is interrupted`() throws {
    let ended = try Workplace.endingWell(by: SIGINT) {
      let place = try place()
      let running = try place.start(["test", "--watch", "."])
      try running.waitForOutput("1 passed, 0 failed")
      try place.write(Self.wrong, as: "scenarios/ends.yaml")
      try running.waitForOutput("0 passed, 1 failed")
      return (place, running)
    }
    #expect(ended.outcome.status == 130)
  }
}
