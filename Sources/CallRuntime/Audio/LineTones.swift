public import CallEngine
import Telephony

/// The call-progress tones of a line's network.
public struct LineTones: Sendable {
  private let country: CallProgressTone.Country

  /// The tones of the country of a line's first language; Iran's for any other.
  public init(of program: MenuProgram) {
    let isChinese = program.languages.first?.tag.hasPrefix("zh") ?? false
    country = isChinese ? .china : .iran
  }

  /// The called telephone rings.
  public var ringing: ToneSound { sound(.ringback) }

  /// The line has hung up, or the called line is busy.
  var busy: ToneSound { sound(.busy) }

  /// The call could not be connected.
  var congestion: ToneSound { sound(.congestion) }

  /// What tells a caller to speak.
  var beep: ToneSound { ToneSound(.continuous(1000)) }

  private func sound(_ kind: CallProgressTone.Kind) -> ToneSound {
    ToneSound(CallProgressTone(kind, in: country)?.tone ?? Tone([], repeats: false))
  }
}

/// A tone that continues until it is stopped.
public struct ToneSound: Sendable {
  private var generator: ToneGenerator?

  /// Prompts are louder: −10 dBm0, which E.180 recommends, is for a quiet line.
  private static let level = -16.0

  init(_ tone: Tone) {
    generator = ToneGenerator(tone, sampleRate: AudioFrame.sampleRate, level: Self.level)
  }

  /// Adds the next samples to a buffer's content.
  mutating func mix(into buffer: UnsafeMutableBufferPointer<Float>) {
    generator?.mix(into: buffer)
  }
}
