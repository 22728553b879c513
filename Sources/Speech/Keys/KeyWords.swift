import CallEngine

/// The words with which a language names keys and says what they are for.
///
/// Every word is folded as in `KeyText`; lists that a language doesn't need are empty.
struct KeyWords: Sendable {
  /// Names of keys; digits written as digits need none.
  let names: [String: Digit]
  /// Words that ask for a key: "press", «بزنید».
  let verbs: Set<String>
  /// Words for a key before or after its name: "key", «عدد», "Taste", 键.
  let nouns: Set<String>
  /// Words after a number that make it a key: «را», "drücken".
  let after: Set<String>
  /// Words after a number that rule out a key: "of", «بار».
  let notBefore: Set<String>
  /// Words that may stand between a verb or noun and its key: "the", "either".
  let skipped: Set<String>
  /// Words before a number that make it a key only if there is a verb elsewhere in the text: "die
  /// 1", "le 2", "is 3".
  let links: Set<String>
  /// Words that begin a key's purpose: "for", "to", «برای».
  let purposes: Set<String>
  /// The same as a prefix, as «لـ».
  let purposePrefixes: [String]
  /// Words between two keys of a list: "or".
  let or: Set<String>
  /// Words between the ends of a range: "to".
  let to: Set<String>
  /// Words before a range whose ends are separated by an or-word: "between 1 and 5".
  let between: Set<String>
  /// Words before a range whose ends have their own words: "from 1, poor, to 5, excellent".
  let from: Set<String>
  /// Words in a sentence that sends the caller elsewhere: "in an emergency", "hang up".
  let elsewhere: Set<String>
  /// Words written together with the next one: «و».
  let prefixes: [String]
  /// Whether words aren't separated by blanks.
  let isUnspaced: Bool

  /// All words except digits, for splitting a text without blanks.
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
    "tr": turkish, "zh": mandarin,
  ]
}
