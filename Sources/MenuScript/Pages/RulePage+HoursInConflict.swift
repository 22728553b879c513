extension RulePage {
  /// E25x to W35x: hours whose names or times don't go together.
  static let hoursInConflict = [
    RulePage(
      HoursRules.UnknownZone.self,
      why: """
        A line is open by the clock of its own place, wherever the machine is. The IANA database \
        names places by continent and city. Abbreviations such as 'CET' are several zones, or half a \
        year's.
        """,
      failing: """
        hours:
          surgery: { zone: Berlin, mon-fri: ["08:00-12:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        """),
    RulePage(
      HoursRules.UnknownHours.self,
      why: """
        A state asks whether hours of this script are open. These aren't among them; correct the \
        name, or write them under 'hours'.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        states:
          main: { hours: surgery, outcomes: { open: day, closed: later } }
          later: { hours: surgary, outcomes: { open: day, closed: day } }
          day: { hang_up: [welcome] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        states:
          main: { hours: surgery, outcomes: { open: day, closed: later } }
          later: { hours: surgery, outcomes: { open: day, closed: day } }
          day: { hang_up: [welcome] }
        """),
    RulePage(
      HoursRules.UnreadableFile.self,
      why: """
        Without its holidays a line would be open on them. The file is named from the script's \
        folder, and is rows (.csv) or a calendar (.ics).
        """,
      inWords: "'closed: holidays.csv' needs a file holidays.csv beside the script."),
    RulePage(
      HoursRules.Overlap.self,
      why: """
        A time that two spans have is a slip in one of them, mostly in a time after noon. A night \
        that reaches into the next day's hours overlaps, too. Correct the times, or write one span.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-15:00", "14:00-18:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-13:00", "14:00-18:00"] }
        """),
    RulePage(
      HoursRules.EmptySpan.self,
      why: """
        A span that ends when it begins could be no time at all or a whole day. A whole day is \
        '00:00-24:00'; a day without hours has an empty list.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["00:00-00:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["00:00-24:00"] }
        """),
    RulePage(
      HoursRules.LongNight.self,
      why: """
        A span whose end is before its start goes on past midnight, as a night's does. One of 16 \
        hours or more is mostly one with its times the wrong way round. Write two spans if it is \
        meant.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon: ["12:00-08:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon: ["08:00-12:00"] }
        """),
    RulePage(
      HoursRules.DayTwice.self,
      why: """
        Of two lists of hours for one day only one can hold. Take the day out of the range, or put \
        all its spans into one list.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"], fri: ["08:00-10:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-thu: ["08:00-12:00"], fri: ["08:00-10:00"] }
        """),
    RulePage(
      HoursRules.OpenAndClosed.self,
      why: """
        A date that is both open and closed was decided twice, perhaps in a file that somebody else \
        keeps. Take it out of one of the two. A date that comes back yearly may be opened for once.
        """,
      failing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            closed: ["2026-12-24"]
            open: { "2026-12-24": ["08:00-10:00"] }
        """,
      passing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            closed: ["2026-12-25"]
            open: { "2026-12-24": ["08:00-10:00"] }
        """),
    RulePage(
      HoursRules.DateTwice.self,
      why: """
        A date that is named twice may be one that was meant to be another. If both are right, one \
        of them is enough.
        """,
      failing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            closed: ["2026-12-25", "2026-12-25"]
        """,
      passing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            closed: ["2026-12-25", "2026-12-26"]
        """),
    RulePage(
      HoursRules.UnusedHours.self,
      why: """
        Hours that no state asks for decide nothing. Ask for them in a state with 'hours', or \
        remove them.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        states:
          main: { hang_up: [welcome] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }
        states:
          main: { hours: surgery, outcomes: { open: day, closed: day } }
          day: { hang_up: [welcome] }
        """),
    RulePage(
      HoursRules.NeverClosed.self,
      why: """
        Hours that are open all week and have no closed dates never take their outcome 'closed'. \
        What it leads to is never heard. Name the dates on which they are closed, or leave the state \
        out.
        """,
      failing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-sun: ["00:00-24:00"] }
        """,
      passing: """
        hours:
          surgery: { zone: Europe/Berlin, mon-sun: ["00:00-24:00"], closed: ["12-25"] }
        """),
    RulePage(
      HoursRules.BackwardDates.self,
      why: """
        Of two dates with a slash the first is the first day and the second the last. These are the \
        other way round, or one has the wrong year.
        """,
      failing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            closed: ["2026-12-24/2026-01-01"]
        """,
      passing: """
        hours:
          surgery:
            zone: Europe/Berlin
            mon-fri: ["08:00-12:00"]
            closed: ["2026-12-24/2027-01-01"]
        """),
  ]
}
