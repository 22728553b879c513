import ArgumentParser
import CallEngine
import Foundation
import Lines
import MenuScript

/// From when on calls count: `2026-03-05`, `2026-03-05T19:00`, or a time up to now: `7d`, `24h`.
struct SinceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only calls since a day or a moment, such as 2026-03-05, or of the last 7d, 24h or 30m.",
      valueName: "date or duration"),
    transform: read)
  var since: Date?

  private static func read(_ text: String) throws -> Date {
    let clock = LineClock(zone: .current)
    if let day = CivilDay(typed: text) { return clock.moment(WallTime(day)).date }
    if let moment = WrittenMoment(typed: text) { return clock.moment(moment).date }
    // Days and weeks, which no script needs.
    let units = ["d": 24, "w": 7 * 24]
    let hours = text.last.flatMap { units[String($0)] }.flatMap { unit in
      Int(text.dropLast()).flatMap { (0...10_000).contains($0) ? "\($0 * unit)h" : nil }
    }
    guard let duration = DurationText(hours ?? text).duration else {
      throw ValidationError(
        "--since \(text): give a day such as 2026-03-05, a moment such as 2026-03-05T19:00, or a "
          + "time up to now such as 7d or 24h")
    }
    return Date().addingTimeInterval(-(duration / .seconds(1)))
  }
}
