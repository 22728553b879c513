import CallEngine

/// The notation of durations: `5s`, `1.5s`, `700ms`, `15m`, `25h`, also with Persian and Arabic
/// digits.
public struct DurationText: Sendable {
  enum Reading: Hashable, Sendable {
    /// `nil` if it is too long for a duration.
    case duration(Duration?)
    case bareNumber
    case malformed
  }

  let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// A number of hours, as a limit.
  static func hours(_ hours: Int) -> DurationText { DurationText("\(hours)h") }

  /// The duration; `nil` if the text isn't one.
  public var duration: Duration? {
    if case .duration(let duration) = reading { duration } else { nil }
  }

  var limit: Duration { duration ?? .zero }

  var reading: Reading {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    let whole = rest.prefix { $0.decimalDigitValue != nil }
    rest = rest.dropFirst(whole.count)
    var fraction = Substring()
    if rest.first == "." {
      fraction = rest.dropFirst().prefix { $0.decimalDigitValue != nil }
      guard !fraction.isEmpty else { return .malformed }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty else { return .malformed }
    if rest.isEmpty { return .bareNumber }
    guard let unit = Self.nanoseconds[String(rest)] else { return .malformed }
    guard whole.count <= 9, fraction.count <= 9 else { return .duration(nil) }
    if isNegative { return .duration(.zero) }
    // At most 10⁹ hours, which fits into `Duration` even multiplied by `part`.
    let number = whole.reduce(0) { $0 * 10 + ($1.decimalDigitValue ?? 0) }
    var part = 0
    var scale = 1
    for digit in fraction {
      part = part * 10 + (digit.decimalDigitValue ?? 0)
      scale *= 10
    }
    return .duration(.nanoseconds(unit) * number + .nanoseconds(unit) * part / scale)
  }

  /// The proper notation of a duration written another way: `5 seconds`, `PT2M`.
  var meant: String? {
    guard text.utf8.count <= 32 else { return nil }
    var rest = text.lowercased().filter { !$0.isWhitespace }[...]
    if rest.hasPrefix("pt") { rest = rest.dropFirst(2) }
    let number = rest.prefix { $0.isASCIIDigit || $0 == "." }
    guard let unit = Self.units[String(rest.dropFirst(number.count))] else { return nil }
    let meant = String(number) + unit
    return DurationText(meant).duration == nil ? nil : meant
  }

  private static let units: [String: String] = {
    var units: [String: String] = [:]
    for (unit, words) in [
      ("ms", "ms msec msecs millis millisecond milliseconds"), ("s", "s sec secs second seconds"),
      ("m", "m min mins minute minutes"), ("h", "h hr hrs hour hours"),
    ] {
      for word in words.split(separator: " ") { units[String(word)] = unit }
    }
    return units
  }()

  private static let nanoseconds = [
    "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000, "h": 3_600_000_000_000,
  ]
}
