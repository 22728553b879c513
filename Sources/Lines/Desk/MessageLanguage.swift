/// A language that messages are written in.
package enum MessageLanguage: String, CaseIterable, Hashable, Sendable {
  case persian = "fa-IR"
  case english = "en-US"

  /// The language of a tag; Persian, the line's own, if messages are not written in it.
  package init(tag: String?) {
    self = tag?.lowercased().hasPrefix("en") == true ? .english : .persian
  }

  /// An amount of Rial, such as `۱۷٬۰۰۰ ریال` or `17,000 Rial`.
  func amount(_ rial: Int64) -> String {
    switch self {
    case .persian: "\(Self.persianDigits(Self.grouped(rial, by: "٬"))) ریال"
    case .english: "\(Self.grouped(rial, by: ",")) Rial"
    }
  }

  private static func grouped(_ number: Int64, by separator: Character) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(separator) }
      text.append(digit)
    }
    return text
  }

  static func persianDigits(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0x30...0x39).contains(scalar.value)
            ? Unicode.Scalar(scalar.value - 0x30 + 0x06F0) ?? scalar : scalar
        }))
  }
}
