import CallEngine

/// What callers key in where a line asks for a number: numbers that the line knows, and such as the
/// field's rule takes. Digits by chance would never get past a check digit or a directory.
struct EntryPool: Sendable {
  /// Numbers of one state.
  private struct Entries: Sendable {
    /// Those that the line knows come first.
    var all: [KeySequence] = []
    var knownCount = 0
  }

  private let entries: [Entries]

  /// Few numbers, as of a town and not of the world: what is said of them can be remembered.
  private static let mostMade = 48
  private static let mostKnown = 64

  /// - Parameter known: numbers of the line's data, and its services' examples.
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

  /// One of a state's numbers, those that the line knows first; `nil` if no number is taken there.
  func entry(_ number: Int, in state: StateID) -> KeySequence? {
    let all = entries[state.index].all
    return all.isEmpty ? nil : all[number % all.count]
  }

  /// A number by chance, more often one that the line knows.
  func entry(in state: StateID, _ luck: inout Luck) -> KeySequence? {
    let entries = entries[state.index]
    guard !entries.all.isEmpty else { return nil }
    let isKnown = entries.knownCount > 0 && luck.chance(percent: 60)
    return entries.all[luck.below(isKnown ? entries.knownCount : entries.all.count)]
  }
}

extension Collect {
  /// Whether the collect takes an entry, as far as can be known without its service.
  fileprivate func takes(_ entry: KeySequence) -> Bool {
    let digits = entry.digits
    return (minDigits...maxDigits).contains(entry.count)
      && digits.allSatisfy { $0 != cancel && $0 != rules.terminator && $0.rawValue <= 9 }
      && validation?.accepts(entry.description) ?? true
  }

  /// An entry that the collect takes; `nil` if none was found.
  fileprivate func entry(using generator: inout SeededGenerator) -> KeySequence? {
    let lengths = (minDigits...maxDigits).filter { validation?.lengths.contains($0) ?? true }
    guard !lengths.isEmpty else { return nil }
    for _ in 0..<20 {
      let length = lengths[generator.below(lengths.count)]
      var digits = validation?.beginning(of: length, using: &generator) ?? []
      while digits.count < length { digits.append(generator.below(10)) }
      // One last digit is right, and trying them is simpler than a formula for each rule.
      for last in 0...9 {
        digits[length - 1] = last
        if let entry = KeySequence(digits.map(String.init).joined()), takes(entry) { return entry }
      }
    }
    return nil
  }
}

extension ValidationRule {
  /// How many digits an entry can have.
  fileprivate var lengths: Set<Int> {
    switch self {
    case .iranMobile: [10, 11, 12, 14]
    case .iranLine: [10, 11, 12, 14]
    case .iranLandline, .chinaMobile: [11]
    case .iranNationalID: [10]
    case .iranBillID: Set(6...13)
    case .imei: [15]
    }
  }

  /// What entries of a length begin with.
  fileprivate func beginning(
    of length: Int, using generator: inout SeededGenerator
  ) -> [Int] {
    let mobile: [Int: [Int]] = [10: [9], 11: [0, 9], 12: [9, 8, 9], 14: [0, 0, 9, 8, 9]]
    switch self {
    case .iranLine where length == 11 && generator.chance(percent: 50):
      return Self.iranLandline.beginning(of: length, using: &generator)
    case .iranMobile, .iranLine: return mobile[length] ?? []
    case .iranLandline:
      let codes = IranAreaCode.codes.sorted()
      let code = codes[generator.below(codes.count)]
      return [0, code / 10, code % 10]
    case .chinaMobile: return [1, [3, 8][generator.below(2)]]
    case .iranNationalID, .iranBillID, .imei: return []
    }
  }
}
