/// Why values can't be read in a language.
public enum UnreadableLanguage: Error, Hashable, Sendable, CustomStringConvertible {
  /// Neither gooya nor CLDR has words for its numbers.
  case unspelled
  /// Its words aren't parted by blanks.
  case unspaced

  public var description: String {
    switch self {
    case .unspelled: "there are no words for its numbers"
    case .unspaced: "its words aren't parted by blanks"
    }
  }
}
