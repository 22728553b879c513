/// The ordinals of languages of which CLDR has none, masculine.
struct OrdinalWords: Sendable {
  /// 1 to 19.
  private let units: [String]
  /// 20, 30 … 100.
  private let tens: [String]
  /// Whether the tens before a unit are ordinals too: "dwudziesty pierwszy", but «двадцять перший».
  private let areTensOrdinal: Bool
  private let genitive: @Sendable (String) -> String

  static func find(_ language: Substring) -> OrdinalWords? {
    switch language {
    case "pl": polish
    case "cs": czech
    case "uk": ukrainian
    default: nil
    }
  }

  /// - Parameters:
  ///   - cardinal: the cardinal words of a number.
  /// - Returns: `nil` for exact hundreds above 100 and from a thousand on.
  func words(_ number: Int64, cardinal: (Int64) -> String?) -> String? {
    guard (1..<1000).contains(number), number == 100 || !number.isMultiple(of: 100) else {
      return nil
    }
    if number == 100 { return tens[8] }
    let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
    let (ten, unit) = rest.quotientAndRemainder(dividingBy: 10)
    var words: [String?] = hundreds > 0 ? [cardinal(hundreds * 100)] : []
    if rest < 20 {
      words.append(units[Int(rest) - 1])
    } else {
      words.append(areTensOrdinal || unit == 0 ? tens[Int(ten) - 2] : cardinal(ten * 10))
      if unit > 0 { words.append(units[Int(unit) - 1]) }
    }
    return words.compactMap { $0 }.joined(separator: " ")
  }

  /// A day of a month, "of the first" as dates are said.
  func day(_ day: Int, cardinal: (Int64) -> String?) -> String? {
    words(Int64(day), cardinal: cardinal).map {
      $0.split(separator: " ").map { genitive(String($0)) }.joined(separator: " ")
    }
  }

  private static let polish = OrdinalWords(
    units: list(
      """
      pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty jedenasty \
      dwunasty trzynasty czternasty piętnasty szesnasty siedemnasty osiemnasty dziewiętnasty
      """),
    tens: list(
      """
      dwudziesty trzydziesty czterdziesty pięćdziesiąty sześćdziesiąty siedemdziesiąty \
      osiemdziesiąty dziewięćdziesiąty setny
      """), areTensOrdinal: true
  ) { $0.hasSuffix("i") ? $0 + "ego" : $0.dropLast() + "ego" }

  private static let czech = OrdinalWords(
    units: list(
      """
      první druhý třetí čtvrtý pátý šestý sedmý osmý devátý desátý jedenáctý dvanáctý třináctý \
      čtrnáctý patnáctý šestnáctý sedmnáctý osmnáctý devatenáctý
      """),
    tens: list(
      """
      dvacátý třicátý čtyřicátý padesátý šedesátý sedmdesátý osmdesátý devadesátý stý
      """), areTensOrdinal: true
  ) { $0.hasSuffix("í") ? $0 + "ho" : $0.dropLast() + "ého" }

  private static let ukrainian = OrdinalWords(
    units: list(
      """
      перший другий третій четвертий пʼятий шостий сьомий восьмий девʼятий десятий одинадцятий \
      дванадцятий тринадцятий чотирнадцятий пʼятнадцятий шістнадцятий сімнадцятий вісімнадцятий \
      девʼятнадцятий
      """),
    tens: list(
      """
      двадцятий тридцятий сороковий пʼятдесятий шістдесятий сімдесятий вісімдесятий девʼяностий \
      сотий
      """), areTensOrdinal: false
  ) { word in
    if word.hasSuffix("ій") { return word.dropLast(2) + "ього" }
    return word.hasSuffix("ий") ? word.dropLast(2) + "ого" : word
  }

  private static func list(_ words: String) -> [String] {
    words.split(separator: " ").map(String.init)
  }
}
