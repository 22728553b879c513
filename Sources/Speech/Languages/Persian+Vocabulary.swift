/// The clips of `Prompts/fa-IR/numbers.yaml`. A test keeps the two in step.
extension Persian {
  var vocabulary: [NumberClip] {
    Self.units + Self.tens + Self.tensAnd + Self.hundreds + Self.hundredsAnd + Self.scales
      + Self.scalesAnd + [Self.milliard, Self.milliardAnd, Self.minus]
      + [Self.rial, Self.toman, Self.tomanAnd]
      + Self.days + Self.solarHijriMonths + Self.gregorianMonths
      + Self.ordinalClips + Self.money + Self.hours + Self.hoursAnd + [Self.minute]
      + Self.letters.values + Self.signs.values
  }

  /// 0 to 19.
  static let units: [NumberClip] = [
    "صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده",
    "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده",
  ].enumerated().map { NumberClip("n\($0.offset)", $0.element) }

  /// 20, 30 … 90.
  static let tens: [NumberClip] = [
    "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود",
  ].enumerated().map { NumberClip("n\(($0.offset + 2) * 10)", $0.element) }
  static let tensAnd = tens.map(joining)

  /// 100, 200 … 900.
  static let hundreds: [NumberClip] = [
    "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد",
  ].enumerated().map { NumberClip("n\(($0.offset + 1) * 100)", $0.element) }
  static let hundredsAnd = hundreds.map(joining)

  static let scales = [NumberClip("thousand", "هزار"), NumberClip("million", "میلیون")]
  static let scalesAnd = scales.map(joining)
  static let milliard = NumberClip("milliard", "میلیارد")
  static let milliardAnd = joining(milliard)
  static let minus = NumberClip("minus", "منفی")

  static let rial = NumberClip("rial", "ریال")
  static let toman = NumberClip("toman", "تومان")
  static let tomanAnd = joining(toman)

  /// The days of a month, 1 to 31, as ordinals.
  static let days: [NumberClip] = [
    "یکم", "دوم", "سوم", "چهارم", "پنجم", "ششم", "هفتم", "هشتم", "نهم", "دهم", "یازدهم", "دوازدهم",
    "سیزدهم", "چهاردهم", "پانزدهم", "شانزدهم", "هفدهم", "هجدهم", "نوزدهم", "بیستم", "بیست و یکم",
    "بیست و دوم", "بیست و سوم", "بیست و چهارم", "بیست و پنجم", "بیست و ششم", "بیست و هفتم",
    "بیست و هشتم", "بیست و نهم", "سی‌ام", "سی و یکم",
  ].enumerated().map { NumberClip("day_\($0.offset + 1)", $0.element) }

  static let solarHijriMonths = [
    NumberClip("farvardin", "فروردین"), NumberClip("ordibehesht", "اردیبهشت"),
    NumberClip("khordad", "خرداد"), NumberClip("tir", "تیر"), NumberClip("mordad", "مرداد"),
    NumberClip("shahrivar", "شهریور"), NumberClip("mehr", "مهر"), NumberClip("aban", "آبان"),
    NumberClip("azar", "آذر"), NumberClip("dey", "دی"), NumberClip("bahman", "بهمن"),
    NumberClip("esfand", "اسفند"),
  ]

  /// The form used before a year.
  static let gregorianMonths = [
    NumberClip("january", "ژانویهٔ"), NumberClip("february", "فوریهٔ"), NumberClip("march", "مارس"),
    NumberClip("april", "آوریل"), NumberClip("may", "مهٔ"), NumberClip("june", "ژوئن"),
    NumberClip("july", "ژوئیهٔ"), NumberClip("august", "اوت"),
    NumberClip("september", "سپتامبر"), NumberClip("october", "اکتبر"),
    NumberClip("november", "نوامبر"), NumberClip("december", "دسامبر"),
  ]

  /// The clip followed by «و».
  static func joining(_ clip: NumberClip) -> NumberClip {
    NumberClip("\(clip.id ?? "")_and", clip.text + " و")
  }
}
