/// What the hundredths of currencies are called, of which CLDR keeps no names.
enum MinorUnits {
  /// The names that agree with a number, by CLDR's plurals; `nil` if none is known.
  ///
  /// - Parameters:
  ///   - currency: an ISO 4217 code.
  ///   - language: a language's code.
  static func names(of currency: String, in language: String) -> Names? {
    if let own = own[language]?[currency] { return own }
    guard cents.contains(currency) else { return nil }
    return cent[language]
  }

  struct Names {
    let one: String
    /// For 2 to 4 in Slavic languages and the like.
    let few: String
    let other: String

    init(_ one: String, few: String? = nil, _ other: String) {
      self.one = one
      self.few = few ?? other
      self.other = other
    }

    func name(_ plural: String) -> String {
      switch plural {
      case "one": one
      case "two", "few": few
      default: other
      }
    }
  }

  /// Whether a language leaves the name out after the whole units: "twelve euros fifty". Others say
  /// it wherever it is known.
  static func isLeftOut(in language: String) -> Bool {
    ["en", "de", "fr", "es", "it", "pt", "nl", "ca"].contains(language)
  }

  /// The word between whole units and hundredths.
  static func conjunction(in language: String) -> String {
    switch language {
    case "es": "con"
    case "it", "pt": "e"
    case "ca": "amb"
    default: ""
    }
  }

  /// The currencies of a hundred cents.
  private static let cents: Set<String> = [
    "EUR", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "ZAR", "KES", "BBD", "JMD", "TTD", "NAD",
  ]

  private static let cent: [String: Names] = [
    "en": Names("cent", "cents"), "de": Names("Cent", "Cent"),
    "fr": Names("centime", "centimes"), "es": Names("céntimo", "céntimos"),
    "it": Names("centesimo", "centesimi"), "pt": Names("cêntimo", "cêntimos"),
    "ca": Names("cèntim", "cèntims"), "nl": Names("cent", "cent"), "sv": Names("cent", "cent"),
    "da": Names("cent", "cent"), "nb": Names("cent", "cent"), "no": Names("cent", "cent"),
    "fi": Names("sentti", "senttiä"), "hu": Names("cent", "cent"), "et": Names("sent", "senti"),
    "pl": Names("cent", few: "centy", "centów"), "cs": Names("cent", few: "centy", "centů"),
    "sk": Names("cent", few: "centy", "centov"), "ru": Names("цент", few: "цента", "центов"),
    "uk": Names("цент", few: "центи", "центів"), "bg": Names("цент", "цента"),
    "hr": Names("cent", few: "centa", "centi"), "sr": Names("цент", few: "цента", "центи"),
    "ro": Names("cent", few: "cenți", "de cenți"), "el": Names("λεπτό", "λεπτά"),
    "lt": Names("centas", few: "centai", "centų"), "lv": Names("cents", "centi"),
    "tr": Names("sent", "sent"), "ar": Names("سنت", few: "سنتات", "سنتاً"),
    "he": Names("סנט", "סנט"), "hi": Names("सेंट", "सेंट"), "ko": Names("센트", "센트"),
    "ja": Names("セント", "セント"), "th": Names("เซนต์", "เซนต์"), "vi": Names("xu", "xu"),
    "id": Names("sen", "sen"), "ms": Names("sen", "sen"),
  ]

  private static let own: [String: [String: Names]] = [
    "en": [
      "GBP": Names("penny", "pence"), "INR": Names("paisa", "paise"), "CNY": Names("fen", "fen"),
    ],
    "de": [
      "GBP": Names("Penny", "Pence"), "CHF": Names("Rappen", "Rappen"),
      "CNY": Names("Fen", "Fen"),
    ],
    "fr": [
      "USD": Names("cent", "cents"), "CAD": Names("cent", "cents"),
      "CHF": Names("centime", "centimes"), "GBP": Names("penny", "pence"),
    ],
    "es": [
      "GBP": Names("penique", "peniques"), "USD": Names("centavo", "centavos"),
      "MXN": Names("centavo", "centavos"), "COP": Names("centavo", "centavos"),
      "ARS": Names("centavo", "centavos"), "PEN": Names("céntimo", "céntimos"),
    ],
    "it": ["CHF": Names("centesimo", "centesimi"), "GBP": Names("penny", "pence")],
    "pt": ["BRL": Names("centavo", "centavos"), "USD": Names("centavo", "centavos")],
    "nl": ["GBP": Names("penny", "pence")],
    "sv": ["SEK": Names("öre", "öre")], "da": ["DKK": Names("øre", "øre")],
    "nb": ["NOK": Names("øre", "øre")], "no": ["NOK": Names("øre", "øre")],
    "pl": ["PLN": Names("grosz", few: "grosze", "groszy")],
    "cs": ["CZK": Names("haléř", few: "haléře", "haléřů")],
    "ru": [
      "RUB": Names("копейка", few: "копейки", "копеек"),
      "UAH": Names("копейка", few: "копейки", "копеек"),
    ],
    "uk": ["UAH": Names("копійка", few: "копійки", "копійок")],
    "bg": ["BGN": Names("стотинка", "стотинки")],
    "ro": ["RON": Names("ban", few: "bani", "de bani")],
    "tr": ["TRY": Names("kuruş", "kuruş")], "he": ["ILS": Names("אגורה", "אגורות")],
    "ar": [
      "EGP": Names("قرش", few: "قروش", "قرشاً"), "KWD": Names("فلس", few: "فلوس", "فلساً"),
      "JOD": Names("فلس", few: "فلوس", "فلساً"), "BHD": Names("فلس", few: "فلوس", "فلساً"),
      "AED": Names("فلس", few: "فلوس", "فلساً"), "SAR": Names("هللة", few: "هللات", "هللة"),
    ],
    "hi": ["INR": Names("पैसा", "पैसे")], "th": ["THB": Names("สตางค์", "สตางค์")],
  ]
}
