import ArgumentParser
import CallEngine
import Foundation
import Lines
import MenuScript

struct CampaignCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make a campaign of those who owe something now.",
    discussion: """
      Examples:
        gooya campaign create autumn --debt-over 500000 --due-before 2027-01-01
        gooya campaign create autumn --hours "sat-wed 09:00-13:00 16:00-20:00" --closed holidays.csv
        gooya campaign create autumn --at-once 30 --per-second 2 --retry busy=3/15m --retry no_answer=2/1d

      The calling hours have the notation of a script's 'hours'. --retry says how many attempts with \
      that outcome there may be, and what time is between them; the outcomes are answered, hung_up, \
      not_told, machine, no_answer, busy, rejected, unreachable, no_such_number, congestion (of the \
      network) and interrupted (by a kill). A debtor whose telephone rang is \
      rung on another day at the earliest. Unless told otherwise: \(RetryRules.standard.text).
      """)

  @Argument(help: "A name for the campaign: \(CampaignName.rule).")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The line whose debtors are rung. (default: \(CampaignLine.names[0]))", valueName: "line"))
  var line: String = CampaignLine.names[0]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Only debts of more than so many Rial.", valueName: "rial"),
    transform: NumberRange.whole(0...Int64.max).read)
  var debtOver: Int64 = 0

  @Option(
    help: ArgumentHelp("Only debts that were due before a day.", valueName: "date"), transform: day)
  var dueBefore: CivilDay?

  @Option(
    help: ArgumentHelp(
      "When debtors may be rung. May be repeated. (default: the line's)", valueName: "days spans"))
  var hours: [String] = []

  @Option(help: "The time zone of the calling hours. (default: the line's)")
  var zone: String?

  @Option(
    help: ArgumentHelp(
      "A day on which nobody is rung, or a CSV or iCalendar file of them. May be repeated.",
      valueName: "date or file"))
  var closed: [String] = []

  @Option(
    parsing: .unconditional, help: "The largest number of calls at the same time. (default: 100)",
    transform: NumberRange.whole(1...10_000).read)
  var atOnce = 100

  @Option(
    parsing: .unconditional, help: "The largest number of calls begun in a second. (default: 10)",
    transform: NumberRange.whole(1...1000).read)
  var perSecond = 10

  @Option(
    help: ArgumentHelp(
      "Attempts with an outcome, and the time between them. May be repeated.",
      valueName: "outcome=attempts/time"))
  var retry: [String] = []

  @OptionGroup var data: DataOptions

  func validate() throws {
    guard CampaignName.allows(name) else {
      throw ValidationError("'\(name)' can't be a campaign's name: a name has \(CampaignName.rule)")
    }
    _ = try opening
    _ = try retries
  }

  func run() throws {
    let opening = try opening
    let plan = CampaignPlan(
      line: line, filter: DebtFilter(debtOver: debtOver, dueBefore: dueBefore),
      hours: CampaignHours(opening, from: LineClock(zone: .gmt).moment(Date()).wall.day),
      atOnce: atOnce, perSecond: perSecond, retries: try retries)
    let campaigns = Campaigns(try data.open())
    guard let count = try reporting({ try campaigns.create(name, plan, at: Date()) }) else {
      throw Failure("there is a campaign '\(name)' already; choose another name")
    }
    if count == 0 { throw Failure("nobody owes that; no campaign was made") }
    StandardOutput.line("\(name): \(count) \(count == 1 ? "debtor" : "debtors")")
  }

  private var opening: OpeningHours {
    get throws {
      let standard = try CampaignLine.collector(of: line).callingHours
      do throws(WrittenHours.Fault) {
        return try WrittenHours.read(
          hours.isEmpty ? standard.week : hours, zone: zone ?? standard.zone, closed: closed,
          name: "calling hours")
      } catch { throw ValidationError("\(error.description)") }
    }
  }

  private var retries: RetryRules {
    get throws {
      var rules = RetryRules.standard
      for text in retry { try rules.read(text) }
      return rules
    }
  }

  private static func day(_ text: String) throws -> CivilDay {
    guard let day = CivilDay(typed: text) else {
      throw ValidationError("--due-before \(text): a day is written as 2026-12-01 is")
    }
    return day
  }
}

/// Which names campaigns can have.
private enum CampaignName {
  static let rule =
    "1 to 64 characters, not only blanks, without tabs, line breaks and other control characters, "
    + "not beginning with a hyphen"

  static func allows(_ name: String) -> Bool {
    (1...64).contains(name.count) && name.first != "-" && !name.allSatisfy(\.isWhitespace)
      && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

/// The lines that have debtors.
enum CampaignLine {
  static let names = LinesOfBusiness.all.filter { $0.debts != nil }.map(\.name)

  /// - Throws: `ValidationError` if there is no such line.
  static func collector(of name: String) throws -> any DebtCollector {
    guard let debts = LinesOfBusiness.all.first(where: { $0.name == name })?.debts else {
      throw ValidationError(
        "no line '\(name)' has debtors; those that have are \(names.joined(separator: ", "))")
    }
    return debts
  }
}

extension RetryRules {
  private static let attempts = 1...20

  /// Reads `busy=3/15m`.
  ///
  /// - Throws: `ValidationError` if it isn't written like that.
  fileprivate mutating func read(_ text: String) throws {
    let sides = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    let rule = sides.last?.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2, let outcome = CampaignOutcome(rawValue: sides[0]), let rule,
      let attempts = Int(rule[0]), Self.attempts.contains(attempts),
      rule.count == 2 || rule.count == 1 && attempts == 1,
      let spacing = rule.count == 2 ? Self.seconds(rule[1]) : self[outcome].spacing
    else {
      let outcomes = CampaignOutcome.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "--retry \(text): write an outcome (\(outcomes)), 1 to 20 attempts and the time between them, "
          + "such as busy=3/15m or no_answer=2/1d")
    }
    self[outcome] = Rule(attempts, spacing: spacing)
  }

  /// `15m`, `2h`, `3d`, up to a year.
  private static func seconds(_ text: String) -> Int? {
    let days = text.last == "d" ? Int(text.dropLast()).map { $0 * 24 } : nil
    guard days.map({ (0...365 * 24).contains($0) }) ?? true,
      let duration = DurationText(days.map { "\($0)h" } ?? text).duration
    else { return nil }
    let seconds = duration.components.seconds
    return (0...365 * 86_400).contains(seconds) ? Int(seconds) : nil
  }

  /// The rules as they are written.
  var text: String {
    CampaignOutcome.allCases.map { outcome in
      let rule = self[outcome]
      let spacing =
        switch rule.spacing {
        case let seconds where seconds >= 86_400 && seconds.isMultiple(of: 86_400):
          "\(seconds / 86_400)d"
        case let seconds where seconds >= 3600 && seconds.isMultiple(of: 3600): "\(seconds / 3600)h"
        case let seconds where seconds.isMultiple(of: 60): "\(seconds / 60)m"
        case let seconds: "\(seconds)s"
        }
      return rule.attempts == 1
        ? "\(outcome.rawValue)=1" : "\(outcome.rawValue)=\(rule.attempts)/\(spacing)"
    }.joined(separator: ", ")
  }
}
