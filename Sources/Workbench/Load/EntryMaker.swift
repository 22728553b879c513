import CallEngine

/// Makes entries that a collect accepts. Random digits would never pass a check digit, be a day or
/// match a pattern.
struct EntryMaker {
  private let collect: Collect
  private let settings: [EntrySetting]

  /// How often something else is tried before there is no entry.
  private static let attempts = 200
  /// Longer words take too many keys.
  private static let longestWord = 6

  /// - Parameters:
  ///   - settings: those of the calls in which the entry can be made.
  init(_ collect: Collect, _ settings: [EntrySetting]) {
    self.collect = collect
    self.settings = settings
  }

  /// The keys to press for a value that is known from elsewhere, in each setting that takes it.
  func entries(for value: String) -> [KeySequence] {
    var entries: [KeySequence] = []
    for setting in settings {
      let keys =
        collect.form.map { $0.keys(of: value, setting) } ?? KeySequence(value)
      if let keys, takes(keys, setting), !entries.contains(keys) { entries.append(keys) }
    }
    return entries
  }

  /// Whether the collect accepts pressed keys, as far as can be known without calling a service.
  private func takes(_ keys: KeySequence, _ setting: EntrySetting) -> Bool {
    guard !keys.digits.contains(where: { $0 == collect.cancel || $0 == collect.rules.terminator })
    else { return false }
    let isLongEnough = (collect.minDigits...collect.maxDigits).contains(keys.count)
    guard let form = collect.form else {
      return isLongEnough
        && (collect.validation?.accepts(keys) ?? keys.digits.allSatisfy { $0.rawValue <= 9 })
    }
    if form.kind == .digits && !isLongEnough { return false }
    return form.value(ofPressed: keys, setting) != nil && collect.validation?.accepts(keys) ?? true
  }

  /// An entry that the collect accepts; `nil` if none was found.
  func entry(using generator: inout SeededGenerator) -> KeySequence? {
    guard !settings.isEmpty else { return nil }
    let setting = settings[generator.below(settings.count)]
    guard let form = collect.form else {
      return digits(setting, using: &generator)
    }
    for _ in 0..<Self.attempts {
      let keys: KeySequence? =
        if !form.oneOf.isEmpty {
          form.keys(of: form.oneOf[generator.below(form.oneOf.count)], setting)
        } else {
          keys(form, setting, using: &generator)
        }
      if let keys, takes(keys, setting) { return keys }
    }
    return nil
  }

  private func keys(
    _ form: EntryForm, _ setting: EntrySetting, using generator: inout SeededGenerator
  ) -> KeySequence? {
    switch form.kind {
    case .digits:
      if let limits = form.limits { return number(in: limits, using: &generator) }
      if let pattern = form.pattern {
        return word(
          of: pattern, lengths: collect.minDigits...collect.maxDigits, using: &generator
        ).flatMap { form.keys(of: $0, setting) }
      }
      return digits(setting, using: &generator)
    case .date(let date):
      return form.keys(of: day(date, setting, using: &generator).description, setting)
    case .time(let time):
      let length = (time.span.to - time.span.from + 24 * 60) % (24 * 60)
      let minute = (time.span.from + generator.below(length + 1)) % (24 * 60)
      return form.keys(of: TimeEntry.text(minute), setting)
    case .amount(let amount):
      // Whole amounts, mostly small ones, as people key them in.
      let span = min(amount.limits.upperBound - amount.limits.lowerBound, 100_000)
      let number = amount.limits.lowerBound + generator.below(span + 1)
      return form.keys(of: amount.text(number), setting)
    case .letters(let letters):
      if let pattern = form.pattern {
        let word = word(of: pattern, lengths: letters.lengths, using: &generator)
        return word.flatMap { form.keys(of: $0, setting) }
      }
      let lengths = letters.lengths
      let longest = max(lengths.lowerBound, min(lengths.upperBound, Self.longestWord))
      let length = lengths.lowerBound + generator.below(longest - lengths.lowerBound + 1)
      let word = (0..<length).map { _ in
        Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(generator.below(26))))
      }
      return form.keys(of: String(word), setting)
    }
  }

  private func number(
    in limits: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> KeySequence? {
    let largest = (0..<min(collect.maxDigits, 18)).reduce(1) { number, _ in number * 10 } - 1
    let span = min(min(limits.upperBound, largest) - limits.lowerBound, 1_000_000)
    guard span >= 0 else { return nil }
    let text = String(limits.lowerBound + generator.below(span + 1))
    let zeros = String(repeating: "0", count: max(0, collect.minDigits - text.utf8.count))
    return KeySequence(zeros + text)
  }

  private func word(
    of pattern: EntryPattern, lengths: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> String? {
    let lengths = pattern.lengths.filter { lengths.contains($0) }
    guard !lengths.isEmpty else { return nil }
    let length = lengths[generator.below(lengths.count)]
    return pattern.example(length: length) { generator.below($0) }
  }

  /// A day between the field's bounds; a hundred years where one is open, a year where the year
  /// isn't keyed in.
  private func day(
    _ date: DateEntry, _ setting: EntrySetting, using generator: inout SeededGenerator
  ) -> CivilDay {
    let calendar = date.calendar ?? setting.calendar
    let from = date.from?.day(today: setting.today, calendar).number
    let to = date.to?.day(today: setting.today, calendar).number
    let years = date.layout == .ddmm ? 1 : 100
    let last = to ?? (from ?? setting.today.number) + (from == nil ? 364 : 365 * years)
    let first = max(from ?? .min, last - 365 * years)
    return CivilDay(number: first + generator.below(max(1, last - first + 1)))
  }

  /// Digits of a length that is accepted, with their last two tried out: that is simpler than a
  /// formula for each check digit.
  private func digits(
    _ setting: EntrySetting, using generator: inout SeededGenerator
  ) -> KeySequence? {
    let lengths = (collect.minDigits...collect.maxDigits).filter {
      collect.validation?.permits($0) ?? true
    }
    guard !lengths.isEmpty else { return nil }
    for _ in 0..<20 {
      let length = lengths[generator.below(lengths.count)]
      var digits: [Int] = []
      if let beginnings = collect.validation?.beginnings, !beginnings.isEmpty {
        digits = Array(beginnings[generator.below(beginnings.count)].prefix(length))
      }
      while digits.count < length { digits.append(generator.below(10)) }
      let ends = collect.form?.checks.contains(.mod97) ?? false ? min(2, length) : 1
      let hasStar = collect.form?.star != nil
      for ending in 0..<(ends == 2 ? 100 : hasStar ? 11 : 10) {
        digits[length - 1] = ends == 2 ? ending % 10 : ending
        if ends == 2 { digits[length - 2] = ending / 10 }
        let text = digits.map { $0 == 10 ? "*" : String($0) }.joined()
        if let keys = KeySequence(text), takes(keys, setting) {
          return keys
        }
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
