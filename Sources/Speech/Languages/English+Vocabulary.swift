/// The clips of `Prompts/en-US/numbers.yaml`. A test keeps the two in step.
extension English {
  var vocabulary: [NumberClip] {
    Self.units + [Self.hundred] + Self.scales + [Self.minus, Self.plus, Self.oh]
      + [Self.rial, Self.rials, Self.toman, Self.tomans, Self.tomanAnd, Self.tomansAnd]
      + Self.days + Self.laterOrdinals + Self.scaleOrdinals + Self.gregorianMonths
      + Self.solarHijriMonths + Self.money + [Self.noon, Self.midnight, Self.am, Self.pm]
      + Self.letters.values + Self.signs.values.filter { $0 != Self.plus }
  }

  /// 0 to 99 as whole clips, since "twenty-three" sounds wrong put together from two.
  static let units: [NumberClip] = (0...99).map { value in
    let (ten, unit) = value.quotientAndRemainder(dividingBy: 10)
    let text =
      value < 20 ? underTwenty[value] : tens[ten - 2] + (unit > 0 ? "-\(underTwenty[unit])" : "")
    return NumberClip("n\(value)", text)
  }

  private static let underTwenty = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]

  static let hundred = NumberClip("hundred", "hundred")
  static let scales = [
    "thousand", "million", "billion", "trillion", "quadrillion", "quintillion",
  ].map { NumberClip($0, $0) }
  static let minus = NumberClip("minus", "minus")
  static let plus = NumberClip("plus", "plus")
  static let oh = NumberClip("oh", "oh")

  static let rial = NumberClip("rial", "rial")
  static let rials = NumberClip("rials", "rials")
  static let toman = NumberClip("toman", "toman")
  static let tomans = NumberClip("tomans", "tomans")
  static let tomanAnd = NumberClip("toman_and", "toman and")
  static let tomansAnd = NumberClip("tomans_and", "tomans and")

  /// The days of a month, 1 to 31, as ordinals.
  static let days: [NumberClip] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
    "twenty-ninth", "thirtieth", "thirty-first",
  ].enumerated().map { NumberClip("day_\($0.offset + 1)", $0.element) }

  /// 0 and 32 to 99 as ordinals.
  static let laterOrdinals: [NumberClip] = ([0] + (32...99)).map { value in
    let (ten, unit) = value.quotientAndRemainder(dividingBy: 10)
    let text =
      switch (ten, unit) {
      case (0, _): "zeroth"
      case (_, 0): "\(tens[ten - 2].dropLast())ieth"
      default: "\(tens[ten - 2])-\(days[unit - 1].text)"
      }
    return NumberClip("ordinal_\(value)", text)
  }

  static let scaleOrdinals = ([hundred] + scales).map {
    NumberClip("ordinal_\($0.text)", $0.text + "th")
  }

  /// The ordinal that stands for a number's last clip.
  static let ordinals: [NumberClip: NumberClip] = {
    var ordinals = Dictionary(uniqueKeysWithValues: zip([hundred] + scales, scaleOrdinals))
    for (value, day) in days.enumerated() { ordinals[units[value + 1]] = day }
    for (value, later) in zip([0] + (32...99), laterOrdinals) { ordinals[units[value]] = later }
    return ordinals
  }()

  static let noon = NumberClip("noon", "noon")
  static let midnight = NumberClip("midnight", "midnight")
  static let am = NumberClip("am", "a.m.")
  static let pm = NumberClip("pm", "p.m.")
  static let and = NumberClip("and", "and")

  /// The units of the currencies that have clips; others are the voice's.
  static let majorUnits: [String: (one: NumberClip, other: NumberClip)] = [
    "EUR": (NumberClip("euro", "euro"), NumberClip("euros", "euros")),
    "USD": (NumberClip("dollar", "dollar"), NumberClip("dollars", "dollars")),
    "GBP": (NumberClip("pound", "pound"), NumberClip("pounds", "pounds")),
  ]
  static let cent = NumberClip("cent", "cent")
  static let cents = NumberClip("cents", "cents")
  static let penny = NumberClip("penny", "penny")
  static let pence = NumberClip("pence", "pence")
  private static let money =
    majorUnits.values.flatMap { [$0.one, $0.other] } + [cent, cents, penny, pence, and]

  static let letters: [Character: NumberClip] = Dictionary(
    uniqueKeysWithValues: "abcdefghijklmnopqrstuvwxyz".map {
      ($0, NumberClip("letter_\($0)", $0.uppercased()))
    })

  static let signs: [Character: NumberClip] = [
    "-": NumberClip("dash", "dash"), ".": NumberClip("dot", "dot"),
    "/": NumberClip("slash", "slash"), "@": NumberClip("at", "at"),
    "_": NumberClip("underscore", "underscore"), "+": plus,
  ]

  static let gregorianMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { NumberClip($0.lowercased(), $0) }

  static let solarHijriMonths = [
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar",
    "Dey", "Bahman", "Esfand",
  ].map { NumberClip($0.lowercased(), $0) }
}
