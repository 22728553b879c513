import ArgumentParser
import Sound

/// The numbers that an option accepts. Any other value is wrong usage, and the message states the
/// range.
struct NumberRange<Number: Comparable & Sendable>: Sendable {
  private let range: ClosedRange<Number>
  private let description: String
  private let parse: @Sendable (String) -> Number?

  /// Reads an option's value.
  ///
  /// - Throws: `ValidationError` if it isn't in the range.
  @Sendable func read(_ text: String) throws -> Number {
    guard let number = parse(text), range.contains(number) else {
      throw ValidationError("it must be \(description)")
    }
    return number
  }
}

extension NumberRange {
  /// Whole numbers, written in digits.
  ///
  /// - Parameter unit: the unit to show, if it isn't obvious.
  static func whole(_ range: ClosedRange<Number>, _ unit: String = "") -> Self
  where Number: FixedWidthInteger {
    Self(
      range: range,
      description: "a whole number from \(range.lowerBound) to \(range.upperBound)\(unit)"
    ) { Number($0) }
  }
}

extension NumberRange<Int64> {
  /// The numbers of messages in the outbox.
  static let messages = Self(
    range: 1...Int64.max, description: "a whole number, 1 or more"
  ) { Int64($0) }
}

extension NumberRange<Int> {
  /// Sample rates in Hz that devices have.
  static let sampleRate = whole(SoundFileReader.sampleRates, " Hz")
}

extension NumberRange<Double> {
  /// Decimal numbers; neither infinite nor hexadecimal.
  static func decimal(_ range: ClosedRange<Double>, _ unit: String = "") -> Self {
    Self(
      range: range, description: "a number from \(range.lowerBound) to \(range.upperBound)\(unit)"
    ) { text in
      let isDecimal = text.utf8.allSatisfy { "0123456789.+-eE".utf8.contains($0) }
      return isDecimal ? Double(text) : nil
    }
  }
}

extension NumberRange<DurationOption> {
  /// Times with a unit.
  static func time(_ shortest: String, _ longest: String) -> Self {
    guard let least = DurationOption(argument: shortest),
      let most = DurationOption(argument: longest)
    else { preconditionFailure("\(shortest) and \(longest) are times") }
    return Self(
      range: least...most, description: "a time from \(shortest) to \(longest), such as \(shortest)"
    ) { text in
      // Other readers don't accept a negative duration.
      text.hasPrefix("-") ? nil : DurationOption(argument: text)
    }
  }

  /// How long a loop is measured: a time as elsewhere, or days such as `3d`.
  static let soak = Self(
    range: .milliseconds(8000)...DurationOption(.seconds(30 * 86_400), "30d"),
    description: "a time from 8s to 30d, such as 14s, 8h or 3d"
  ) { text in
    if text.hasPrefix("-") { return nil }
    guard text.hasSuffix("d") else { return DurationOption(argument: text) }
    return Double(text.dropLast()).flatMap { days in
      (0...1000).contains(days) ? DurationOption(.seconds(86_400 * days), text) : nil
    }
  }

  /// The limit for what has no end of its own.
  static let period = time("1ms", "24h")
}
