import CallEngine

/// A prompt's text as words and the marks between them, for finding keys.
struct KeyText: Sendable {
  enum Piece: Hashable, Sendable {
    case word(String)
    /// A comma or similar mark, which also separates the keys of a list.
    case comma
    /// The end of a sentence or sentence-like part.
    case stop
  }

  private(set) var pieces: [Piece] = []
  private let words: KeyWords

  init(_ text: String, _ words: KeyWords) {
    self.words = words
    let characters = Array(Self.folded(text))
    var place = 0
    while place < characters.count {
      place = read(characters, from: place)
    }
  }

  /// Lowercase letters, one form of each Arabic letter without vowel signs, ASCII digits.
  static func folded(_ text: String) -> String {
    var folded = ""
    for character in text.lowercased() {
      if let value = character.wholeNumberValue, (0...9).contains(value),
        character.isNumber, !"零一二三四五六七八九〇".contains(character)
      {
        folded += String(value)
        continue
      }
      for scalar in character.unicodeScalars where !isMark(scalar) {
        folded.unicodeScalars.append(same[scalar] ?? scalar)
      }
    }
    return folded
  }

  /// An Arabic vowel sign, or a mark of direction.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x064B...0x065F).contains(scalar.value) || (0x200D...0x200F).contains(scalar.value)
  }

  private static let same: [Unicode.Scalar: Unicode.Scalar] = [
    "ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ۀ": "ه", "＊": "*",
    "＃": "#", "✱": "*", "\u{200C}": " ",
  ]

  /// Reads one piece and returns where the next begins.
  private mutating func read(_ text: [Character], from start: Int) -> Int {
    let character = text[start]
    if character.isKey { return readKeys(text, from: start) }
    if character.isPartOfWord {
      var end = start + 1
      while end < text.count, text[end].isPartOfWord, !text[end].isKey { end += 1 }
      insert(word: String(text[start..<end]))
      return end
    }
    if Self.stops.contains(character) {
      pieces.append(.stop)
    } else if Self.standForWords.contains(character) {
      pieces.append(.word(String(character)))
    } else if character.isDash {
      let isSpan =
        start > 0 && text[start - 1].isKey && start + 1 < text.count && text[start + 1].isKey
      // A dash between blanks separates two clauses, a hyphen only two parts of a word.
      let isAlone = start + 1 < text.count && text[start + 1].isWhitespace
      if isSpan { pieces.append(.word("–")) } else if isAlone { pieces.append(.comma) }
    } else if !character.isWhitespace, !Self.joiners.contains(character) {
      pieces.append(.comma)
    }
    return start + 1
  }

  /// Digits, stars and pounds in a row; amounts and times (`1,250`, `8:30`) as one word that isn't
  /// a key.
  private mutating func readKeys(_ text: [Character], from start: Int) -> Int {
    var end = start + 1
    var isOther = false
    while end < text.count {
      if text[end].isKey {
        end += 1
        continue
      }
      let digits = text[(end + 1)...].prefix { $0.isKey }.count
      let isInside =
        ".:٫'’".contains(text[end]) && digits > 0 || ",٬".contains(text[end]) && digits > 1
      guard isInside else { break }
      isOther = true
      end += 1
    }
    let word = String(text[start..<end])
    pieces.append(.word(isOther ? "=" + word : word))
    return end
  }

  private mutating func insert(word: String) {
    if words.isUnspaced {
      insert(unspaced: Array(word))
      return
    }
    if !words.vocabulary.contains(word),
      let prefix = words.prefixes.first(where: { word.hasPrefix($0) }),
      words.vocabulary.contains(String(word.dropFirst(prefix.count)))
    {
      pieces.append(.word(prefix))
      pieces.append(.word(String(word.dropFirst(prefix.count))))
    } else {
      pieces.append(.word(word))
    }
  }

  /// The longest known words, and the text between them.
  private mutating func insert(unspaced text: [Character]) {
    var rest = ""
    var place = 0
    while place < text.count {
      let known = (1...3).reversed().first { length in
        place + length <= text.count
          && words.vocabulary.contains(String(text[place..<(place + length)]))
      }
      guard let known else {
        rest.append(text[place])
        place += 1
        continue
      }
      if !rest.isEmpty { pieces.append(.word(rest)) }
      rest = ""
      pieces.append(.word(String(text[place..<(place + known)])))
      place += known
    }
    if !rest.isEmpty { pieces.append(.word(rest)) }
  }

  private static let stops: Set<Character> = [
    ".", "!", "?", "。", "！", "？", "؟", ";", "؛", "；", "۔", "\n",
  ]
  private static let standForWords: Set<Character> = ["%", "٪", "€", "$", "£", "/", "&", "+", "、"]
  /// Signs that neither separate clauses nor belong to a word.
  private static let joiners: Set<Character> = [
    "'", "’", "\"", "“", "”", "„", "«", "»", "‘", "「", "」", "_", "\u{AD}",
  ]
}

extension Character {
  fileprivate var isKey: Bool { self == "*" || self == "#" || ("0"..."9").contains(self) }

  fileprivate var isPartOfWord: Bool { isLetter && !isKey }

  fileprivate var isDash: Bool { "-‐‑‒–—―−~～".contains(self) }
}
