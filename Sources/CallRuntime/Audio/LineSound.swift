import CallEngine

/// All that a line lets its caller hear: announcements, and the tones of a call's progress.
///
/// The call says what begins and ends when; whoever drives it asks for the frames.
public final class LineSound {
  let voice: (any Voice)?
  private let tones: LineTones
  private var sources: [SoundSource] = []
  private let warn: (String) -> Void
  private var warned: Set<String> = []

  /// - Parameters:
  ///   - voice: without one, words are shown in silence and take an estimated time.
  ///   - tones: what is heard where nobody speaks.
  ///   - warn: is told, once for each, which words have no sound.
  public init(
    voice: (any Voice)?, tones: LineTones, warn: @escaping (String) -> Void = { _ in }
  ) {
    self.voice = voice
    self.tones = tones
    self.warn = warn
  }

  func begin(_ playback: Playback, at now: Duration) {
    for words in playback.unheard where warned.insert(words).inserted { warn(words) }
    sources.append(SoundSource(.announcement(playback.track), at: now))
  }

  /// What sounds falls silent; what has come to its end is forgotten.
  func stop(at now: Duration) {
    for place in sources.indices { sources[place].stop(at: now) }
  }

  /// A transfer is under way: it rings, or after a silence there is a tone that says why it doesn't.
  func begin(_ course: TransferCourse, at now: Duration) {
    let silence = max(.zero, course.ringing - Self.refusal)
    switch course.outcome {
    case .connected, .noAnswer: beginRinging(at: now)
    case .busy: sources.append(SoundSource(.tone(tones.busy), at: now + silence))
    case .failed: sources.append(SoundSource(.tone(tones.congestion), at: now + silence))
    }
  }

  /// A far side is rung, of which nobody knows yet whether it will answer.
  func beginRinging(at now: Duration) {
    sources.append(SoundSource(.tone(tones.ringing), at: now))
  }

  /// The call is over; a caller who still holds the receiver hears that.
  func end(_ cause: HangUpCause, at now: Duration) {
    stop(at: now)
    if cause != .caller { sources.append(SoundSource(.tone(tones.busy), at: now)) }
  }

  /// How long a network lets a refused caller hear why before it takes him back.
  private static let refusal = Duration.seconds(3)

  /// Replaces what is in a buffer by the sound from a sample on. Frames follow each other in order.
  func render(into buffer: UnsafeMutableBufferPointer<Float>, from start: Int) {
    buffer.update(repeating: 0)
    sources.removeAll { $0.isOver(by: start) }
    for place in sources.indices { sources[place].mix(into: buffer, from: start) }
    for place in buffer.indices { buffer[place] = min(max(buffer[place], -1), 1) }
  }
}
