public import CallEngine

/// Keys that a prompt's text tells the caller to press: "press 1", «عدد یک», "sales, 2;".
public struct SpokenKey: Hashable, Sendable {
  public let keys: KeySequence
  /// How many words of the text come before.
  public let wordsBefore: Int

  /// The keys that a text names, in the order in which it names them; none in a language without
  /// rules.
  ///
  /// A number counts as a key if a word such as "press" stands before it, if it stands alone between
  /// two punctuation marks, or if it goes on a list or a span ("1, 2 or 3", "1 to 5") of keys.
  public static func all(in text: String, of language: Language) -> [SpokenKey] {
    guard let words = SpokenLanguages.find(language)?.keyWords else { return [] }
    return KeyFinder(text, words).keys
  }

  /// Whether keys can be found in texts of a language.
  public static func canBeFound(in language: Language) -> Bool {
    SpokenLanguages.find(language) != nil
  }
}

/// The words by which a language names keys.
struct KeyWords: Sendable {
  /// Keys by their names, in lower case; digits written as digits need no word.
  let names: [String: Digit]
  /// Words right before a key: "press", «عدد».
  let before: Set<String>
  /// Words right after a key: «را».
  let after: Set<String>
  /// Words right after a number that make it none: "one of".
  let notBefore: Set<String>
  /// Words that may stand between such a word and its key: "the", "number".
  let skipped: Set<String>
  /// Words between two keys of a list: "or".
  let or: Set<String>
  /// Words between the ends of a span: "to".
  let to: Set<String>
}

private struct KeyFinder {
  private enum Piece {
    case word(String)
    case mark
  }

  private var pieces: [Piece] = []
  private let words: KeyWords

  init(_ text: String, _ words: KeyWords) {
    self.words = words
    for part in text.lowercased().split(whereSeparator: \.isWhitespace) {
      // Symbols that name keys stand in a word's place.
      if part == "*" || part == "#" {
        pieces.append(.word(String(part)))
        continue
      }
      let isInside = { (character: Character) in !character.endsWord }
      let start = part.firstIndex(where: isInside) ?? part.endIndex
      let end = part.lastIndex(where: isInside).map(part.index(after:)) ?? part.endIndex
      if start > part.startIndex { pieces.append(.mark) }
      if start < end { pieces.append(.word(String(part[start..<end]))) }
      if end < part.endIndex && start < end { pieces.append(.mark) }
    }
  }

  var keys: [SpokenKey] {
    var found: [SpokenKey] = []
    var wordsBefore = 0
    /// The place of the last key found.
    var last: Int?
    for (place, piece) in pieces.enumerated() {
      guard case .word = piece else { continue }
      if let keys = key(at: place) {
        if let last, isJoined(place, to: last, by: words.to),
          let from = found.last?.keys, let span = Self.span(from, keys)
        {
          found += span.map { SpokenKey(keys: $0, wordsBefore: wordsBefore) }
        } else if isMeant(place)
          || last.map({ isJoined(place, to: $0, by: words.or.union(words.to)) }) == true
          || beginsSpan(place)
        {
          found.append(SpokenKey(keys: keys, wordsBefore: wordsBefore))
        } else {
          wordsBefore += 1
          continue
        }
        last = place
      }
      wordsBefore += 1
    }
    return found
  }

  private func word(at place: Int) -> String? {
    guard pieces.indices.contains(place), case .word(let word) = pieces[place] else { return nil }
    return word
  }

  private func key(at place: Int) -> KeySequence? {
    guard let word = word(at: place) else { return nil }
    if let digit = words.names[word] { return KeySequence(String(digit.character)) }
    // Longer numbers are years, amounts and telephone numbers.
    guard word.count <= 3, word.allSatisfy({ $0.isNumber || $0 == "*" || $0 == "#" }) else {
      return nil
    }
    return KeySequence(word)
  }

  /// Whether something right before or behind a number says that it is a key.
  private func isMeant(_ place: Int) -> Bool {
    if let word = word(at: place + 1), words.notBefore.contains(word) { return false }
    var before = place - 1
    while let word = word(at: before), words.skipped.contains(word) { before -= 1 }
    if let word = word(at: before), words.before.contains(word) { return true }
    if let word = word(at: place + 1), words.after.contains(word) { return true }
    guard word(at: place - 1) == nil else { return false }
    return word(at: place + 1).map { words.or.contains($0) && key(at: place + 2) != nil } ?? true
  }

  /// Whether only marks and one of some words stand between two keys.
  private func isJoined(_ place: Int, to last: Int, by joints: Set<String>) -> Bool {
    let between = (last + 1..<place).compactMap { word(at: $0) }
    return between.count == 1 && joints.contains(between[0])
  }

  /// Whether a key begins a span, "from 1 to 5".
  private func beginsSpan(_ place: Int) -> Bool {
    guard let joint = word(at: place + 1), words.to.contains(joint) else { return false }
    return key(at: place + 2) != nil
  }

  /// The keys behind the first of a span, up to its last.
  private static func span(_ from: KeySequence, _ to: KeySequence) -> [KeySequence]? {
    guard from.count == 1, to.count == 1, from[0].rawValue < to[0].rawValue,
      to[0].rawValue <= Digit.nine.rawValue
    else { return nil }
    return (from[0].rawValue + 1...to[0].rawValue).compactMap { KeySequence(String($0)) }
  }
}

extension Character {
  /// Whether it can't be part of a word.
  fileprivate var endsWord: Bool {
    isPunctuation && self != "*" && self != "#" && self != "-" && self != "'" && self != "’"
  }
}
