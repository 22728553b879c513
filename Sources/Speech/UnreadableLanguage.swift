/// Why values can't be read in a language.
public enum UnreadableLanguage: Error, Hashable, Sendable, CustomStringConvertible {
  /// Neither gooya nor CLDR has words for its numbers.
  case unspelled

  public var description: String {
    switch self {
    case .unspelled: "there are no words for its numbers"
    }
  }
}
