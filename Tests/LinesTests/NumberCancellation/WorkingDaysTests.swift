import CallEngine
import Testing

@testable import Lines

struct WorkingDaysTests {
  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test(arguments: [
    ("2026-01-05", true), ("2026-01-10", false), ("2026-01-02", false), ("2026-01-04", true),
    ("2026-02-14", true), ("2026-02-15", false), ("2026-02-23", false), ("2026-02-24", true),
    ("2026-02-28", true), ("2026-10-07", false), ("2026-10-10", true), ("2025-10-11", true),
    ("2027-01-01", false), ("2027-02-08", false), ("2030-05-06", true),
  ])
  func `holidays are off and the days worked in exchange are not`(
    text: String, isWorked: Bool
  ) throws {
    #expect(WorkingDays.china.isWorked(try day(text)) == isWorked)
  }

  @Test(arguments: [
    ("2026-03-02", 1, "2026-03-03"), ("2026-03-06", 1, "2026-03-09"),
    ("2025-12-31", 1, "2026-01-04"), ("2026-01-01", 15, "2026-01-22"),
    // Before Spring Festival, whose Saturdays are worked.
    ("2026-02-10", 15, "2026-03-09"), ("2026-02-14", 1, "2026-02-24"),
    ("2026-09-30", 3, "2026-10-10"),
  ])
  func `working days are counted from the day after`(
    from: String, count: Int, to: String
  ) throws {
    #expect(WorkingDays.china.day(count, after: try day(from)) == (try day(to)))
  }

  @Test func `a year has as many working days as were announced`() {
    for (year, count) in [(2025, 248), (2026, 248)] {
      let first = CivilDay(year: year, month: 1, day: 1)!
      let worked = (0..<365).count { WorkingDays.china.isWorked(first.advanced(by: $0)) }
      #expect(worked == count)
    }
  }
}
