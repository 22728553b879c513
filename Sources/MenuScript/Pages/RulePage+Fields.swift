extension RulePage {
  static let fieldShapes: [RulePage] = [
    RulePage(
      FieldRules.SeveralKinds.self,
      why: """
        A field asks for digits, a date, a time, an amount or letters, and the keys of an entry mean \
        something else in each. With two of them nobody can tell what was keyed in. Keep one, or \
        ask twice with two fields.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 8, date: ddmmyyyy }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy }
        """),
    RulePage(
      FieldRules.BadDay.self,
      why: """
        The first and the last day are a date of the Gregorian calendar as ISO 8601 writes it, \
        'today', or so many days, weeks, months or years before or after today: '+14d', '-18y'. \
        Today is the day on which the call is answered.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, to: yesterday }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, to: -1d }
        """),
    RulePage(
      FieldRules.BadTime.self,
      why: """
        A time has two digits for the hour and two for the minute, of 24 hours. A span whose end is \
        before its beginning goes past midnight.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], time: hhmm, from: "8 am" }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], time: hhmm, from: "08:00" }
        """),
    RulePage(
      FieldRules.BadPattern.self,
      why: """
        A pattern has digits, capital letters, classes such as '[0-4]' or '\\d', groups, '|' and the \
        counts '?', '*', '+' and '{2,4}', and is always about the whole entry. Whatever would need \
        to go back while it compares is missing, so that no entry takes long.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 4, pattern: '[0-4\\d{3}' }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 4, pattern: '[0-4]\\d{3}' }
        """),
    RulePage(
      FieldRules.BadAmount.self,
      why: """
        An amount is digits with a '.' before its decimals, of which there are no more than its \
        currency has: two for most, none for some, three for a few. An amount without 'currency' is \
        in Rial, which has none.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], amount: EUR, max: 99.999 }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], amount: EUR, max: 99.99 }
        """),
    RulePage(
      FieldRules.BadEntry.self,
      why: """
        What is listed must be what callers can key in: digits, or for a field with 'letters' \
        letters and blanks. Nothing else ever gets into an entry.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], one_of: ["1-1", "12"] }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], one_of: ["11", "12"] }
        """),
  ]

  static let fieldConflicts: [RulePage] = [
    RulePage(
      FieldRules.MisplacedDetail.self,
      why: """
        Some keys say more about one kind of entry only: a calendar goes with dates, a pattern with \
        digits and letters, a currency with amounts. Here it would change nothing. Remove it, or \
        ask for what it belongs to.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, check: luhn }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 8, check: luhn }
        """),
    RulePage(
      FieldRules.FirstAfterLast.self,
      why: """
        If the first day that is accepted comes after the last one, there is no such day, and every \
        caller would be refused until the line gives up. Swap the two, or correct one.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, from: +1d, to: today }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, from: today, to: +1d }
        """),
    RulePage(
      FieldRules.LimitsReversed.self,
      why: """
        No entry is at least 'min' and at most 'max' if 'min' is the larger one, so every caller \
        would be refused until the line gives up. Swap the two, or correct one.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 2, min: 20, max: 10 }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 2, min: 10, max: 20 }
        """),
    RulePage(
      FieldRules.StarIsCommand.self,
      why: """
        Callers press '*' for the decimal point of an amount, and for the letter that 'star' names. If \
        it also cancels or ends the entry, nobody can key in cents or the letter: whoever tries is \
        thrown out. Give the other meaning another key, or none.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], amount: EUR, cancel: "*" }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], amount: JPY, cancel: "*" }
        """),
    RulePage(
      FieldRules.ImpossibleChoice.self,
      why: """
        An entry must be one of the list and satisfy the field's length, limits, pattern and checks \
        too. One that doesn't is refused although it is listed. Correct it, or loosen what refuses \
        it.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 2, one_of: ["11", "123"] }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 2-3, one_of: ["11", "123"] }
        """),
    RulePage(
      FieldRules.NothingMatches.self,
      why: """
        A pattern is about the whole entry. If it only matches entries that are longer or shorter \
        than the field takes, every caller is refused. Correct the pattern's counts or the length.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 6, pattern: '1[0-9]{4}' }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 6, pattern: '1[0-9]{5}' }
        """),
    RulePage(
      FieldRules.LimitBeyondDigits.self,
      why: """
        The field takes so few digits that no number of them reaches 'min', so every caller would be \
        refused. Allow more digits, or lower 'min'.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 2, min: 100 }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], digits: 2-3, min: 100 }
        """),
    RulePage(
      FieldRules.NoTimeForPause.self,
      why: """
        In multi-tap, two letters on the same key are parted by a pause of a second, or by the key \
        1. If 'interdigit_timeout' ends the entry sooner than that, whoever pauses has lost it. \
        Give it two seconds or more.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], letters: keypad, interdigit_timeout: 1s }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], letters: keypad, interdigit_timeout: 3s }
        """),
    RulePage(
      FieldRules.OutsideCalendar.self,
      why: """
        Dates in a script are Gregorian, whatever calendar callers use. This one can't be a day of \
        the Solar Hijri calendar, whose years are known from 1179 to 1501; perhaps it was written \
        in that calendar. Write the Gregorian date.
        """,
      failing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, calendar: solar_hijri, from: 1350-01-01 }
        """,
      passing: """
        fields:
          mobile: { prompt: [enter_mobile], date: ddmmyyyy, calendar: solar_hijri, from: 1971-03-21 }
        """),
    RulePage(
      FieldRules.EntryNotPassed.self,
      why: """
        The service is asked whether an entry is right, but with these inputs it never sees it. Pass \
        the entry by the field's name, as in 'pin: "${pin}"'.
        """,
      failing: """
        fields:
          mobile:
            prompt: [enter_mobile]
            digits: 4
            validate: { service: accounts.verify, input: { pin: "${call.line}" }, accepted: [right] }
        """,
      passing: """
        fields:
          mobile:
            prompt: [enter_mobile]
            digits: 4
            validate: { service: accounts.verify, input: { pin: "${mobile}" }, accepted: [right] }
        """),
    RulePage(
      FieldRules.NothingRefused.self,
      why: """
        The service is asked after each entry, and whatever it answers, the entry is taken. Leave \
        out of 'accepted' the outcomes with which callers should be asked again. If none should, \
        call the service in a state of its own.
        """,
      failing: """
        fields:
          mobile:
            prompt: [enter_mobile]
            digits: 4
            validate: { service: accounts.verify, accepted: [right, wrong] }
        """,
      passing: """
        fields:
          mobile:
            prompt: [enter_mobile]
            digits: 4
            validate: { service: accounts.verify, accepted: [right] }
        """),
  ]

  static let fieldNames: [RulePage] = [
    RulePage(
      FieldRules.WhichInput.self,
      why: """
        Without 'input', the entry is passed as the one input that the service needs. This service \
        needs several, or none. Say which of them is the entry, and what the others are.
        """,
      failing: """
        fields:
          mobile:
            prompt: [enter_mobile]
            digits: 4
            validate: { service: accounts.match, accepted: [same] }
        """,
      passing: """
        fields:
          mobile:
            prompt: [enter_mobile]
            digits: 4
            validate:
              service: accounts.match
              input: { line: "${call.line}", code: "${mobile}" }
              accepted: [same]
        """)
  ]
}
