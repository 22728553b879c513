/// The clips of `Prompts/en-US/numbers.yaml`. A test keeps the two in step.
extension English {
  var vocabulary: [NumberClip] {
    Self.units + [Self.hundred] + Self.scales + [Self.minus, Self.plus, Self.oh]
      + [Self.rial, Self.rials, Self.toman, Self.tomans, Self.tomanAnd, Self.tomansAnd]
      + Self.days + Self.gregorianMonths + Self.solarHijriMonths
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

  static let gregorianMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ].map { NumberClip($0.lowercased(), $0) }

  static let solarHijriMonths = [
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar",
    "Dey", "Bahman", "Esfand",
  ].map { NumberClip($0.lowercased(), $0) }
}
