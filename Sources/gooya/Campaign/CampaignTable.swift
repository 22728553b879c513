import CallEngine
import Foundation
import Lines

/// A campaign's report as it is printed. The names are a contract.
struct CampaignTable: Encodable {
  private let name: String
  private let line: String
  private let status: String
  private let zone: String
  private let debtors: Int
  /// Each debtor is in exactly one.
  private let states: [String: Int]
  /// Of those given up, by their last attempt.
  private let givenUp: [String: Int]
  private let attempts: Int
  private let outcomes: [String: Int]
  /// Attempts without an ending: they go on, or their process was killed.
  private let openAttempts: Int
  /// Attempts by the hour of the day in which they began.
  private let hours: [Hour]
  private let firstAttempt: String?
  private let lastAttempt: String?

  private struct Hour: Encodable {
    let hour: Int
    let outcomes: [String: Int]
  }

  /// - Parameter isRunning: `false` if it is this process that has run it.
  init(_ campaign: Campaign, _ report: CampaignReport, isRunning: Bool = true) {
    func named<Key: RawRepresentable<String> & CaseIterable & Hashable>(
      _ counts: [Key: Int]
    ) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: Key.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
    }
    name = campaign.name
    line = campaign.plan.line
    zone = campaign.plan.hours.zone
    debtors = report.debtorCount
    states = named(report.debtors)
    givenUp = named(report.givenUp)
    attempts = report.attemptCount
    outcomes = named(report.attempts)
    openAttempts = report.openAttempts
    hours = report.hours.sorted { $0.key < $1.key }.map {
      Hour(hour: $0.key, outcomes: named($0.value))
    }
    firstAttempt = report.firstAttempt.map { campaign.policy.moment($0).description }
    lastAttempt = report.lastAttempt.map { campaign.policy.moment($0).description }
    status = (isRunning ? report.status : report.statusAtRest).rawValue
  }

  var text: VisibleText {
    var rows: [(String, Int, of: Int?)] = [("debtors", debtors, nil)]
    for state in DebtorState.allCases {
      guard let count = states[state.rawValue], count > 0 else { continue }
      rows.append(("  \(state.words)", count, debtors))
      guard state == .givenUp else { continue }
      rows += CampaignOutcome.allCases.compactMap { outcome in
        guard let count = givenUp[outcome.rawValue], count > 0 else { return nil }
        return ("    \(outcome.words)", count, nil)
      }
    }
    rows.append(("attempts", attempts, nil))
    for outcome in CampaignOutcome.allCases {
      guard let count = outcomes[outcome.rawValue], count > 0 else { continue }
      rows.append(("  \(outcome.words)", count, attempts))
    }
    if openAttempts > 0 { rows.append(("  without an ending", openAttempts, attempts)) }
    let width = rows.map(\.0.count).max() ?? 0
    let digits = rows.map { "\($0.1)".count }.max() ?? 0
    let lines = rows.map { title, count, whole -> VisibleText in
      let number = String(repeating: " ", count: digits - "\(count)".count) + "\(count)"
      let share = whole.map { String(format: "  %5.1f %%", 100 * Double(count) / Double($0)) } ?? ""
      return "  \(title.padding(toLength: width, withPad: " ", startingAt: 0))  \(number)\(share)"
    }
    let span: VisibleText =
      firstAttempt.flatMap { first in lastAttempt.map { "\n  from \(first) to \($0)" } } ?? ""
    return "\(name): \(status)\(span)\n\(lines.joined(separator: "\n"))"
  }
}
