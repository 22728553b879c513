import ArgumentParser
import CallEngine
import Foundation
import Lines

struct HoursCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours",
    abstract: "Show when a line is open.",
    discussion: """
      Examples:
        gooya hours surgery
        gooya hours surgery --on 2026-12-25
        gooya hours surgery --on 2026-12-24T15:30 --json

      Without --on it is the week that begins today, by the clock of each of the script's hours. What \
      is special about a day, such as a holiday's name, stands behind it.
      """)

  @OptionGroup var script: ScriptOptions

  @Option(
    help: ArgumentHelp(
      "A day such as 2026-12-25, or a moment of it such as 2026-12-25T15:30.", valueName: "date"),
    transform: Instant.init)
  var on: Instant?

  @Flag(help: "Print JSON.")
  var json = false

  /// A day, or a moment.
  enum Instant {
    case day(CivilDay)
    case moment(WrittenMoment)

    init(_ text: String) throws {
      if let day = CivilDay(typed: text) {
        self = .day(day)
      } else if let moment = WrittenMoment(typed: text) {
        self = .moment(moment)
      } else {
        throw ValidationError(
          CivilDay.isNone(text)
            ? "there is no such day"
            : "a date is a day such as 2026-12-25, or a moment such as 2026-12-25T15:30")
      }
    }
  }

  func run() throws {
    let compiled = try CompiledScript(script.script, compiler: script.prompts.compiler)
    let all = compiled.program.hours
    if all.isEmpty { throw Failure("\(compiled.path) has no hours") }
    let tables = all.map { table(of: $0) }
    if json { return try printJSON(tables) }
    StandardOutput.line(tables.map(\.text).joined(separator: "\n\n"))
  }

  private func table(of hours: OpeningHours) -> Table {
    let clock = DeclaredHours.clock(of: hours)
    switch on {
    case .day(let day): return Table(hours, [day], asked: nil)
    case .moment(let written):
      let wall = clock.shown(at: clock.moment(written))
      return Table(hours, [wall.day], asked: wall)
    case nil:
      let now = clock.moment(Date()).wall
      return Table(hours, (0..<7).map { now.day.advanced(by: $0) }, asked: now)
    }
  }

  /// What is shown of some hours. The names are a contract.
  private struct Table: Encodable {
    let name: String
    let zone: String
    /// The moment that was asked for, by the clock of the place, and whether it is open then.
    let at: String?
    let isOpen: Bool?
    let days: [Day]

    struct Day: Encodable {
      let date: String
      let weekday: String
      /// The spans that begin on the day.
      let open: [String]
      /// What is special about the day.
      let reasons: [String]
    }

    init(_ hours: OpeningHours, _ days: [CivilDay], asked: WallTime?) {
      name = hours.name
      zone = hours.zone
      at = asked?.description
      isOpen = asked.map { hours.isOpen(at: $0) }
      self.days = days.map { day in
        Day(
          date: "\(day)", weekday: day.weekday.rawValue,
          open: hours.spans(on: day).map(\.description),
          reasons: hours.reasons(on: day).map(Self.reason))
      }
    }

    private static func reason(_ special: SpecialDays) -> String {
      let spans = special.spans.map(\.description).joined(separator: " ")
      let what = (special.isOpen ? "open" : "closed") + (spans.isEmpty ? "" : " \(spans)")
      return special.name.map { "\(what): \($0)" } ?? what
    }

    var text: VisibleText {
      let head: VisibleText =
        if let at, let isOpen {
          "\(name) in \(zone), \(isOpen ? "open" : "closed") at \(at)"
        } else {
          "\(name) in \(zone)"
        }
      let spans = days.map { $0.open.isEmpty ? "closed" : $0.open.joined(separator: "  ") }
      let width = spans.map(\.count).max() ?? 0
      let rows = zip(days, spans).map { day, spans -> VisibleText in
        if day.reasons.isEmpty { return "\n  \(day.weekday) \(day.date)  \(spans)" }
        let padding = String(repeating: " ", count: width - spans.count)
        let reasons = day.reasons.joined(separator: "; ")
        return "\n  \(day.weekday) \(day.date)  \(spans)\(padding)  (\(reasons))"
      }
      return "\(head)\(rows.joined())"
    }
  }
}
