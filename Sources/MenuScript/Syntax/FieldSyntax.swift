import CallEngine

/// How a value is asked for.
struct FieldSyntax: Sendable {
  let name: Located<String>
  var prompt: [PromptSyntax] = []
  var kind = Kind.digits(DigitsSyntax())
  /// The key that tells the kind; `nil` for digits.
  var kindRange: TextRange?
  /// The only entries that there are; empty if any will do.
  var oneOf: [Located<String>] = []
  var pattern: Located<EntryPattern>?
  var checks: [Located<CheckRule>] = []
  /// The letter that `*` stands for among digits.
  var star: Located<Character>?
  /// A validation rule's name.
  var validate: Located<String>?
  /// The service that judges its entries.
  var check: EntryCheckSyntax?
  var cancel: Located<Digit>?
  /// Whether a cancel key is written, even a malformed one.
  var hasCancel = false
  var confirm: [PromptSyntax]?
  var isSensitive = false
  /// Whether everything about what is keyed in could be read.
  var isWhole = true
  var settings = SettingsSyntax()

  var prompts: [PromptSyntax] { prompt + (confirm ?? []) + settings.prompts }

  /// What is keyed in.
  enum Kind: Sendable {
    case digits(DigitsSyntax)
    case date(
      DateEntry.Layout, SpokenForm.DateCalendar?, from: Located<DateEntry.Bound>?,
      to: Located<DateEntry.Bound>?)
    case time(from: Located<Int>?, to: Located<Int>?)
    case amount(currency: String?, min: Located<Int>?, max: Located<Int>?)
    case letters(LetterEntry.Keying, min: Located<Int>?, max: Located<Int>?)
  }

  /// A field of digits.
  struct DigitsSyntax: Sendable {
    var digits: Located<ClosedRange<Int>>?
    var minDigits: Located<Int>?
    var maxDigits: Located<Int>?
    var min: Located<Int>?
    var max: Located<Int>?
  }
}

extension FieldSyntax {
  /// The keys that say what is keyed in, and the other keys that go with each.
  static let kinds: [(key: String, details: [String])] = [
    (
      "digits",
      [
        "min_digits", "max_digits", "min", "max", "one_of", "pattern", "check", "validate", "star",
      ]
    ),
    ("date", ["calendar", "from", "to"]), ("time", ["from", "to"]),
    ("amount", ["currency", "min", "max"]), ("letters", ["min", "max", "one_of", "pattern"]),
  ]
}
