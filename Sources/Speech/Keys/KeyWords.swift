import CallEngine

/// The words by which a language names keys and says what they are for.
///
/// Every word is folded as `KeyText` folds a prompt's; what a language has no word for stays empty.
struct KeyWords: Sendable {
  /// Keys by their names; digits written as digits need none.
  let names: [String: Digit]
  /// Words that ask for a key: "press", «بزنید».
  let verbs: Set<String>
  /// Words for a key before its name or behind it: "key", «عدد», "Taste", 键.
  let nouns: Set<String>
  /// Words behind a key that make it one: «را», "drücken".
  let after: Set<String>
  /// Words behind a number that make it none: "of", «بار».
  let notBefore: Set<String>
  /// Words that may stand between a verb or noun and its key: "the", "either".
  let skipped: Set<String>
  /// Words before a key that only a verb elsewhere in the text makes sure of: "die 1", "le 2", "is 3".
  let links: Set<String>
  /// What a key is for begins with one of these: "for", "to", «برای».
  let purposes: Set<String>
  /// The same where it is no word of its own, as «لـ».
  let purposePrefixes: [String]
  /// Words between two keys of a list: "or".
  let or: Set<String>
  /// Words between the ends of a span: "to".
  let to: Set<String>
  /// Words before a span whose ends an or-word parts: "between 1 and 5".
  let between: Set<String>
  /// Words before a span whose ends have words of their own: "from 1, poor, to 5, excellent".
  let from: Set<String>
  /// Words of a sentence that sends the caller elsewhere: "in an emergency", "hang up".
  let elsewhere: Set<String>
  /// Words that are written together with the next: «و».
  let prefixes: [String]
  /// Whether words aren't separated by blanks.
  let isUnspaced: Bool

  /// Everything but the names' digits, for a text without blanks to be cut by.
  let vocabulary: Set<String>

  /// - Parameter names: the names of 0 to 9, then of star and pound; alternatives separated by `/`.
  init(
    names: String, star: String, pound: String, verbs: String, nouns: String = "",
    after: String = "", notBefore: String = "", skipped: String = "", links: String = "",
    purposes: String = "", purposePrefixes: [String] = [], or: String, to: String,
    between: String = "", from: String, elsewhere: String, prefixes: [String] = [],
    isUnspaced: Bool = false
  ) {
    var digits: [String: Digit] = [:]
    for (value, group) in Self.list(names).enumerated() {
      guard let digit = Digit(Character(String(value))) else { continue }
      for name in group.split(separator: "/") { digits[String(name)] = digit }
    }
    for name in Self.list(star) { digits[name] = .star }
    for name in Self.list(pound) { digits[name] = .pound }
    self.names = digits
    self.verbs = Set(Self.list(verbs))
    self.nouns = Set(Self.list(nouns))
    self.after = Set(Self.list(after))
    self.notBefore = Set(Self.list(notBefore))
    self.skipped = Set(Self.list(skipped))
    self.links = Set(Self.list(links))
    self.purposes = Set(Self.list(purposes))
    self.purposePrefixes = purposePrefixes
    self.or = Set(Self.list(or)).union(["/", "&"])
    self.to = Set(Self.list(to)).union(["–"])
    self.between = Set(Self.list(between))
    self.from = Set(Self.list(from))
    self.elsewhere = Set(Self.list(elsewhere))
    self.prefixes = prefixes
    self.isUnspaced = isUnspaced
    vocabulary = [
      self.verbs, self.nouns, self.after, self.notBefore, self.skipped, self.links, self.purposes,
      self.or, self.to, self.between, self.from, self.elsewhere,
    ].reduce(Set(digits.keys)) { $0.union($1) }
  }

  private static func list(_ words: String) -> [String] {
    words.split(whereSeparator: \.isWhitespace).map { KeyText.folded(String($0)) }
  }

  /// The words of a language, whatever its region; `nil` if they aren't known.
  static func find(_ language: Language) -> KeyWords? {
    byLanguage[language.tag.prefix { $0 != "-" }.lowercased()]
  }

  static let languages = byLanguage.keys.sorted()

  private static let byLanguage: [String: KeyWords] = [
    "en": english, "fa": persian, "de": german, "fr": french, "es": spanish, "ar": arabic,
    "zh": mandarin,
  ]
}
