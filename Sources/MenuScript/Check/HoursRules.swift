import CallEngine

/// E15x to W36x: when a line is open.
enum HoursRules {
  static let all: [any Finding.Type] = [
    BadDays.self, BadSpan.self, BadDate.self, OpenWithoutSpans.self, NeverOpen.self, BadRow.self,
    BadCalendar.self, UnsupportedInCalendar.self, UnusedInCalendar.self, UnknownZone.self,
    UnknownHours.self, UnreadableFile.self, Overlap.self, EmptySpan.self, LongNight.self,
    DayTwice.self, OpenAndClosed.self, DateTwice.self, UnusedHours.self, NeverClosed.self,
    BackwardDates.self,
  ]

  // MARK: How they are written

  struct BadDays: Finding {
    static let rule = Rule("E150", "Hours are written under days of the week")
    let text: String
    let suggestion: String?
    var message: String {
      "\(quoted(text)) is neither a day nor several, such as 'mon-fri'" + didYouMean(suggestion)
    }
  }

  struct BadSpan: Finding {
    static let rule = Rule("E151", "A span of time is 'HH:MM-HH:MM'")
    let text: String
    let suggestion: String?
    var message: String {
      "\(quoted(text)) isn't a span of time such as '08:00-12:00'" + didYouMean(suggestion)
    }
  }

  struct BadDate: Finding {
    static let rule = Rule("E152", "A date is a day of the Gregorian calendar")
    let text: String
    let suggestion: String?
    var message: String {
      // 2024 has every day that a year can have.
      if text.split(separator: "/").contains(where: { CivilDay.isNone($0) })
        || CivilDay.isNone("2024-\(text)")
      {
        return "\(quoted(text)): there is no such day"
      }
      return "\(quoted(text)) isn't a day such as '2026-12-25', or '12-25' for every year"
        + didYouMean(suggestion)
    }
  }

  struct OpenWithoutSpans: Finding {
    static let rule = Rule("E153", "A date that is open says when")
    let date: String
    var message: String { "\(quoted(date)) is open, but it isn't said when" }
  }

  struct NeverOpen: Finding {
    static let rule = Rule("E154", "Hours have a day on which they are open")
    let name: String
    var message: String { "\(quoted(name)) has no time at which it is open" }
  }

  struct BadRow: Finding {
    static let rule = Rule("E155", "A row of dates is a date, perhaps with spans and a name")
    let reason: String
    var message: String { "a row has a date, then perhaps spans and a name; \(reason)" }
  }

  struct BadCalendar: Finding {
    static let rule = Rule("E156", "A calendar's events are as iCalendar has them")
    let reason: String
    var message: String { reason }
  }

  struct UnsupportedInCalendar: Finding {
    static let rule = Rule("E157", "A calendar has events that gooya can tell the days of")
    let what: String
    var message: String { "\(what) isn't supported, and the days would be wrong without it" }
  }

  struct UnusedInCalendar: Finding {
    static let rule = Rule("W158", "A calendar's dates are events")
    let component: String
    var message: String { "\(quoted(component)) is no event and is left out" }
  }

  // MARK: Names

  struct UnknownZone: Finding {
    static let rule = Rule("E250", "A time zone is one of the IANA database")
    let name: String
    let suggestion: String?
    var message: String {
      "\(quoted(name)) isn't a time zone such as 'Europe/Berlin'" + didYouMean(suggestion)
    }
  }

  struct UnknownHours: Finding {
    static let rule = Rule("E251", "A state asks for hours of the script")
    let name: String
    let suggestion: String?
    var message: String { "no hours named \(quoted(name))\(didYouMean(suggestion))" }
  }

  struct UnreadableFile: Finding {
    static let rule = Rule("E252", "A file of dates can be read")
    let name: String
    let reason: String
    var message: String { "\(quoted(name)) gives no dates: \(reason)" }
  }

  // MARK: Conflicts

  struct Overlap: Finding {
    static let rule = Rule("E350", "Spans of a day don't overlap")
    let span: String
    let other: String
    /// The day on which they do, if they belong to different ones.
    let day: String?
    var message: String {
      "\(quoted(span)) overlaps \(quoted(other))" + (day.map { " on \($0)" } ?? "")
    }
  }

  struct EmptySpan: Finding {
    static let rule = Rule("E351", "A span ends at another time than it begins")
    let text: String
    var message: String {
      "\(quoted(text)) ends when it begins; a whole day is '00:00-24:00'"
    }
  }

  struct LongNight: Finding {
    static let rule = Rule("W352", "A span past midnight is shorter than 16 hours")
    static let longest = 16 * 60
    let span: TimeSpan
    var message: String {
      "\(quoted(span.description)) goes on past midnight for \((span.end - span.start) / 60) hours; "
        + "are its times the wrong way round?"
    }
  }

  struct DayTwice: Finding {
    static let rule = Rule("E353", "A day of the week has its hours once")
    let day: String
    let other: String
    var message: String { "\(quoted(day)) has its hours already, under \(quoted(other))" }
  }

  struct OpenAndClosed: Finding {
    static let rule = Rule("E354", "A date is open or closed, not both")
    let date: String
    var message: String { "\(date) is both open and closed" }
  }

  struct DateTwice: Finding {
    static let rule = Rule("W355", "A date is named once")
    let date: String
    var message: String { "\(date) is named already" }
  }

  struct UnusedHours: Finding {
    static let rule = Rule("W356", "Hours are asked for by a state")
    let name: String
    var message: String { "no state asks for the hours \(quoted(name))" }
  }

  struct NeverClosed: Finding {
    static let rule = Rule("W357", "Hours are closed at some time")
    let name: String
    var message: String {
      "\(quoted(name)) is always open, so that its outcome 'closed' is never taken"
    }
  }

  struct BackwardDates: Finding {
    static let rule = Rule("E358", "Days end no earlier than they begin")
    let text: String
    var message: String { "\(quoted(text)) ends before it begins" }
  }
}
