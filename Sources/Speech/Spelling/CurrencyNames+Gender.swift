extension CurrencyNames {
  /// A noun's gender, told by the endings of its name in the singular, since CLDR keeps no genders of
  /// currencies.
  ///
  /// - Parameter code: the language's code.
  static func gender(of name: String, in code: String) -> NumberSpeller.Gender {
    let words = name.lowercased().split(separator: " ")
    guard let first = words.first, let last = words.last else { return .masculine }
    func isFeminine(_ endings: String...) -> Bool { endings.contains { first.hasSuffix($0) } }
    switch code {
    case "de":
      // The adjective before it tells: Schwedische Krone, Britisches Pfund, Japanischer Yen.
      guard words.count > 1 else { return last.hasSuffix("e") ? .feminine : .masculine }
      return first.hasSuffix("es") ? .neuter : first.hasSuffix("e") ? .feminine : .masculine
    case "fr":
      return ["livre", "couronne", "roupie", "lire", "hryvnia", "gourde", "rupiah"]
        .contains(String(first)) ? .feminine : .masculine
    case "es", "it", "pt", "ca", "gl":
      let masculine = [
        "kwacha", "naira", "nakfa", "tala", "taka", "dalasi", "boliviano", "lempira",
      ]
      return isFeminine("a") && !masculine.contains(String(first)) ? .feminine : .masculine
    case "ru", "uk", "be", "sr", "mk":
      return isFeminine("а", "я") ? .feminine : .masculine
    case "bg":
      return isFeminine("а", "я") ? .feminine : last.hasSuffix("о") ? .neuter : .masculine
    case "pl", "cs", "sk":
      if first == "euro" { return .neuter }
      return isFeminine("a", "á") ? .feminine : .masculine
    case "hr", "sl", "bs":
      return isFeminine("a") ? .feminine : .masculine
    case "ro":
      return isFeminine("ă") || ["rupie", "lira"].contains(String(first)) ? .feminine : .masculine
    case "lt", "lv":
      return last.hasSuffix("a") || last.hasSuffix("ė") ? .feminine : .masculine
    case "el":
      return isFeminine("α", "ά", "ή", "η") ? .feminine : .neuter
    case "sv", "da", "nb", "no", "nn":
      return last.hasSuffix("pund") || last == "öre" ? .neuter : .masculine
    case "ar":
      return isFeminine("ة") ? .feminine : .masculine
    case "he":
      return isFeminine("ה") ? .feminine : .masculine
    default:
      return .masculine
    }
  }
}
