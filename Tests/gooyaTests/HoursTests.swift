import CallEngine
import CallRuntime
import Foundation
import MenuScript
import Testing

@testable import gooya

struct HoursTests {
  private static let clinic = """
    format: 1
    title: Clinic
    languages: [en-US]
    start: is_it_open
    hours:
      surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00", "14:00-18:00"], sat: ["09:00-12:00"], closed: holidays.csv }
    states:
      is_it_open: { hours: surgery, outcomes: { open: day_menu, closed: night_menu } }
      day_menu: { say: [{ value: "${call.answered}", as: time }], then: bye }
      night_menu: { say: [{ text: { en-US: "We are closed." } }], then: bye }
      bye: { hang_up: [] }
    """
  private static let holidays = """
    date,spans,name
    2026-12-24,14:00-24:00,Christmas Eve
    2026-12-25,,Christmas
    """

  private func place() throws -> Workplace {
    let place = try Workplace(environment: ["TZ": "Asia/Tokyo"])
    try place.write(Self.clinic, as: "menu.yaml")
    try place.write(Self.holidays, as: "holidays.csv")
    return place
  }

  @discardableResult
  private func call(
    _ place: Workplace, at moment: String, _ more: String...
  ) throws -> Workplace.Outcome {
    try place.gooya(
      ["call", "menu.yaml", "--fast", "--keys", "", "--from", "02199900001", "--at", moment] + more)
  }

  @Test(arguments: [
    ("2026-03-05T10:00", "day_menu"), ("2026-03-05T19:00", "night_menu"),
    ("2026-03-05T10:00Z", "day_menu"), ("2026-03-05T10:00+09:00", "night_menu"),
    ("2026-12-24T15:00", "night_menu"), ("2026-12-25T10:00", "night_menu"),
  ])
  func `a call comes to what is open at its time`(_ moment: String, _ state: String) throws {
    let outcome = try call(place(), at: moment)
    #expect(outcome.output.contains("[\(state)]"), "\(outcome)")
  }

  @Test func `a replay asks no clock, and a saved scenario has the call's time`() throws {
    let place = try place()
    try call(place, at: "2026-03-05T10:00", "--record-journal", "call.jsonl")
    // The journal belongs to the script, not to its holidays.
    try place.write("2026-03-05\n", as: "holidays.csv")
    #expect(try place.gooya("replay", "call.jsonl").output.contains("[day_menu]"))
    try place.write(Self.holidays, as: "holidays.csv")
    let saved = try place.gooya("replay", "call.jsonl", "--save-scenario", "call.yaml")
    #expect(saved.complaints.contains("it passes"), "\(saved)")
  }

  @Test func `hours can be given`() throws {
    let place = try place()
    let closed = try call(place, at: "2026-03-05T10:00", "--given", "hours surgery=closed")
    #expect(closed.output.contains("[night_menu]"), "\(closed)")
    for given in ["hours surgery=shut", "hours surgary=closed", "hours surgery=failed"] {
      #expect(try call(place, at: "2026-03-05T10:00", "--given", given).status == 64, "\(given)")
    }
    try place.write(
      """
      script: menu.yaml
      caller: { line: "02199900001", at: "2026-03-05T10:00" }
      given: { hours surgery: closed }
      steps:
        - expect: { state: night_menu }
      """, as: "closed.yaml")
    #expect(try place.gooya("test", "closed.yaml").status == 0)
    try place.write(
      """
      script: menu.yaml
      caller: { line: "02199900001" }
      given: { hours surgary: closed }
      steps: [hang_up]
      """, as: "wrong.yaml")
    let wrong = try place.gooya("test", "wrong.yaml")
    #expect(wrong.output.contains("did you mean 'hours surgery'"), "\(wrong)")
  }

  @Test func `load runs and explorations come to both`() throws {
    let place = try place()
    let load = try place.gooya("load", "menu.yaml", "--calls", "400")
    for state in ["day_menu", "night_menu"] {
      let line = try #require(load.lines.first { $0.hasSuffix(state) }, "\(load)")
      #expect((line.split(separator: " ").first.flatMap { Int($0) } ?? 0) > 100, "\(load)")
    }
    let explored = try place.gooya("explore", "menu.yaml")
    #expect(explored.status == 0, "\(explored)")
    let random = try place.gooya("explore", "menu.yaml", "--random", "300")
    #expect(random.status == 0 && random.output.contains("no problem"), "\(random)")
  }

  @Test func `what is open is shown, with the holiday's name`() throws {
    let place = try place()
    let day = try place.gooya("hours", "menu.yaml", "--on", "2026-12-24").output
    #expect(
      day == """
        surgery in Europe/Berlin
          thu 2026-12-24  08:00-12:00  (closed 14:00-24:00: Christmas Eve)

        """)
    let moment = try place.gooya("hours", "menu.yaml", "--on", "2026-12-24T10:00").output
    #expect(moment.hasPrefix("surgery in Europe/Berlin, open at 2026-12-24T10:00:00\n"))
    let week = try place.gooya("hours", "menu.yaml")
    #expect(week.lines.count == 8, "\(week)")
    let json = try place.gooya("hours", "menu.yaml", "--on", "2026-12-25T10:00Z", "--json").output
    #expect(json.contains("\"is_open\" : false") && json.contains("closed: Christmas"))
    #expect(json.contains("\"at\" : \"2026-12-25T11:00:00\""))
    #expect(try place.gooya("hours", "menu.yaml", "--on", "2026-02-30").status == 64)
  }

  @Test func `a call that watches its script watches its holidays, also new files of them`() throws
  {
    let place = try place()
    let compiler = MenuScriptCompiler(services: [])
    let compiled = try CompiledScript(place.path("menu.yaml"), compiler: compiler)
    let watched = WatchedScript(compiled, compiler: compiler)
    func hours() throws -> OpeningHours? {
      guard case .program(let program, _)? = watched.change() else { return nil }
      return program.hours.first
    }
    let day = try #require(CivilDay("2026-03-05"))
    #expect(try hours() == nil)
    try place.write(Self.holidays + "\n2026-03-05\n", as: "holidays.csv")
    #expect(try hours()?.spans(on: day) == [])
    try place.write("2026-03-06\n", as: "more.csv")
    try place.write(
      Self.clinic.replacing("holidays.csv", with: "[holidays.csv, more.csv]"), as: "menu.yaml")
    #expect(try hours()?.special.count == 4)
    try place.write("2026-03-06\n2026-03-07\n", as: "more.csv")
    #expect(try hours()?.special.count == 5)
  }

  @Test func `a fault in a file of dates is told where it stands`() throws {
    let place = try place()
    try place.write(Self.holidays + "\n25.12.2026,,Christmas\n", as: "holidays.csv")
    let outcome = try place.gooya("check", "menu.yaml")
    #expect(
      outcome.status == 1 && outcome.output.contains("holidays.csv:4:1: error:"), "\(outcome)")
    #expect(outcome.output.contains("did you mean '2026-12-25'?"))
  }
}
