extension RulePage {
  /// E15x to W35x: when a line is open.
  static let hours = hoursAsWritten + hoursInConflict

  private static let hoursAsWritten = [
    RulePage(
      HoursRules.BadDays.self,
      why: """
        Beside 'zone', 'closed' and 'open', the keys of hours are days: 'mon' to 'sun', two of them \
        with a hyphen for all from the first to the second, or several with commas. A week may begin \
        on any day, as in 'sat-wed'.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, weekdays: ["08:00-12:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        """),
    RulePage(
      HoursRules.BadSpan.self,
      why: """
        A span has its two times with a hyphen between them, each with two digits for the hour and \
        two for the minutes, from '00:00' to '24:00'. One that ends before it begins goes on past \
        midnight.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["8-12"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        """),
    RulePage(
      HoursRules.BadDate.self,
      why: """
        Dates are written as ISO 8601 has them, since '4/7' is two days in two countries: year, \
        month, day. Two of them with a slash are all days from the first to the last. Without its \
        year, as '12-25', a date comes back every year.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"], closed: ["25.12.2026"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"], closed: ["2026-12-25"] }
        """),
    RulePage(
      HoursRules.OpenWithoutSpans.self,
      why: """
        A date under 'open' has hours of its own, in the place of its weekday's. Write them after \
        it; a whole day is '00:00-24:00'.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"], open: ["2026-12-27"] }
        """,
      passing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            open: { "2026-12-27": ["10:00-14:00"] }
        """),
    RulePage(
      HoursRules.NeverOpen.self,
      why: """
        Hours without any time are always closed, and no caller would come to what is offered when \
        they are open. Write the days of the week with their spans.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, sun: [] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"], sun: [] }
        """),
    RulePage(
      HoursRules.BadRow.self,
      why: """
        Each row of the file is one date, or a first and a last one with a slash. Then may come \
        spans, with blanks between them, and then a name. A first row may name the columns 'date', \
        'spans' and 'name'.
        """,
      failing: """
        2026-12-24,14:00-24:00,Christmas Eve,public
        """,
      passing: """
        2026-12-24,14:00-24:00,Christmas Eve
        """),
    RulePage(
      HoursRules.BadCalendar.self,
      why: """
        A calendar that can't be read to its end may lack the holiday that counts. Have the program \
        that made it write it again, or correct the line.
        """,
      failing: """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:25 December
        END:VEVENT
        END:VCALENDAR
        """,
      passing: """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261225
        END:VEVENT
        END:VCALENDAR
        """),
    RulePage(
      HoursRules.UnsupportedInCalendar.self,
      why: """
        Events may come back yearly, on a day of the month or on a certain weekday of it. Other \
        recurrences, and exceptions that move an event, aren't followed; the line would be open when \
        it should be closed. Write the days out, or a weekly closing into the days of the week.
        """,
      failing: """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260107
        RRULE:FREQ=WEEKLY;BYDAY=WE
        END:VEVENT
        END:VCALENDAR
        """,
      passing: """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20260107
        RRULE:FREQ=YEARLY
        END:VEVENT
        END:VCALENDAR
        """),
    RulePage(
      HoursRules.UnusedInCalendar.self,
      why: """
        Only events ('VEVENT') say when something is. Tasks and journal entries of the same calendar \
        close nothing. Export the events alone.
        """,
      failing: """
        BEGIN:VCALENDAR
        BEGIN:VTODO
        SUMMARY:Water the plants
        END:VTODO
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261225
        END:VEVENT
        END:VCALENDAR
        """,
      passing: """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261225
        END:VEVENT
        END:VCALENDAR
        """),
  ]
}
