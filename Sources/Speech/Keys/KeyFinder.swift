import CallEngine

/// Finds the keys that a text offers.
///
/// A number is certainly a key if a verb or noun such as "press" or "key" stands beside it, if it
/// stands alone between two marks, if it continues a list or range of keys ("1, 2 or 3", "1 to 5"),
/// or if it begins a clause without a verb ("press 1 for sales, 2 for help"). In other places it is
/// a possible key.
struct KeyFinder {
  private let pieces: [KeyText.Piece]
  private let words: KeyWords
  /// Whether a verb in the text asks for keys, so that clauses without one may refer to it.
  private let hasVerb: Bool
  /// How many clauses end with a single key.
  private var clauseEnds = 0

  init(_ text: KeyText, _ words: KeyWords) {
    pieces = text.pieces
    self.words = words
    hasVerb = text.pieces.contains {
      if case .word(let word) = $0 {
        words.verbs.contains(word) || words.after.contains(word)
      } else {
        false
      }
    }
    clauseEnds = pieces.indices.count { endsClause($0) && key(at: $0)?.count == 1 }
  }

  private enum Sureness {
    case certain, possible
  }

  var keys: [SpokenKey] {
    var found: [SpokenKey] = []
    var wordsBefore = 0
    /// The place of the last key found.
    var last: Int?
    for (place, piece) in pieces.enumerated() {
      guard case .word = piece else { continue }
      defer { wordsBefore += 1 }
      guard let keys = key(at: place), !isPartOfNumber(place) else { continue }
      if let last, endsSpan(place, from: last), let previous = found.last,
        let span = Self.span(previous.keys, keys)
      {
        let isCertain = previous.isCertain
        found += span.map {
          SpokenKey(keys: $0, wordsBefore: wordsBefore, isCertain: isCertain)
        }
      } else if let sureness = sureness(
        place, keys,
        last.flatMap { last in
          isListed(place, after: last) ? found.last : nil
        })
      {
        found.append(
          SpokenKey(keys: keys, wordsBefore: wordsBefore, isCertain: sureness == .certain))
      } else {
        continue
      }
      last = place
    }
    return found
  }

  /// - Parameter listed: the preceding key in a list.
  private func sureness(_ place: Int, _ keys: KeySequence, _ listed: SpokenKey?) -> Sureness? {
    let next = word(at: place + 1)
    if let next, words.notBefore.contains(next) { return nil }
    // Longer numbers are also years, amounts and emergency numbers.
    let isShort = keys.count == 1 || keys.count == 2 && !isElsewhere(place)
    let sure: Sureness = isShort ? .certain : .possible
    if isAsked(place) { return sure }
    if let next, words.after.contains(next) || words.nouns.contains(next) { return sure }
    if let listed, isFree(place + 1) { return listed.isCertain ? sure : .possible }
    if beginsWideSpan(place) { return .possible }
    if beginsSpan(place) { return clauseHasVerb(place) ? sure : .possible }
    if isAlone(place) { return sure }
    let isUsed = hasVerb && keys.count == 1
    if beginsClause(place), isPurpose(place + 1) { return isUsed ? .certain : .possible }
    if let before = word(at: place - 1), words.links.contains(before), isFree(place + 1) {
      return isUsed && !words.purposes.contains(before) ? .certain : .possible
    }
    if isFree(place + 1), clauseBeginsWithPurpose(place) { return .possible }
    if endsClause(place), keys.count == 1, clauseEnds > 1 { return .possible }
    if keys.count == 1, keys[0] == .star || keys[0] == .pound { return .possible }
    return nil
  }

  // MARK: Words

  private func word(at place: Int) -> String? {
    guard pieces.indices.contains(place), case .word(let word) = pieces[place] else { return nil }
    return word
  }

  private func key(at place: Int) -> KeySequence? {
    guard let word = word(at: place) else { return nil }
    if let digit = words.names[word] { return KeySequence(String(digit.character)) }
    guard word.count <= 3, word.first?.isLetter == false else { return nil }
    return KeySequence(word)
  }

  private func isPurpose(_ place: Int) -> Bool {
    guard let word = word(at: place) else { return false }
    return words.purposes.contains(word)
      || words.purposePrefixes.contains { word.hasPrefix($0) && word.count > $0.count + 1 }
  }

  /// Whether no word stands there that a number could belong to.
  private func isFree(_ place: Int) -> Bool {
    guard let word = word(at: place) else { return true }
    return isPurpose(place) || words.or.contains(word) || words.to.contains(word)
      || words.after.contains(word) || words.nouns.contains(word) || words.verbs.contains(word)
      || words.between.contains(word)
  }

  /// Consecutive digits are a number to call.
  private func isPartOfNumber(_ place: Int) -> Bool {
    var first = place
    while key(at: first - 1) != nil { first -= 1 }
    var count = 0
    while key(at: first + count) != nil, count < 4 { count += 1 }
    return count >= 4
  }

