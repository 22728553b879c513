internal import CallEngine
internal import Messaging

/// What the values of a column look like: strict enough to recognize swapped columns.
enum FieldShape {
  /// Whether a text looks like a column's values; it may fit several columns.
  static func fits(_ text: String, _ column: String) -> Bool {
    let digits = TypedDigits.ascii(text)
    return switch column {
    case "line": isLine(text)
    case "kind": SubscriberLine.Kind(rawValue: text) != nil
    case "first_name", "last_name": ImportedName.isPlausible(text)
    case "national_id": ValidationRule.iranNationalID.accepts(digits)
    case "mobile": isLine(text) && (try? MobileNumber(parsing: text)) != nil
    case "email": EmailAddress(text) != nil
    case "address": text.unicodeScalars.contains { $0.properties.isAlphabetic }
    case "postal_code": isNumber(digits.filter { $0 != "-" && $0 != " " }, 10...10)
    case "language": isLanguageTag(text)
    case "bill_id": BillID.faults(in: text).isEmpty
    case "payment_id": isNumber(digits, 6...13)
    case "amount_rial": isNumber(digits, 4...13) && digits.hasSuffix("000")
    case "period": isNumber(digits, 2...2)
    case "due_on": CalendarDay.isValid(digits)
    default: false
    }
  }

  /// Whether a text is a telephone number as files have them: with its leading 0.
  static func isLine(_ text: String) -> Bool {
    (try? SubscriberLine(parsing: text))?.number == TypedDigits.ascii(text)
  }

  /// Whether a text is a language tag such as `fa-IR`, by its shape.
  static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts[0].utf8.count)
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { byte in
            Character(Unicode.Scalar(byte)).isLetter || (0x30...0x39).contains(byte)
          }
      }
  }

  private static func isNumber(_ text: String, _ lengths: ClosedRange<Int>) -> Bool {
    lengths.contains(text.utf8.count) && TypedDigits.isPlain(text)
  }

  /// The two columns of a row whose values are swapped; `nil` if swapping no two columns repairs
  /// the row.
  static func swapped(in values: [(column: String, text: String)]) -> (String, String)? {
    let misfits = values.filter { !fits($0.text, $0.column) }.map(\.column)
    guard (1...2).contains(misfits.count) else { return nil }
    for (index, first) in values.enumerated() {
      for second in values[(index + 1)...]
      where misfits.allSatisfy({ $0 == first.column || $0 == second.column })
        && fits(first.text, second.column) && fits(second.text, first.column)
      {
        return (first.column, second.column)
      }
    }
    return nil
  }
}
