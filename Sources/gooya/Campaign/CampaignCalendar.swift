import CallEngine
import Lines

/// When a campaign rings, as its status shows it. The names are a contract.
struct CampaignCalendar: Encodable {
  /// By weekday; one on which nobody is rung has none.
  let week: [String: [String]]
  /// Days that aren't like others of their weekday, from today on.
  let special: [Day]

  struct Day: Encodable {
    let date: String
    let isOpen: Bool
    /// The hours that it is open or closed; none if it is closed all day.
    let hours: [String]
    let name: String?

    var text: String {
      let open = isOpen ? "open" : "closed"
      let part = hours.isEmpty ? "" : " (\(open) \(hours.joined(separator: " ")))"
      return date + (name.map { " \($0)" } ?? "") + part
    }
  }

  /// Special days that are shown to people.
  private static let mostShown = 6

  init(_ hours: OpeningHours, from today: CivilDay) {
    week = Dictionary(
      uniqueKeysWithValues: zip(Weekday.allCases, hours.week).map { day, spans in
        (day.rawValue, spans.map { "\($0)" })
      })
    special = hours.special.compactMap { special in
      guard case .days(let day, _) = special.dates, day >= today else { return nil }
      return Day(
        date: "\(day)", isOpen: special.isOpen, hours: special.spans.map { "\($0)" },
        name: special.name)
    }
  }

  /// `sat-wed 09:00-20:00, thu 09:00-14:00`: from the day after the weekly rest, if there is one.
  var weekText: String {
    let days = Weekday.allCases
    let spans = days.map { week[$0.rawValue] ?? [] }
    let first = days.indices.first { !spans[$0].isEmpty && spans[($0 + 6) % 7].isEmpty } ?? 0
    var groups: [(first: Weekday, last: Weekday, spans: [String])] = []
    for offset in days.indices {
      let place = (first + offset) % 7
      if let group = groups.last, group.spans == spans[place] {
        groups[groups.count - 1].last = days[place]
      } else {
        groups.append((days[place], days[place], spans[place]))
      }
    }
    return groups.filter { !$0.spans.isEmpty }.map { group in
      let name = group.first == group.last ? "" : "-\(group.last.rawValue)"
      return "\(group.first.rawValue)\(name) \(group.spans.joined(separator: " "))"
    }.joined(separator: ", ")
  }

  /// The next special days; `nil` if there are none.
  var specialText: String? {
    if special.isEmpty { return nil }
    let shown = special.prefix(Self.mostShown).map(\.text).joined(separator: ", ")
    let more = special.count - Self.mostShown
    return more > 0 ? "\(shown), and \(more) more" : shown
  }
}
