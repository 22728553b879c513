import Foundation
import Testing

struct ResultsTests {
  /// A survey with a score, an optional comment number, and a menu that can be heard again.
  private static let survey = """
    format: 1
    title: Survey
    languages: [en-US]
    start: ask_score
    defaults: { outcomes: { gave_up: bye } }
    fields:
      score: { prompt: [{ text: { en-US: "Your score?" } }], digits: 1 }
      number: { prompt: [{ text: { en-US: "Your number?" } }], min_digits: 1, max_digits: 11 }
    states:
      ask_score: { collect: score, outcomes: { collected: more } }
      more:
        menu: [{ text: { en-US: "To be called, press 1. To end, press 2. To hear this again, press 3." } }]
        choices: { "1": ask_number, "2": bye, "3": repeat }
      ask_number: { collect: number, outcomes: { collected: bye } }
      bye: { hang_up: [{ text: { en-US: "Goodbye." } }] }
    results: [score, number]
    """

  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.write(Self.survey, as: "menu.yaml")
    for keys in ["~3 5 ~5 2 ~20", "~3 4 ~5 3 ~9 1 ~5 021770 ~30", "~1 h", "~3 ~3 x"] {
      if keys.hasSuffix("x") { continue }
      try place.gooya("call", "menu.yaml", "--fast", "--keys", keys, "--from", "02199900001")
    }
    return place
  }

  private struct Row: Decodable {
    let ended: String
    let state: String?
    let results: [String: String?]
  }

  @Test func `a row a call says what it brought`() throws {
    let outcome = try place().gooya("results", "menu.yaml", "--json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(outcome.output.utf8))
    #expect(rows.map(\.ended) == ["caller", "line", "line"], "\(outcome)")
    #expect(rows.map(\.state) == ["ask_score", "bye", "bye"])
    #expect(rows.map { $0.results["score"] ?? nil } == [nil, "4", "5"])
    #expect(rows.map { $0.results["number"] ?? nil } == [nil, "021770", nil])
    #expect(!outcome.output.contains("02199900001"))
  }

  @Test func `a spreadsheet gets a heading and a line a call`() throws {
    let place = try place()
    let lines = try place.gooya("results", "menu.yaml", "--csv").lines
    #expect(lines.first == "call,time,ended,state,seconds,score,number")
    #expect(lines.count == 4)
    #expect(
      lines[1].hasSuffix(",,") && lines[2].hasSuffix(",4,021770") && lines[3].hasSuffix(",5,"))
    #expect(try place.gooya("results", "menu.yaml", "--csv", "--since", "1h").lines.count == 4)
    #expect(
      try place.gooya("results", "menu.yaml", "--csv", "--since", "9999-01-01").lines.count == 1)
  }

  @Test func `calls are counted by state, choice and ending`() throws {
    struct Report: Decodable {
      struct State: Decodable {
        struct Exit: Decodable {
          let exit: String
          let count: Int
        }
        let state: String
        let visits: Int
        let repeats: Int
        let hungUp: Int
        let exits: [Exit]
      }
      let calls: Int
      let ended: [String: Int]
      let states: [State]
    }
    let place = try place()
    let outcome = try place.gooya("stats", "menu.yaml", "--json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.calls == 3 && report.ended == ["caller": 1, "line": 2], "\(outcome)")
    let more = try #require(report.states.first { $0.state == "more" })
    #expect(more.visits == 2 && more.repeats == 1)
    #expect(more.exits.map { "\($0.exit) \($0.count)" } == ["1 1", "2 1", "3 1", "gave_up 0"])
    #expect(report.states.first?.hungUp == 1)
    let text = try place.gooya("stats", "menu.yaml").output
    #expect(text.contains("3 calls, ended by") && text.contains("1 → ask_number"))
    let graph = try place.gooya("graph", "menu.yaml", "--calls", "--format", "mermaid").output
    #expect(graph.contains("more</b> · menu ×2") && graph.contains("1 ×1"), "\(graph)")
  }

  @Test func `another script's calls aren't counted, an edited one's are`() throws {
    let place = try place()
    try place.write(Self.survey.replacing("Your score?", with: "Score?"), as: "menu.yaml")
    try place.write(Self.survey.replacing("Survey", with: "Other"), as: "other.yaml")
    #expect(try place.gooya("results", "menu.yaml", "--csv").lines.count == 4)
    #expect(try place.gooya("results", "other.yaml", "--csv").lines.count == 1)
    #expect(try place.gooya("stats", "other.yaml").output == "0 calls\n")
  }

  @Test(arguments: [
    ("results: [score, number]", "results: [scores]", "E206"),
    ("results: [score, number]", "results: [score, score]", "E117"),
    ("digits: 1 }", "digits: 1, sensitive: true }", "E516"),
  ])
  func `what can't be a result is told`(_ text: String, _ other: String, _ code: String) throws {
    let place = try Workplace()
    try place.write(Self.survey.replacing(text, with: other), as: "menu.yaml")
    let outcome = try place.gooya("check", "menu.yaml")
    #expect(outcome.status == 1 && outcome.output.contains("[\(code)]"), "\(outcome)")
    #expect(try place.gooya("call", "menu.yaml", "--fast", "--keys", "").status == 1)
  }

  @Test func `a script without results says so`() throws {
    let place = try Workplace()
    try place.write(Self.survey.replacing("results: [score, number]", with: ""), as: "menu.yaml")
    let outcome = try place.gooya("results", "menu.yaml")
    #expect(outcome.status == 1 && outcome.complaints.contains("names no 'results'"))
  }

  @Test(arguments: ["", "yesterday", "5", "-1d", "2026-02-30"])
  func `what is no time to count from is refused`(_ since: String) throws {
    let place = try Workplace()
    try place.write(Self.survey, as: "menu.yaml")
    #expect(try place.gooya("stats", "menu.yaml", "--since", since).status == 64)
  }
}
