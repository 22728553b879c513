import CallEngine
import Synchronization

/// The languages in which values can be read.
enum SpokenLanguages {
  /// Those with rules of their own.
  static let own: [any SpokenLanguage] = [Persian(), English(), Mandarin()]

  /// Making a formatter takes milliseconds, so each language is made once.
  private static let spelled = Mutex<[Language: Result<SpelledLanguage, UnreadableLanguage>]>([:])
  private static let mostSpelled = 256

  /// - Throws: why values can't be read in the language.
  static func find(_ language: Language) throws(UnreadableLanguage) -> any SpokenLanguage {
    if let own = own.first(where: { $0.language == language }) { return own }
    if let mandarin = Mandarin(tag: language.tag) { return mandarin }
    let result = spelled.withLock { spelled in
      if let known = spelled[language] { return known }
      let result = Result { () throws(UnreadableLanguage) in try SpelledLanguage(language) }
      if spelled.count >= mostSpelled { spelled.removeAll() }
      spelled[language] = result
      return result
    }
    return try result.get()
  }
}
