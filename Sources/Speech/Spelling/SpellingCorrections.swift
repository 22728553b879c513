/// What CLDR's words have wrong, where that is certain. The tests list the rest.
enum SpellingCorrections {
  /// Languages of which CLDR has the words of another: Slovene in half Croatian.
  static let misspelled: Set<String> = ["sl"]

  /// A number's words put right.
  ///
  /// - Parameter form: the form of which CLDR gave these words.
  static func corrected(
    _ words: String, _ form: NumberSpeller.Form, in language: Substring
  ) -> String {
    var words = words
    for (wrong, right) in replacements[String(language)] ?? [] where words.contains(wrong) {
      words = words.replacing(wrong, with: right)
    }
    switch language {
    case "ar": return arabic(words, form)
    case "cs", "sk": return withoutOne(words)
    case "hu":
      if case .with = form, words.hasSuffix("kettő") { return words.dropLast(5) + "két" }
      return words
    case "ja": return words == "〇" ? "ゼロ" : words
    case "ro": return romanian(words, form)
    default: return words
    }
  }

  private static let replacements: [String: [(String, String)]] = [
    "ar": [
      ("إثن", "اثن"), ("ثلاثة مائة", "ثلاثمائة"), ("أربعة مائة", "أربعمائة"),
      ("خمسة مائة", "خمسمائة"), ("ستة مائة", "ستمائة"), ("سبعة مائة", "سبعمائة"),
      ("ثمانية مائة", "ثمانمائة"), ("تسعة مائة", "تسعمائة"), ("اثنان مليون", "مليونان"),
      ("إحدى عشر ألف", "أحد عشر ألف"), ("إحدى عشر مليون", "أحد عشر مليون"),
    ],
    "cs": [
      ("dvě tisíce", "dva tisíce"), ("jeden miliarda", "jedna miliarda"),
      ("dva miliardy", "dvě miliardy"),
    ],
    "sk": [("jednasto", "sto"), ("jeden miliarda", "jedna miliarda")],
    "ro": [
      ("ş", "ș"), ("ţ", "ț"), ("șasesprezece", "șaisprezece"), ("una sută", "o sută"),
      ("una mie", "o mie"), ("unu milion", "un milion"), ("unu miliard", "un miliard"),
    ],
    "sv": [("fyrtio", "förtio")],
  ]

  /// 11 has two forms by its noun's gender; alone it is masculine.
  private static func arabic(_ words: String, _ form: NumberSpeller.Form) -> String {
    let eleven = "إحدى عشر"
    guard words.hasSuffix(eleven) else { return words }
    return words.dropLast(eleven.count) + (form == .with(.feminine) ? "إحدى عشرة" : "أحد عشر")
  }

  /// A thousand that begins a number has no "one" before it.
  private static func withoutOne(_ words: String) -> String {
    words.hasPrefix("jedna tisíc") ? String(words.dropFirst("jedna ".count)) : words
  }

  /// "One" before its noun, and "of" between a number from 20 on and a scale.
  private static func romanian(_ words: String, _ form: NumberSpeller.Form) -> String {
    switch (form, words) {
    case (.with(.masculine), "unu"): return "un"
    case (.with(.feminine), "una"): return "o"
    default: break
    }
    let parts = words.split(separator: " ")
    var said: [Substring] = []
    for (place, part) in parts.enumerated() {
      if place > 0, ["mii", "milioane", "miliarde"].contains(part) {
        let last = parts[place - 1]
        let isRound = last.hasSuffix("zeci") || last == "sută" || last == "sute"
        if isRound || place > 1 && parts[place - 2] == "și" { said.append("de") }
      }
      said.append(part)
    }
    return said.joined(separator: " ")
  }
}
