/// The clips of `Prompts/zh-CN/numbers.yaml`. A test keeps the two in step.
extension Mandarin {
  var vocabulary: [NumberClip] {
    Self.units + Self.laterTeens + Self.hundreds + Self.thousands
      + [Self.tenThousand, Self.hundredMillion, Self.two, Self.yao, Self.nought, Self.minus]
      + [Self.plus, Self.point, Self.ordinal, Self.year, Self.persianCalendar]
      + Self.months + Self.days
      + [Self.rial, Self.toman, Self.yuan, Self.jiao, Self.fen]
      + Self.majorUnits.values + Self.minorUnits.values
      + Self.periods.map(\.clip) + Self.hours + Self.minutes.filter { $0.id != "minute_30" }
      + [Self.half]
      + Self.letters.values + Self.signs.values.filter { $0 != Self.point }
  }

  /// 0 to 99 as whole clips, since they are said in one breath.
  static let units: [NumberClip] = (0...99).map { value in
    let (ten, unit) = value.quotientAndRemainder(dividingBy: 10)
    let text =
      switch (ten, unit) {
      case (0, _): figures[unit]
      case (1, 0): "十"
      case (1, _): "十\(figures[unit])"
      case (_, 0): "\(figures[ten])十"
      default: "\(figures[ten])十\(figures[unit])"
      }
    return NumberClip("n\(value)", text)
  }

  /// 10 to 19 within a larger number: 一百一十二.
  static let laterTeens: [NumberClip] = (10...19).map {
    NumberClip("later_n\($0)", "一" + units[$0].text)
  }

  private static let figures = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// 100, 200 … 900 and 1000, 2000 … 9000.
  static let hundreds = (1...9).map { NumberClip("n\($0)00", "\($0 == 2 ? "两" : figures[$0])百") }
  static let thousands = (1...9).map { NumberClip("n\($0)000", "\($0 == 2 ? "两" : figures[$0])千") }
  static let tenThousand = NumberClip("ten_thousand", "万")
  static let hundredMillion = NumberClip("hundred_million", "亿")

  /// 2 before a word that is counted.
  static let two = NumberClip("two", "两")
  /// 1 in a telephone number, which can't be taken for 7.
  static let yao = NumberClip("yao", "幺")
  /// 0 in a year.
  static let nought = NumberClip("nought", "〇")
  static let minus = NumberClip("minus", "负")
  static let plus = NumberClip("plus", "加")
  static let point = NumberClip("point", "点")
  static let ordinal = NumberClip("ordinal", "第")

  // MARK: Dates

  static let year = NumberClip("year", "年")
  static let persianCalendar = NumberClip("persian_calendar", "波斯历")
  static let months = (1...12).map { NumberClip("month_\($0)", units[$0].text + "月") }
  static let days = (1...31).map { NumberClip("day_\($0)", units[$0].text + "日") }

  // MARK: Money

  static let rial = NumberClip("rial", "里亚尔")
  static let toman = NumberClip("toman", "土曼")
  static let yuan = NumberClip("yuan", "元")
  static let jiao = NumberClip("jiao", "角")
  static let fen = NumberClip("fen", "分")

  /// The units of the currencies that have clips; others are the voice's.
  static let majorUnits: [String: NumberClip] = [
    "EUR": NumberClip("euro", "欧元"), "USD": NumberClip("dollar", "美元"),
    "GBP": NumberClip("pound", "英镑"), "JPY": NumberClip("yen", "日元"),
    "HKD": NumberClip("hong_kong_dollar", "港元"),
  ]
  static let minorUnits: [String: NumberClip] = [
    "EUR": NumberClip("euro_cent", "欧分"), "USD": NumberClip("cent", "美分"),
    "GBP": NumberClip("pence", "便士"),
  ]

  // MARK: Times

  /// The parts of the day and the hours with which they end.
  static let periods: [(end: Int, clip: NumberClip)] = [
    (6, NumberClip("before_dawn", "凌晨")), (12, NumberClip("morning", "上午")),
    (13, NumberClip("noon", "中午")), (19, NumberClip("afternoon", "下午")),
    (24, NumberClip("evening", "晚上")),
  ]
  /// 0 to 12 o'clock.
  static let hours = (0...12).map {
    NumberClip("hour_\($0)", ($0 == 2 ? "两" : units[$0].text) + "点")
  }
  /// 1 to 59 minutes after the hour; 30 is a half.
  static let minutes = (1...59).map {
    NumberClip("minute_\($0)", ($0 < 10 ? "零" : "") + units[$0].text + "分")
  }
  static let half = NumberClip("half", "半")

  // MARK: Letters

  static let letters: [Character: NumberClip] = Dictionary(
    uniqueKeysWithValues: "abcdefghijklmnopqrstuvwxyz".map {
      ($0, NumberClip("letter_\($0)", $0.uppercased()))
    })

  static let signs: [Character: NumberClip] = [
    "-": NumberClip("dash", "杠"), ".": point, "/": NumberClip("slash", "斜杠"),
    "@": NumberClip("at", "艾特"), "_": NumberClip("underscore", "下划线"),
  ]
}
