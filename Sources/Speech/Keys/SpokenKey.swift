public import CallEngine

/// Keys that a prompt's text tells the caller to press: "press 1", «عدد یک», "sales, 2;".
public struct SpokenKey: Hashable, Sendable {
  public let keys: KeySequence
  /// How many words of the text come before.
  public let wordsBefore: Int
  /// Whether it is surely a key that is offered; else it may also be some other number.
  public let isCertain: Bool

  /// Nobody listens to more letters in one go: they take a quarter of an hour.
  private static let longest = 10_000

  /// The keys that a text names, in the order in which it names them; none in a language whose words
  /// for keys aren't known.
  public static func all(in text: String, of language: Language) -> [SpokenKey] {
    guard let words = KeyWords.find(language) else { return [] }
    let heard = String(text.prefix(longest))
    return KeyFinder(KeyText(heard, words), words).keys
  }

  /// The keys that a text surely offers in the words of whatever language: "para español, oprima el 2"
  /// is said where all else is English, too.
  public static func offered(in text: String) -> Set<KeySequence> {
    let found = KeyWords.languages.flatMap { all(in: text, of: Language($0)) }
    return Set(found.filter(\.isCertain).map(\.keys))
  }

  /// The languages whose words for keys are known, whatever the region.
  public static var languages: [String] { KeyWords.languages }

  /// Whether keys can be found in texts of a language.
  public static func canBeFound(in language: Language) -> Bool { KeyWords.find(language) != nil }
}
