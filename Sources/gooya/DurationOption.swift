import ArgumentParser
import MenuScript

/// A duration on the command line, with its unit as in scripts: `100ms`, `5s`, `1.5m`.
struct DurationOption: ExpressibleByArgument, Comparable, CustomStringConvertible {
  let duration: Duration
  private let text: String

  init?(argument: String) {
    guard let duration = DurationText(argument).duration else { return nil }
    self.init(duration, argument)
  }

  init(_ duration: Duration, _ text: String) {
    self.duration = duration
    self.text = text
  }

  static func == (left: DurationOption, right: DurationOption) -> Bool {
    left.duration == right.duration
  }

  static func < (left: DurationOption, right: DurationOption) -> Bool {
    left.duration < right.duration
  }

  static func milliseconds(_ milliseconds: Int) -> DurationOption {
    DurationOption(.milliseconds(milliseconds), "\(milliseconds)ms")
  }

  var description: String { text }
  var defaultValueDescription: String { text }
}
