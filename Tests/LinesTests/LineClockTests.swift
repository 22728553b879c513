import CallEngine
import Foundation
import Testing

@testable import Lines

struct LineClockTests {
  private func clock(_ zone: String) throws -> LineClock {
    LineClock(zone: try #require(TimeZone(identifier: zone)))
  }

  @Test(arguments: [
    ("Europe/Berlin", "2026-03-05T19:00", "2026-03-05T19:00:00+01:00"),
    ("Europe/Berlin", "2026-07-05T19:00", "2026-07-05T19:00:00+02:00"),
    ("Asia/Tehran", "2026-07-05T19:00", "2026-07-05T19:00:00+03:30"),
    ("America/St_Johns", "2026-01-05T19:00", "2026-01-05T19:00:00-03:30"),
    ("Asia/Kathmandu", "2026-01-05T19:00", "2026-01-05T19:00:00+05:45"),
    // Skipped: clocks go from 2 to 3.
    ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),
    // Twice: the first counts.
    ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:45:00+11:00"),
    // A midnight that doesn't exist, and a day that Samoa skipped.
    ("Africa/Cairo", "2026-04-24T00:30", "2026-04-24T01:30:00+03:00"),
    ("Pacific/Apia", "2011-12-30T12:00", "2011-12-31T12:00:00+14:00"),
    // Elsewhere, as it was written.
    ("Europe/Berlin", "2026-03-05T23:30:00Z", "2026-03-05T23:30:00+00:00"),
  ])
  func `a moment is told as the line's clock shows it`(
    _ zone: String, _ text: String, _ told: String
  ) throws {
    let written = try #require(WrittenMoment(text))
    #expect(try clock(zone).moment(written).description == told)
  }
}
