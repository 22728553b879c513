/// The clips of ordinals, money, times and letters.
extension Persian {
  // MARK: Ordinals

  static let first = NumberClip("first", "اول")
  private static let laterUnits: [NumberClip] = [NumberClip("ordinal_0", "صفرم")]
  private static let laterTens = tens.dropFirst(2).map(ordinal)
  private static let hundredOrdinals = hundreds.map(ordinal)
  private static let scaleOrdinals = (scales + [milliard]).map(ordinal)

  static let ordinalClips =
    [first] + laterUnits + laterTens + hundredOrdinals + scaleOrdinals

  /// The ordinal that stands for a number's last clip.
  static let ordinals: [NumberClip: NumberClip] = {
    var ordinals = Dictionary(
      uniqueKeysWithValues: zip(hundreds + scales + [milliard], hundredOrdinals + scaleOrdinals))
    for (unit, ordinal) in zip(units, laterUnits + days.prefix(19)) { ordinals[unit] = ordinal }
    for (ten, ordinal) in zip(tens, [days[19], days[29]] + laterTens) { ordinals[ten] = ordinal }
    return ordinals
  }()

  private static func ordinal(_ clip: NumberClip) -> NumberClip {
    NumberClip("ordinal_\(clip.id ?? "")", clip.text + "م")
  }

  // MARK: Money

  static let hundredth = hundredOrdinals[0]
  static let thousandth = scaleOrdinals[0]

  /// The units of the currencies that have clips; others are the voice's.
  static let majorUnits: [String: NumberClip] = [
    "IRR": rial, "EUR": NumberClip("euro", "یورو"), "USD": NumberClip("dollar", "دلار"),
    "GBP": NumberClip("pound", "پوند"), "CNY": NumberClip("yuan", "یوان"),
    "TRY": NumberClip("lira", "لیر"), "AED": NumberClip("dirham", "درهم"),
    "IQD": NumberClip("iraqi_dinar", "دینار عراق"), "AFN": NumberClip("afghani", "افغانی"),
  ]

  static let minorUnits: [String: NumberClip] = {
    let cent = NumberClip("cent", "سنت")
    return [
      "EUR": cent, "USD": cent, "GBP": NumberClip("pence", "پنس"),
      "TRY": NumberClip("kurush", "قروش"), "AED": NumberClip("fils", "فلس"),
    ]
  }()

  static let money: [NumberClip] = {
    let joined = minorUnits.keys.compactMap { majorUnits[$0] }.map(joining)
    let alone = majorUnits.values.filter { $0 != rial }
    return alone + joined + Set(minorUnits.values)
  }()

  // MARK: Times

  static let hours: [NumberClip] = (0...23).map { hour in
    let text =
      hour < 20
      ? units[hour].text
      : hour == 20 ? tens[0].text : "\(tensAnd[0].text) \(units[hour - 20].text)"
    return NumberClip("hour_\(hour)", "ساعت \(text)")
  }
  static let hoursAnd = hours.map(joining)
  static let minute = NumberClip("minute", "دقیقه")

  // MARK: Letters

  /// Persian letters by their names, with what tells those of one sound apart on the telephone, and
  /// Latin ones as Iranians call them.
  static let letters: [Character: NumberClip] = {
    let persian: [(Character, String, String)] = [
      ("ا", "alef", "الف"), ("ب", "be", "ب"), ("پ", "pe", "پ"), ("ت", "te", "ت دو نقطه"),
      ("ث", "se", "ث سه نقطه"), ("ج", "jim", "جیم"), ("چ", "che", "چ"), ("ح", "he_jimi", "ح جیمی"),
      ("خ", "khe", "خ"), ("د", "dal", "دال"), ("ذ", "zal", "ذال"), ("ر", "re", "ر"),
      ("ز", "ze", "ز"), ("ژ", "zhe", "ژ"), ("س", "sin", "سین"), ("ش", "shin", "شین"),
      ("ص", "sad", "صاد"), ("ض", "zad", "ضاد"), ("ط", "ta", "طا"), ("ظ", "za", "ظا"),
      ("ع", "eyn", "عین"), ("غ", "gheyn", "غین"), ("ف", "fe", "ف"), ("ق", "ghaf", "قاف"),
      ("ک", "kaf", "کاف"), ("گ", "gaf", "گاف"), ("ل", "lam", "لام"), ("م", "mim", "میم"),
      ("ن", "nun", "نون"), ("و", "vav", "واو"), ("ه", "he_docheshm", "ه دو چشم"),
      ("ی", "ye", "ی"), ("ء", "hamze", "همزه"),
    ]
    let latin = [
      "اِی", "بی", "سی", "دی", "ای", "اِف", "جی", "اِیچ", "آی", "جِی", "کِی", "اِل", "اِم", "اِن",
      "اُو", "پی", "کیو", "آر", "اِس", "تی", "یو", "وی", "دبلیو", "ایکس", "وای", "زِد",
    ]
    var letters: [Character: NumberClip] = [:]
    for (letter, id, name) in persian { letters[letter] = NumberClip("letter_\(id)", name) }
    for (letter, name) in zip("abcdefghijklmnopqrstuvwxyz", latin) {
      letters[letter] = NumberClip("letter_\(letter)", name)
    }
    return letters
  }()

  static let signs: [Character: NumberClip] = [
    "-": NumberClip("dash", "خط تیره"), ".": NumberClip("dot", "نقطه"),
    "/": NumberClip("slash", "اسلش"), "@": NumberClip("at", "اَت"),
    "_": NumberClip("underscore", "زیرخط"), "+": NumberClip("plus", "به‌علاوه"),
  ]
}
