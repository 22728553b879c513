package import CallEngine
internal import Printing
internal import Speech

extension PrintedBill {
  /// The names that a template can have in its places.
  package static let places: Set<String> = [
    "name", "name_size", "line", "period", "year", "charge", "arrears", "arrears_display", "amount",
    "amount_words_1", "amount_words_2", "due_on", "due_display", "bill_id", "payment_id", "barcode",
    "barcode_digits", "payment_system",
  ]

  /// The bill as an SVG document.
  ///
  /// - Returns: `nil` if its IDs don't belong together, so that nothing could be paid with it.
  package func svg(_ template: MessageTemplate, in language: Language) -> String? {
    guard let values = values(in: language) else { return nil }
    return template.filled { XMLText.escaped(values[$0] ?? "") }
  }

  private func values(in language: Language) -> [String: String]? {
    guard let barcode, let bars = Code128(barcode), let period else { return nil }
    let digits = WrittenDigits(language)
    let words = Self.lines(of: amountInWords(in: language))
    let year =
      switch period.year {
      case .full(let year): digits.text(String(year))
      case .lastDigit(let digit): "…\(digits.text(String(digit)))"
      }
    func amount(_ rial: Int64) -> String { WrittenValue.number(rial).text(in: language) }
    let name = PrintedName(name)
    return [
      "name": name.text, "name_size": String(name.size),
      "line": digits.text(Self.grouped(line, line.hasPrefix("09") ? [4, 3, 4] : [3, 4, 4])),
      "period": digits.text(String(period.number)), "year": year,
      "charge": amount(self.amount - arrears), "arrears": amount(arrears),
      "arrears_display": arrears > 0 ? "inline" : "none",
      "amount": amount(self.amount), "amount_words_1": words[0], "amount_words_2": words[1],
      "due_on": dueOn.map { WrittenValue.day($0).text(in: language) } ?? "",
      "due_display": dueOn == nil ? "none" : "inline",
      "bill_id": digits.text(Self.grouped(billID, [3, 3, 3, 3, 1])),
      "payment_id": digits.text(Self.grouped(paymentID, [3, 3, 3, 3, 1])),
      "barcode": bars.path, "barcode_digits": digits.text(Self.grouped(barcode, [13, 13])),
      "payment_system": digits.text(paymentSystem),
    ]
  }

  /// The amount as it would be said, so that a digit more or less is seen.
  private func amountInWords(in language: Language) -> String {
    let form = SpokenForm(.currency(.rial))
    let words = try? Verbalizer.utterances(of: String(amount), as: form, in: language)
    return (words ?? []).map(\.text).joined(separator: " ")
  }

  /// A text in two lines of about the same length; the second is empty if one is enough.
  static func lines(of text: String) -> [String] {
    let longest = 64
    guard text.count > longest else { return [text, ""] }
    let words = text.split(separator: " ")
    let breaks = words.indices.map { count in
      (words[..<count].joined(separator: " "), words[count...].joined(separator: " "))
    }
    let best = breaks.min { max($0.0.count, $0.1.count) < max($1.0.count, $1.1.count) }
    return best.map { [$0.0, $0.1] } ?? [text, ""]
  }

  /// Digits in groups, from the left.
  static func grouped(_ digits: String, _ sizes: [Int]) -> String {
    var rest = digits[...]
    var groups: [Substring] = []
    for size in sizes where !rest.isEmpty {
      groups.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    if !rest.isEmpty { groups.append(rest) }
    return groups.joined(separator: " ")
  }
}

/// Digits as a language writes them.
struct WrittenDigits {
  private let digits: [String]

  init(_ language: Language) {
    digits = (0...9).map { WrittenValue.number($0).text(in: language) }
  }

  /// The text with its ASCII digits replaced.
  func text(_ text: String) -> String {
    text.map { $0.isASCII ? $0.wholeNumberValue.map { digits[$0] } ?? String($0) : String($0) }
      .joined()
  }
}