  // MARK: Places

  /// Whether a verb or noun right before it, skipping words in between, makes it a key.
  private func isAsked(_ place: Int) -> Bool {
    var before = place - 1
    while let word = word(at: before) {
      if words.verbs.contains(word) || words.nouns.contains(word) { return true }
      guard words.skipped.contains(word) else { return false }
      before -= 1
    }
    return false
  }

  private func isAlone(_ place: Int) -> Bool {
    guard word(at: place - 1) == nil else { return false }
    guard let next = word(at: place + 1) else { return true }
    return words.or.contains(next) && key(at: place + 2) != nil
  }

  /// Whether it continues a list: only commas, or one or-word, stand between it and the key before.
  private func isListed(_ place: Int, after last: Int) -> Bool {
    let between = pieces[(last + 1)..<place].filter { $0 != .comma }
    if between.isEmpty { return true }
    let others = between.filter { $0 != .stop }
    guard others.count == 1, case .word(let word) = others[0] else { return false }
    return words.or.contains(word)
  }

  private func beginsSpan(_ place: Int) -> Bool {
    guard let joint = word(at: place + 1), key(at: place + 2) != nil else { return false }
    return words.to.contains(joint) || words.or.contains(joint) && isBetween(place)
  }

  /// Whether it begins a range whose ends have their own words: "from 1, poor, to 5, excellent".
  private func beginsWideSpan(_ place: Int) -> Bool {
    guard let before = word(at: place - 1), words.from.contains(before) else { return false }
    let end = (place + 1..<sentence(place).upperBound).first { key(at: $0) != nil }
    guard let end, let joint = word(at: end - 1) else { return false }
    return words.to.contains(joint)
  }

  private func endsSpan(_ place: Int, from last: Int) -> Bool {
    if beginsWideSpan(last), !(last + 1..<place).contains(where: { key(at: $0) != nil }) {
      return true
    }
    let between = pieces[(last + 1)..<place].filter { $0 != .comma }
    guard between.count == 1, case .word(let joint) = between[0] else { return false }
    return words.to.contains(joint) || words.or.contains(joint) && isBetween(last)
  }

  private func isBetween(_ place: Int) -> Bool {
    if let before = word(at: place - 1), words.between.contains(before) { return true }
    // "1 和 5 之间"
    return word(at: place + 3).map { words.between.contains($0) } ?? false
  }

  /// The places of a sentence.
  private func sentence(_ place: Int) -> Range<Int> {
    let start = pieces[..<place].lastIndex(of: .stop).map { $0 + 1 } ?? 0
    return start..<(pieces[place...].firstIndex(of: .stop) ?? pieces.count)
  }

  /// Whether a number is to be called instead: "in an emergency, dial 15".
  private func isElsewhere(_ place: Int) -> Bool {
    sentence(place).contains { word(at: $0).map { words.elsewhere.contains($0) } ?? false }
  }

  private func beginsClause(_ place: Int) -> Bool {
    guard let before = word(at: place - 1) else { return true }
    return words.or.contains(before)
  }

  /// Whether it ends a clause that has other words: "sales 1, support 2".
  private func endsClause(_ place: Int) -> Bool {
    word(at: place - 1) != nil && word(at: place + 1) == nil
  }

  /// The place of the clause's first word, skipping a leading "and" or "please".
  private func clauseStart(_ place: Int) -> Int {
    var start = place
    while word(at: start - 1) != nil { start -= 1 }
    while start < place, let first = word(at: start),
      words.or.contains(first) || words.skipped.contains(first)
    {
      start += 1
    }
    return start
  }

  private func clauseBeginsWithPurpose(_ place: Int) -> Bool {
    let start = clauseStart(place)
    if start < place, isPurpose(start) { return true }
    // "To pay, or for help 2": the last or-word also begins a clause.
    var joint = place - 1
    while joint > start, let word = word(at: joint) {
      if words.or.contains(word) { return isPurpose(joint + 1) }
      joint -= 1
    }
    return false
  }

  private func clauseHasVerb(_ place: Int) -> Bool {
    (clauseStart(place)..<place).contains { place in
      word(at: place).map { words.verbs.contains($0) || words.nouns.contains($0) } ?? false
    }
      || (place..<pieces.count).prefix { word(at: $0) != nil }.contains { place in
        word(at: place).map { words.after.contains($0) || words.verbs.contains($0) } ?? false
      }
  }

  /// The keys of a range after the first, up to its last.
  private static func span(_ from: KeySequence, _ to: KeySequence) -> [KeySequence]? {
    guard from.count == 1, to.count == 1, from[0].rawValue < to[0].rawValue,
      to[0].rawValue <= Digit.nine.rawValue
    else { return nil }
    return (from[0].rawValue + 1...to[0].rawValue).compactMap { KeySequence(String($0)) }
  }
}
