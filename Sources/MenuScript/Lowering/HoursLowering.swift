import CallEngine
import Foundation

/// Turns a script's `hours` into data: reads their files and looks for contradictions.
struct HoursLowering {
  /// In the order of the script; `nil` where something is wrong.
  private(set) var hours: [OpeningHours?] = []
  /// The files that were read.
  private(set) var files: [DateFile] = []

  private let script: ScriptSyntax
  private let path: String
  private let limits: ReadingLimits
  private let unsaved: UnsavedTexts
  private var findings: Findings

  /// - Parameter path: the script's, from whose folder files are named.
  static func lower(
    _ script: ScriptSyntax, at path: String, limits: ReadingLimits, unsaved: UnsavedTexts,
    findings: inout Findings
  ) -> HoursLowering {
    var lowering = HoursLowering(script, path, limits, unsaved, findings)
    lowering.hours = script.hours.map { lowering.lower($0) }
    lowering.reportUnused()
    findings = lowering.findings
    return lowering
  }

  private init(
    _ script: ScriptSyntax, _ path: String, _ limits: ReadingLimits, _ unsaved: UnsavedTexts,
    _ findings: Findings
  ) {
    self.script = script
    self.path = path
    self.limits = limits
    self.unsaved = unsaved
    self.findings = findings
  }

  private mutating func lower(_ syntax: HoursSyntax) -> OpeningHours? {
    let zone = syntax.zone.flatMap { self.zone($0) }
    var week = Array(repeating: [Located<TimeSpan>](), count: Weekday.allCases.count)
    var taken: [Weekday: Located<String>] = [:]
    for days in syntax.days {
      findings.reportOverlaps(among: days.spans)
      for weekday in days.weekdays {
        if let other = taken.updateValue(days.key, forKey: weekday) {
          findings.report(
            HoursRules.DayTwice(day: weekday.rawValue, other: other.value), at: days.key.range,
            notes: [findings.note("they are here", at: other.range)])
        } else {
          week[weekday.place] = days.spans
        }
      }
    }
    reportOverlappingNights(in: week)
    var special = syntax.special.map { SpecialEntry($0, file: nil) }
    for file in syntax.files {
      guard let place = read(file, zone) else { continue }
      special += files[place].days.map { SpecialEntry($0, file: place) }
    }
    check(special)
    reportOneSided(syntax, week, special)
    return zone.map {
      OpeningHours(
        name: syntax.name.value, zone: $0.identifier, week: week.map { $0.map(\.value) },
        special: special.map(\.days))
    }
  }

  // MARK: Zones

  private mutating func zone(_ name: Located<String>) -> TimeZone? {
    let isPath = name.value.contains("/") && !name.value.contains("..")
    if isPath || name.value == "UTC", let zone = TimeZone(identifier: name.value) { return zone }
    let known = TimeZone.knownTimeZoneIdentifiers
    let wanted = name.value.lowercased()
    // Many know the place, but not its continent.
    let meant =
      known.first { $0.lowercased().hasSuffix("/" + wanted.replacing(" ", with: "_")) }
      ?? findings.suggestion(for: name.value, among: known)
    findings.report(
      HoursRules.UnknownZone(name: name.value, suggestion: meant), at: name.range,
      fixIts: meant.map { [(name.range, $0)] } ?? [])
    return nil
  }

  // MARK: Files

  /// The place of a file among those that were read.
  private mutating func read(_ file: HoursSyntax.File, _ zone: TimeZone?) -> Int? {
    let name = file.name.value
    guard ["csv", "ics"].contains(name.lowercased().split(separator: ".").last ?? "") else {
      findings.report(
        HoursRules.UnreadableFile(name: name, reason: "its name ends neither in .csv nor in .ics"),
        at: file.name.range)
      return nil
    }
    let full = ScenarioReading.path(name, from: path)
    let read = DateFile.read(
      full, zone: zone, isOpen: file.isOpen, limits: limits, unsaved: unsaved)
    guard read.source != nil else {
      let reason = read.findings.diagnostics.first?.message ?? "it can't be read"
      findings.report(HoursRules.UnreadableFile(name: name, reason: reason), at: file.name.range)
      return nil
    }
    files.append(read)
    return files.count - 1
  }

  // MARK: Contradictions

