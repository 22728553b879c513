public import CallEngine

/// Keys that a prompt's text tells the caller to press: "press 1", «عدد یک», "sales, 2;".
public struct SpokenKey: Hashable, Sendable {
  public let keys: KeySequence
  /// How many words of the text come before it.
  public let wordsBefore: Int
  /// Whether it is certainly an offered key; otherwise it may be some other number.
  public let isCertain: Bool

  /// The most letters examined; speaking them takes a quarter of an hour.
  private static let longest = 10_000

  /// The keys named in a text, in order; empty for a language whose words for keys aren't known.
  public static func all(in text: String, of language: Language) -> [SpokenKey] {
    guard let words = KeyWords.find(language) else { return [] }
    let heard = String(text.prefix(longest))
    return KeyFinder(KeyText(heard, words), words).keys
  }

  /// How many words a text has, counted as in `wordsBefore`.
  public static func wordCount(in text: String, of language: Language) -> Int {
    guard let words = KeyWords.find(language), words.isUnspaced else { return text.wordCount }
    return KeyText(String(text.prefix(longest)), words).pieces.count {
      if case .word = $0 { true } else { false }
    }
  }

  /// The keys certainly offered in a text, in the words of any known language: a prompt may say
  /// "para español, oprima el 2" in an otherwise English text.
  public static func offered(in text: String) -> Set<KeySequence> {
    let found = KeyWords.languages.flatMap { all(in: text, of: Language($0)) }
    return Set(found.filter(\.isCertain).map(\.keys))
  }

  /// The languages whose words for keys are known, whatever the region.
  public static var languages: [String] { KeyWords.languages }

  /// Whether keys can be found in texts of a language.
  public static func canBeFound(in language: Language) -> Bool { KeyWords.find(language) != nil }
}
