import CallEngine

/// All sound that a line plays to its caller: announcements and call-progress tones.
///
/// The call starts and stops sounds; the driver asks for frames.
public final class LineSound {
  let voice: (any Voice)?
  private let tones: LineTones
  private var sources: [SoundSource] = []
  /// The sounds of lines that the caller was put through to, and where they began.
  private var branches: [(sound: LineSound, start: Duration)] = []
  private let warn: (String) -> Void
  private var warned: Set<String> = []
  /// Whether a caller who hasn't hung up hears that the line has.
  var endsWithTone = true

  /// - Parameters:
  ///   - voice: without one, words are shown in silence and take an estimated time.
  ///   - tones: the tones heard when nothing is spoken.
  ///   - warn: called once for each of the words that have no sound.
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

  /// The sound of a line that the caller is put through to, whose time begins now.
  ///
  /// - Parameters:
  ///   - voice: the line's own; `nil` if it is this one's, as with the tones.
  func branch(
    at now: Duration, voice own: (any Voice)? = nil, tones ownTones: LineTones? = nil
  ) -> LineSound {
    let branch = LineSound(
      voice: voice == nil ? nil : own ?? voice, tones: ownTones ?? tones, warn: warn)
    branches.append((branch, now))
    return branch
  }

  /// Silences what sounds, and forgets what has ended.
  func stop(at now: Duration) {
    for place in sources.indices { sources[place].stop(at: now) }
    for (branch, start) in branches { branch.stop(at: now - start) }
  }

  /// A transfer is under way: it rings, or after a silence a tone says why it doesn't.
  func begin(_ course: TransferCourse, at now: Duration) {
    let silence = max(.zero, course.ringing - Self.refusal)
    switch course.outcome {
    case .connected, .noAnswer: beginRinging(at: now)
    case .busy: sources.append(SoundSource(.tone(tones.busy), at: now + silence))
    case .failed: sources.append(SoundSource(.tone(tones.congestion), at: now + silence))
    }
  }

  /// A far side is called, and it isn't known yet whether it will answer.
  func beginRinging(at now: Duration) {
    sources.append(SoundSource(.tone(tones.ringing), at: now))
  }

  /// Tells the caller to speak.
  func beep(for length: Duration, at now: Duration) {
    var beep = SoundSource(.tone(tones.beep), at: now)
    beep.stop(at: now + length)
    sources.append(beep)
  }

  /// The call is over; a caller who hasn't hung up hears it.
  func end(_ cause: HangUpCause, at now: Duration) {
    stop(at: now)
    if cause != .caller, endsWithTone { sources.append(SoundSource(.tone(tones.busy), at: now)) }
  }

  /// How long a network plays the reason to a refused caller before taking the call back.
  private static let refusal = Duration.seconds(3)

  /// Replaces a buffer's content with the sound from a sample on. Frames must be in order.
  func render(into buffer: UnsafeMutableBufferPointer<Float>, from start: Int) {
    buffer.update(repeating: 0)
    mix(into: buffer, from: start)
    for place in buffer.indices { buffer[place] = min(max(buffer[place], -1), 1) }
  }

  private func mix(into buffer: UnsafeMutableBufferPointer<Float>, from start: Int) {
    sources.removeAll { $0.isOver(by: start) }
    for place in sources.indices { sources[place].mix(into: buffer, from: start) }
    for (branch, beginning) in branches {
      branch.mix(into: buffer, from: start - beginning.sampleIndex)
    }
  }
}