  /// Special days with the file that they are in; `nil` for the script.
  private struct SpecialEntry {
    let days: SpecialDays
    let range: TextRange
    let file: Int?

    init(_ days: Located<SpecialDays>, file: Int?) {
      self.days = days.value
      range = days.range
      self.file = file
    }
  }

  /// Nights that reach into the next day's hours.
  private mutating func reportOverlappingNights(in week: [[Located<TimeSpan>]]) {
    for (place, spans) in week.enumerated() {
      let next = (place + 1) % week.count
      for night in spans where night.value.end > TimeSpan.minutesOfDay {
        guard let other = week[next].first(where: { $0.value.moved(by: 1).overlaps(night.value) })
        else { continue }
        findings.report(
          HoursRules.Overlap(
            span: "\(night.value)", other: "\(other.value)", day: Weekday.allCases[next].rawValue),
          at: night.range, notes: [findings.note("it overlaps this", at: other.range)])
      }
    }
  }

  /// Dates that are named twice, or are both open and closed.
  private mutating func check(_ entries: [SpecialEntry]) {
    var whole: [(first: Int, last: Int, entry: SpecialEntry)] = []
    var yearly: [YearlyDate: SpecialEntry] = [:]
    for entry in entries where entry.days.isOpen || entry.days.areClosedAllDay {
      switch entry.days.dates {
      case .days(let first, let count):
        whole.append((first.number, first.number + count - 1, entry))
      case .yearly(let days):
        let date = YearlyDate(month: days.month, day: days.day)
        if let other = yearly.updateValue(entry, forKey: date) {
          report(entry, with: other, on: entry.days.dates.text)
        }
      }
    }
    whole.sort { $0.first < $1.first }
    // Of those before, the one that lasts longest: once for open ones and once for closed ones.
    var longest: [Bool: (last: Int, entry: SpecialEntry)] = [:]
    for (first, last, entry) in whole {
      for other in longest.values where other.last >= first {
        report(entry, with: other.entry, on: CivilDay(number: first).description)
      }
      let isOpen = entry.days.isOpen
      if longest[isOpen].map({ $0.last < last }) ?? true { longest[isOpen] = (last, entry) }
    }
  }

  private struct YearlyDate: Hashable {
    let month: Int
    let day: YearlyDays.Day
  }

  private mutating func report(_ entry: SpecialEntry, with other: SpecialEntry, on date: String) {
    let file = other.file.map { files[$0].findings.file } ?? findings.file
    let state = other.days.isOpen ? "open" : "closed"
    let notes = [Diagnostic.Note("it is \(state) here", at: other.range.in(file))]
    func add(to findings: inout Findings) {
      if entry.days.isOpen == other.days.isOpen {
        findings.report(HoursRules.DateTwice(date: date), at: entry.range, notes: notes)
      } else {
        findings.report(HoursRules.OpenAndClosed(date: date), at: entry.range, notes: notes)
      }
    }
    if let place = entry.file { add(to: &files[place].findings) } else { add(to: &findings) }
  }

  private mutating func reportOneSided(
    _ syntax: HoursSyntax, _ week: [[Located<TimeSpan>]], _ special: [SpecialEntry]
  ) {
    guard syntax.isWhole else { return }
    if week.allSatisfy(\.isEmpty), !special.contains(where: \.days.isOpen), syntax.files.isEmpty {
      findings.report(HoursRules.NeverOpen(name: syntax.name.value), at: syntax.name.range)
      return
    }
    let allDay = TimeSpan.minutesOfDay
    let isFull = week.allSatisfy { spans in
      var reached = 0
      for span in spans.map(\.value).sorted(by: { $0.start < $1.start }) where span.start <= reached
      {
        reached = max(reached, span.end)
      }
      return reached >= allDay
    }
    if isFull, syntax.special.isEmpty, syntax.files.isEmpty {
      findings.report(HoursRules.NeverClosed(name: syntax.name.value), at: syntax.name.range)
    }
  }

  private mutating func reportUnused() {
    guard script.hasAllStates, script.states.allSatisfy({ $0.kind != nil }) else { return }
    let asked = Set(
      script.states.compactMap { state in
        if case .hours(let name) = state.kind { name.value } else { nil }
      })
    for hours in script.hours where !asked.contains(hours.name.value) {
      findings.report(HoursRules.UnusedHours(name: hours.name.value), at: hours.name.range)
    }
  }
}
