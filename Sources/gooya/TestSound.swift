import ArgumentParser
import Glibc
import Sound
import Telephony

/// A test sound, as named on the command line.
enum TestSound: Equatable {
  /// Frequencies that sound together, in Hz.
  case tone([Double])
  case digits([DTMFDigit])
  case progress(CallProgressTone.Kind)
  case sweep
  case noise

  /// - Throws: `ValidationError` if there is no such sound.
  init(named argument: String) throws {
    let name = argument.lowercased()
    if let digits = name.removingPrefix("dtmf:") {
      let keys = digits.compactMap { DTMFDigit($0) }
      guard 1...Self.mostKeys ~= keys.count, keys.count == digits.count else {
        throw ValidationError(
          "dtmf: takes 1 to \(Self.mostKeys) keys: 0 to 9, *, # and A to D")
      }
      self = .digits(keys)
    } else if let kind = CallProgressTone.Kind.allCases.first(where: { $0.argument == name }) {
      self = .progress(kind)
    } else if name == "sweep" {
      self = .sweep
    } else if name == "noise" {
      self = .noise
    } else {
      guard let frequencies = Self.frequencies(name) else {
        throw ValidationError(
          "there is no sound '\(argument.prefix(40))'; the sounds are \(Self.names); frequencies "
            + "are 1 to 8 numbers from 1 to 24000 Hz")
      }
      self = .tone(frequencies)
    }
  }

  /// The most keys of a sound.
  private static let mostKeys = 100

  /// The names, for help and errors.
  static let names =
    "1kHz, 440Hz, 350+440Hz, dtmf:0123#, sweep, noise, "
    + CallProgressTone.Kind.allCases.map(\.argument).joined(separator: ", ")

  /// How long it sounds by default; `nil` for its own length.
  var usualLength: Duration? {
    switch self {
    case .digits: nil
    case .tone, .noise: .seconds(2)
    case .sweep, .progress: .seconds(5)
    }
  }

  /// A sample rate that can carry it.
  var sampleRate: Int {
    if case .tone(let frequencies) = self, frequencies.contains(where: { $0 > 7000 }) {
      48000
    } else {
      16000
    }
  }

  /// The highest sample that it has at a level, full scale being 1.
  ///
  /// - Parameter level: of each of its tones, in dBm0.
  func peak(at level: Double, country: CallProgressTone.Country) -> Double {
    let sine = pow(10, (level - Self.fullScale) / 20)
    return switch self {
    case .tone(let frequencies): sine * Self.crest(of: frequencies)
    case .digits: 2 * sine
    case .progress(let kind):
      sine
        * (CallProgressTone(kind, in: country)?.tone.segments.map { Self.crest(of: $0.frequencies) }
          .max() ?? 1)
    case .sweep: sine
    case .noise: sine * Self.noisePeak
    }
  }

  /// The highest that sines reach together, each having 1: less than their number if one is a
  /// multiple of another.
  private static func crest(of frequencies: [Double]) -> Double {
    if frequencies.count < 2 { return Double(frequencies.count) }
    let rate = 48000
    return (0..<rate).reduce(0) { highest, index in
      let turns = 2 * .pi * Double(index) / Double(rate)
      return max(highest, abs(frequencies.reduce(0) { $0 + sin($1 * turns) }))
    }
  }

  /// The level of a full-scale sine, in dBm0.
  static let fullScale = 3.14
  /// Uniformly distributed samples have a third of the peak's power, a sine half.
  static let noisePeak = 1.5.squareRoot()

  private static func frequencies(_ name: String) -> [Double]? {
    let unit = name.hasSuffix("khz") ? 1000.0 : 1
    guard let numbers = name.removingSuffix("khz") ?? name.removingSuffix("hz") else { return nil }
    let frequencies = numbers.split(separator: "+", omittingEmptySubsequences: false)
      .map { (try? NumberRange.decimal(0...24000).read(String($0))).map { $0 * unit } ?? 0 }
    return frequencies.allSatisfy { 1...24000 ~= $0 } && frequencies.count <= 8 ? frequencies : nil
  }
}

extension CallProgressTone.Kind {
  /// Its name as one word.
  var argument: String { rawValue.replacing(" ", with: "-") }
}

extension String {
  fileprivate func removingPrefix(_ prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }

  fileprivate func removingSuffix(_ suffix: String) -> Substring? {
    hasSuffix(suffix) ? dropLast(suffix.count) : nil
  }
}
