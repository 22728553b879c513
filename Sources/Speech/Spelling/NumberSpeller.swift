import CallEngine
import Synchronization
import _FoundationICU

/// Numbers in words, by CLDR's spelling rules for a language.
///
/// Foundation reaches only the form for counting, so this asks the ICU that Foundation brings along,
/// which also knows the genders, the ordinals and the years.
final class NumberSpeller: Sendable {
  enum Gender: String, Sendable {
    case masculine, feminine, neuter
  }

  /// A form of a number.
  enum Form: Hashable, Sendable {
    /// As one counts.
    case counting
    /// With a noun of a gender, as the language has them.
    case with(Gender)
    case ordinal(Gender?)
    case year
    /// A set of rules by CLDR's name.
    case named(String)
  }

  private struct State {
    let formatter: UnsafeMutablePointer<UNumberFormat?>
    /// The set of rules in force.
    var rules = ""
  }

  private let state: Mutex<State>
  private let sets: Set<String>
  private let language: Substring

  /// - Parameter locale: an ICU locale such as `de_DE`.
  /// - Returns: `nil` if ICU has no rules at all.
  init?(_ locale: String) {
    language = locale.prefix { $0 != "-" && $0 != "_" }
    var status = U_ZERO_ERROR
    guard let formatter = swift_unum_open(UNUM_SPELLOUT, nil, 0, locale, nil, &status) else {
      return nil
    }
    sets = Set(
      Self.text { buffer, size, status in
        swift_unum_getTextAttribute(formatter, UNUM_PUBLIC_RULESETS, buffer, size, &status)
      }.split(separator: ";").map { String($0.dropFirst("%spellout-".count)) })
    nonisolated(unsafe) let state = State(formatter: formatter)
    self.state = Mutex(state)
  }

  deinit {
    state.withLock { swift_unum_close($0.formatter) }
  }

  /// A number in words; `nil` if CLDR has no such form, or none for so large a number.
  func words(_ number: Int64, _ form: Form = .counting) -> String? {
    guard let rules = form.rules.first(where: sets.contains) else { return nil }
    let words = state.withLock { state in
      if state.rules != rules {
        var status = U_ZERO_ERROR
        let name = Array("%spellout-\(rules)".utf16)
        swift_unum_setTextAttribute(
          state.formatter, UNUM_DEFAULT_RULESET, name, Int32(name.count), &status)
        state.rules = rules
      }
      let formatter = state.formatter
      return Self.text { buffer, size, status in
        swift_unum_formatInt64(formatter, number, buffer, size, nil, &status)
      }
    }
    guard !words.isEmpty, words.allSatisfy({ $0.decimalDigitValue == nil }) else { return nil }
    return SpellingCorrections.corrected(words.withoutBreaks.singleSpaced, form, in: language)
  }

  /// An ordinal in words; `nil` if there are none.
  func ordinal(_ number: Int64) -> String? {
    if let own = OrdinalWords.find(language) {
      return own.words(number) { words($0, .with(.masculine)) }
    }
    if language == "ro", number > 0 {
      if number == 1 { return "primul" }
      return words(number).map { "al \($0)\("aeiouăâî".contains($0.last ?? "a") ? "lea" : "ulea")" }
    }
    return words(number, .ordinal(nil))
  }

  /// A day of a month as a date is said, where the language's rules say how; `nil` in others.
  func day(_ day: Int) -> String? {
    OrdinalWords.find(language)?.day(day) { words($0, .with(.masculine)) }
  }

  /// What an ICU function writes, however long.
  private static func text(
    _ write: (UnsafeMutablePointer<UChar>?, Int32, inout UErrorCode) -> Int32
  ) -> String {
    var size = 256
    while true {
      var status = U_ZERO_ERROR
      let text = [UChar](unsafeUninitializedCapacity: size) { buffer, count in
        let length = Int(write(buffer.baseAddress, Int32(size), &status))
        count = max(0, min(length, size))
        size = max(length, 0)
      }
      guard status == U_BUFFER_OVERFLOW_ERROR else {
        return status.rawValue > 0 ? "" : String(decoding: text, as: UTF16.self)
      }
    }
  }
}

extension NumberSpeller.Form {
  /// The names of its sets of rules after `%spellout-`, the first that a language has counts.
  fileprivate var rules: [String] {
    switch self {
    case .counting: ["numbering", "cardinal"]
    case .with(.masculine):
      ["cardinal-masculine", "cardinal-reale", "cardinal-common", "cardinal-neuter"] + plain
    case .with(.feminine):
      ["cardinal-feminine", "cardinal-reale", "cardinal-common"] + plain
    case .with(.neuter): ["cardinal-neuter", "cardinal-masculine"] + plain
    case .ordinal(let gender):
      (gender.map { ["ordinal-\($0.rawValue)"] } ?? []) + [
        "ordinal", "ordinal-reale", "ordinal-masculine", "ordinal-common", "ordinal-native-count",
      ]
    case .year: ["numbering-year", "numbering"]
    case .named(let name): [name]
    }
  }

  private var plain: [String] { ["cardinal-sinokorean", "cardinal", "numbering"] }
}

extension String {
  /// Without the soft hyphens and zero-width spaces that show where a long word can be broken.
  fileprivate var withoutBreaks: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars where scalar != "\u{AD}" && scalar != "\u{200B}" {
      text.append(scalar)
    }
    return String(text)
  }
}
