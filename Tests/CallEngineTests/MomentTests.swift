import Testing

@testable import CallEngine

struct MomentTests {
  @Test(arguments: [
    ("1970-01-01", 0, Weekday.thu), ("1969-12-31", -1, .wed), ("2000-02-29", 11_016, .tue),
    ("2026-03-05", 20_517, .thu), ("0001-01-01", -719_162, .mon), ("9999-12-31", 2_932_896, .fri),
  ])
  func `a day has its number and its weekday`(_ text: String, _ number: Int, _ weekday: Weekday)
    throws
  {
    let day = try #require(CivilDay(text))
    #expect(day.number == number && day.weekday == weekday)
    #expect(CivilDay(number: number) == day && day.description == text)
  }

  @Test func `days follow each other through leap years and centuries`() throws {
    var day = try #require(CivilDay("1895-12-31"))
    for _ in 0..<80_000 {
      let next = day.advanced(by: 1)
      #expect(next > day && next.number == day.number + 1)
      #expect(CivilDay(next.description) == next)
      day = next
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-05", "26-01-05", "0000-01-01",
    "2026/01/05", "2026-01-05 ", "۲۰۲۶-۰۱-۰۵", "", "2026-01-+1",
  ])
  func `what is no day is refused`(_ text: String) {
    #expect(CivilDay(text) == nil)
  }

  @Test(arguments: [
    ("2026-03-05T18:30:00+01:00", "2026-03-05T18:30:00+01:00", 1_772_731_800),
    ("2026-03-05T18:30+01:00", "2026-03-05T18:30:00+01:00", 1_772_731_800),
    ("2026-03-05 17:30Z", "2026-03-05T17:30:00+00:00", 1_772_731_800),
    ("2026-03-05T14:00:09-0330", "2026-03-05T14:00:09-03:30", 1_772_731_809),
    ("2026-01-01T00:30:00+14", "2026-01-01T00:30:00+14:00", 1_767_177_000),
  ])
  func `a moment is read with its offset`(_ text: String, _ shown: String, _ seconds: Int) throws {
    let moment = try #require(Moment(text))
    #expect(moment.description == shown && moment.secondsSince1970 == seconds)
    #expect(Moment(shown) == moment)
  }

  @Test(arguments: [("2026-03-05T19:00", 68_400), ("2026-03-05 00:00:07", 7)])
  func `a moment without an offset is what a clock shows`(_ text: String, _ second: Int) throws {
    let day = try #require(CivilDay("2026-03-05"))
    #expect(WrittenMoment(text) == .wall(WallTime(day, second: second)))
    #expect(Moment(text) == nil)
  }

  @Test(arguments: [
    "", "tomorrow", "19:00", "2026-03-05", "2026-03-05T", "2026-03-05T24:00", "2026-03-05T19",
    "2026-03-05T9:00", "2026-03-05T19:60", "2026-03-05T19:00:00+1", "2026-03-05T19:00+01:00:00",
    "2026-03-05T19:00+19:00", "2026-03-05T19:00+01:60", "2026-02-30T10:00Z", "2026-03-05T19:00ZZ",
    "2026-03-05T19:00 Europe/Berlin",
  ])
  func `what is no moment is refused`(_ text: String) {
    #expect(WrittenMoment(text) == nil)
  }

  @Test(arguments: [
    (CallDirection.incoming, "02177000001", "1800"), (.outgoing, "1800", "02177000001"),
  ])
  func `a call says from where to where it goes, and when it was answered`(
    _ direction: CallDirection, _ from: String, _ to: String
  ) {
    let program = MenuProgram(
      title: "", digest: "", languages: [Language("en-US")],
      states: [
        MenuState(
          name: "bye", location: SourceLocation(file: "", line: 1, column: 1),
          kind: .hangUp(HangUp(PromptSequence([], languages: [Language("en-US")]))))
      ], start: StateID(index: 0))
    let machine = CallMachine(
      program: program,
      parameters: CallParameters(
        line: "02177000001", numberDialled: direction == .incoming ? "1800" : "02177000001",
        direction: direction, from: "1800",
        answered: Moment(secondsSince1970: 1_772_731_800, offset: 3600)))
    #expect(machine.value(of: .from) == .text(from) && machine.value(of: .to) == .text(to))
    #expect(machine.value(of: .answered) == .text("2026-03-05T18:30:00+01:00"))
  }
}
