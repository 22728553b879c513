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

  /// - Parameter known: numbers from the line's data and its services' examples.
  init(_ program: MenuProgram, known: [String]) {
    let known = known.compactMap { KeySequence($0) }
    entries = program.states.map { state in
      guard case .collect(let collect) = state.kind else { return Entries() }
      var entries = Entries()
      for entry in known
      where collect.takes(entry) && !entries.all.contains(entry)
        && entries.all.count < Self.mostKnown
      {
        entries.all.append(entry)
      }
      entries.knownCount = entries.all.count
      var generator = SeededGenerator(seed: 1)
      for _ in 0..<Self.mostMade {
        guard let made = collect.entry(using: &generator), !entries.all.contains(made) else {
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

extension Collect {
  /// Whether the collect accepts an entry, as far as can be known without calling a service.
  fileprivate func takes(_ entry: KeySequence) -> Bool {
    let digits = entry.digits
    return (minDigits...maxDigits).contains(entry.count)
      && digits.allSatisfy { $0 != cancel && $0 != rules.terminator && $0.rawValue <= 9 }
      && validation?.accepts(entry.description) ?? true
  }

  /// An entry that the collect accepts; `nil` if none was found.
  fileprivate func entry(using generator: inout SeededGenerator) -> KeySequence? {
    let lengths = (minDigits...maxDigits).filter { validation?.permits($0) ?? true }
    guard !lengths.isEmpty else { return nil }
    for _ in 0..<20 {
      let length = lengths[generator.below(lengths.count)]
      var digits: [Int] = []
      if let beginnings = validation?.beginnings, !beginnings.isEmpty {
        digits = Array(beginnings[generator.below(beginnings.count)].prefix(length))
      }
      while digits.count < length { digits.append(generator.below(10)) }
      // Trying all last digits is simpler than a formula for each rule's check digit.
      for last in 0...9 {
        digits[length - 1] = last
        if let entry = KeySequence(digits.map(String.init).joined()), takes(entry) { return entry }
      }
    }
    return nil
  }
}

extension ValidationRule {
  fileprivate func permits(_ length: Int) -> Bool {
    lengths.contains(length) || otherLengths.contains(length)
  }
}
