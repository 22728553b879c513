package import CallEngine
import Foundation
import Synchronization
import _FoundationICU

/// A stretch of a text that one voice can read: a Persian name in an English sentence is a run of
/// its own, since an English voice would spell its letters out.
package struct ScriptRun: Hashable, Sendable {
  package let text: String
  package let language: Language

  /// The runs of a text that is said in a language. Letters of a script that the language isn't
  /// written in belong to the likeliest language of that script (CLDR's likely subtags, but Persian
  /// for Arabic letters). Digits, marks and blanks stay with the letters before them.
  package static func runs(of text: String, in language: Language) -> [ScriptRun] {
    let own = scripts(of: language)
    let isOwn = { (scalar: Unicode.Scalar) in scalar.script.map(own.contains) ?? true }
    if text.unicodeScalars.allSatisfy(isOwn) { return [ScriptRun(text: text, language: language)] }
    let hasKana = text.unicodeScalars.contains { $0.script.map(kana.contains) ?? false }
    var runs: [ScriptRun] = []
    var start = text.startIndex
    var current: Language?
    for index in text.unicodeScalars.indices {
      guard let script = text.unicodeScalars[index].script else { continue }
      let spoken = own.contains(script) ? language : Self.language(of: script, besideKana: hasKana)
      if let current, current != spoken {
        runs.append(ScriptRun(text: String(text[start..<index]), language: current))
        start = index
      }
      current = spoken
    }
    runs.append(ScriptRun(text: String(text[start...]), language: current ?? language))
    return runs.map(\.settled)
  }

  /// The run in Arabic or Urdu if it was taken for Persian and has letters that Persian lacks.
  private var settled: ScriptRun {
    guard language == .persian else { return self }
    let letters = Set(text.unicodeScalars)
    if !letters.isDisjoint(with: Self.urduLetters) {
      return ScriptRun(text: text, language: Language("ur-PK"))
    }
    let isArabic =
      letters.isDisjoint(with: Self.persianLetters) && !letters.isDisjoint(with: Self.arabicLetters)
    return isArabic ? ScriptRun(text: text, language: Language("ar-EG")) : self
  }

  private static let persianLetters = Set("پچژگکی".unicodeScalars)
  private static let arabicLetters = Set("ةإ".unicodeScalars)
  private static let urduLetters = Set("ٹڈڑےں".unicodeScalars)
  private static let kana: Set<UScriptCode> = [USCRIPT_HIRAGANA, USCRIPT_KATAKANA]
}

// Which language is written in which script.
extension ScriptRun {
  private static let scriptsOfLanguages = Mutex<[Language: Set<UScriptCode>]>([:])
  private static let languagesOfScripts = Mutex<[UScriptCode: Language]>([:])
  private static let mostKnown = 256

  /// The scripts in which a language is written.
  private static func scripts(of language: Language) -> Set<UScriptCode> {
    scriptsOfLanguages.withLock { known in
      if let scripts = known[language] { return scripts }
      if known.count >= mostKnown { known.removeAll() }
      let scripts = scripts(named: Locale.Language(likely: language.tag).script?.identifier)
      known[language] = scripts
      return scripts
    }
  }

  private static func scripts(named name: String?) -> Set<UScriptCode> {
    switch name {
    case "Hans", "Hant": [USCRIPT_HAN, USCRIPT_BOPOMOFO]
    case "Jpan": [USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA]
    case "Kore": [USCRIPT_HANGUL, USCRIPT_HAN]
    case let name?: [UScriptCode(swift_u_getPropertyValueEnum(UCHAR_SCRIPT, name))]
    case nil: [USCRIPT_LATIN]
    }
  }

  /// The likeliest language of what is written in a script.
  private static func language(of script: UScriptCode, besideKana: Bool) -> Language {
    switch script {
    case USCRIPT_ARABIC: return .persian
    case USCRIPT_LATIN: return .english
    case USCRIPT_HAN where !besideKana: return .mandarin
    case USCRIPT_HAN: return Language("ja-JP")
    default: break
    }
    return languagesOfScripts.withLock { known in
      if let language = known[script] { return language }
      let name = swift_uscript_getShortName(script).map { String(cString: $0) } ?? "Latn"
      let likely = Locale.Language(likely: "und-\(name)")
      let code = likely.languageCode?.identifier ?? "en"
      let language = Language(likely.region.map { "\(code)-\($0.identifier)" } ?? code)
      known[script] = language
      return language
    }
  }
}

extension Locale.Language {
  /// A language with the script and the region that CLDR finds likeliest, where the tag has none.
  fileprivate init(likely tag: String) {
    self.init(identifier: Locale.Language(identifier: tag).maximalIdentifier)
  }
}

extension Unicode.Scalar {
  /// The script that the character belongs to; `nil` for what all scripts share, such as digits and
  /// marks.
  fileprivate var script: UScriptCode? {
    if isASCII { return properties.isAlphabetic ? USCRIPT_LATIN : nil }
    var status = U_ZERO_ERROR
    let script = swift_uscript_getScript(UChar32(value), &status)
    switch script {
    case USCRIPT_COMMON, USCRIPT_INHERITED, USCRIPT_UNKNOWN, USCRIPT_INVALID_CODE: return nil
    default: return script
    }
  }
}
