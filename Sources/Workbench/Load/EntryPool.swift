import CallEngine

/// What callers key in when a line asks for a number: numbers that the line knows, and others that
/// the field's rule accepts. Random digits would never pass a check digit or be in a directory.
struct EntryPool: Sendable {
  /// Numbers of one state.
  private struct Entries: Sendable {
    /// Those that the line knows come first.
    var all: [KeySequence] = []
    var knownCount = 0
  }

  private let entries: [Entries]

  /// Few enough numbers that the replies about them can be remembered.
  private static let mostMade = 48
  private static let mostKnown = 64

  /// - Parameters:
  ///   - known: values from the line's data and its services' examples.
  ///   - today: the day on which calls are answered.
  init(_ program: MenuProgram, known: [String], today: CivilDay = Moment.ofTests.wall.day) {
    let calendars = Set(program.languages.map(\.calendar))
    let settings = SpokenForm.DateCalendar.allCases.filter(calendars.contains)
      .map { EntrySetting(today: today, calendar: $0) }
    let deciding = DecidingValues(program)
    entries = program.states.map { state in
      guard case .collect(let collect) = state.kind else { return Entries() }
      let maker = EntryMaker(collect, settings)
      var entries = Entries()
      let telling = deciding.texts(of: collect.variable).map { text in
        collect.form?.isPlain ?? true
          ? String(repeating: "0", count: max(0, collect.minDigits - text.count)) + text : text
      }
      for value in telling + known where entries.all.count < Self.mostKnown {
        for entry in maker.entries(for: value) where !entries.all.contains(entry) {
          entries.all.append(entry)
        }
      }
      entries.knownCount = entries.all.count
      var generator = SeededGenerator(seed: 1)
      for _ in 0..<Self.mostMade {
        guard let made = maker.entry(using: &generator), !entries.all.contains(made) else {
          continue
        }
        entries.all.append(made)
      }
      return entries
    }
  }

  /// How many different numbers there are for a state.
  func count(in state: StateID) -> Int { entries[state.index].all.count }

  /// One of a state's numbers, with those that the line knows first; `nil` if there is none.
  func entry(_ number: Int, in state: StateID) -> KeySequence? {
    let all = entries[state.index].all
    return all.isEmpty ? nil : all[number % all.count]
  }

  /// All numbers of a state, with those that the line knows first.
  func entries(in state: StateID) -> [KeySequence] { entries[state.index].all }

  /// A random number, more often one that the line knows.
  func entry(in state: StateID, _ luck: inout Luck) -> KeySequence? {
    let entries = entries[state.index]
    guard !entries.all.isEmpty else { return nil }
    let isKnown = entries.knownCount > 0 && luck.chance(percent: 60)
    return entries.all[luck.below(isKnown ? entries.knownCount : entries.all.count)]
  }

  /// The few numbers that one of many callers keys in, as everybody has his own: what is said of
  /// them is soon remembered.
  func own(ofCaller caller: Int) -> EntryPool {
    EntryPool(
      entries.map { entries in
        func some(_ numbers: ArraySlice<KeySequence>) -> [KeySequence] {
          (0..<min(Self.ownNumbers, numbers.count)).map { place in
            numbers[
              numbers.startIndex + (caller * Self.ownNumbers + place) % numbers.count]
          }
        }
        let known = some(entries.all.prefix(entries.knownCount))
        return Entries(
          all: known + some(entries.all.dropFirst(entries.knownCount)), knownCount: known.count)
      })
  }

  private init(_ entries: [Entries]) {
    self.entries = entries
  }

  /// How many numbers of each kind a caller has.
  private static let ownNumbers = 3
}
