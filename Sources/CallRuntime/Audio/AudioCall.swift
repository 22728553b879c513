public import CallEngine

/// A call as sound, frame by frame.
///
/// Its time is the count of its frames: the call doesn't depend on whether they go to a sound card,
/// into a file or nowhere, or how fast. The caller's actions take effect at the beginning of the
/// next frame, so a prompt that a key cuts off is silent before that frame ends.
public final class AudioCall {
  public let call: SimulatedCall
  private let sound: LineSound
  /// `nil` if nothing is recorded: the tones of keys are then heard by nobody.
  private let record: ((AudioFrame) -> Void)?
  /// Whether the caller's sound is taken: a recording hears it.
  private let hasVoice: Bool
  private let busy: Duration
  private var keyTones = KeyTones()
  private var ears: CallerEars?
  private var keyReports = KeyReports()
  private var frame = AudioFrame()
  private var framesMade = 0
  private var lastFrame: Int?
  /// The frame from which the caller's sound is recorded again.
  private var discreetUntil = 0
  /// Frames that aren't recorded yet: a key is detected only after its tone has sounded for a
  /// while.
  private var unrecorded: [AudioFrame] = []

  /// How long a caller usually hears the tone after the line has hung up.
  public static let usualBusy = Duration.seconds(3)
  /// How long the last tone of a sensitive entry (K13) may still sound after it.
  private static let discretion = Duration.milliseconds(300)
  /// How much of the caller's sound before that must not be recorded either: a tone is a key after
  /// 40 ms, and may wait in a device's buffer.
  private static let hindsight = Duration.milliseconds(200)
  /// How long the caller's own tones may still be heard.
  private static let ringingOut = Duration.milliseconds(200)

  /// See `SimulatedCall.audio(listens:hasVoice:busy:record:)`.
  init(
    _ call: SimulatedCall, sound: LineSound, listens: Bool, hasVoice: Bool, busy: Duration,
    record: ((AudioFrame) -> Void)?
  ) {
    self.call = call
    self.sound = sound
    self.record = record
    self.hasVoice = hasVoice || listens
    self.busy = busy
    sound.endsWithTone = busy > .zero
    ears = listens ? CallerEars() : nil
  }

  /// Whether DTMF in the caller's sound presses keys. It may change during a call, as when a network
  /// begins to tell keys otherwise.
  public var listens: Bool {
    get { ears != nil }
    set { if newValue != listens { ears = newValue ? CallerEars() : nil } }
  }

  /// When the next frame begins, since the answer.
  public var time: Duration { AudioFrame.duration * framesMade }

  /// Whether the call has ended and nothing is heard any more.
  public var isOver: Bool { lastFrame.map { framesMade >= $0 } ?? false }

  public func answer() {
    call.answer()
  }

  /// The caller presses a key, whose tone then sounds. Where tones are listened to, it is no key if
  /// its tone has been heard already.
  ///
  /// - Parameter at: within the next frame; by default at its beginning.
  public func press(_ digit: Digit, at moment: Duration? = nil) {
    let now = catchUp(to: moment)
    if call.hasEnded { return }
    if ears != nil, !keyReports.isFirst(on: digit, by: .message, at: now) { return }
    let isKept = call.press(digit, at: now)
    if record != nil || ears != nil { keyTones.press(digit, at: now, isKept: isKept) }
  }

  /// Says something, of which nothing is heard but that a recording takes it.
  ///
  /// - Parameter at: within the next frame; by default at its beginning.
  /// - Returns: when the caller has said it.
  @discardableResult
  public func speak(for length: Duration, at moment: Duration? = nil) -> Duration {
    call.speak(for: length, at: catchUp(to: moment))
  }

  /// - Parameter at: within the next frame; by default at its beginning.
  public func hangUp(at moment: Duration? = nil) {
    call.hangUp(at: catchUp(to: moment))
  }

  /// Advances the call by 20 ms.
  ///
  /// - Parameter captured: the caller's sound from a microphone since the last frame, as many
  ///   samples as a frame has; `nil` for silence. If there are more, all are searched for keys and
  ///   the last are kept.
  /// - Returns: the sound of the frame that has begun.
  public func nextFrame(captured: [Float]? = nil) -> AudioFrame {
    advance(captured, isHeard: true)
    return frame
  }

  /// Advances the call by 20 ms, for a caller who hears no tones of the keys that are pressed.
  ///
  /// - Parameter captured: as for `nextFrame(captured:)`.
  /// - Returns: the line's sound in the frame that has begun. Whoever keeps it makes the next frame
  ///   allocate memory.
  public func nextLine(captured: [Float]? = nil) -> [Float] {
    advance(captured, isHeard: record != nil || ears != nil)
    return frame.line
  }

  /// Takes what has come from outside, without waiting for the next frame.
  func takeOutside() {
    catchUp()
  }

  /// - Parameter isHeard: whether more than the line's part of the frame is wanted.
  private func advance(_ captured: [Float]?, isHeard: Bool) {
    beDiscreet()
    var isBridged = call.isBridged
    listen(to: captured)
    // Events due when the next frame begins come after the caller's action.
    call.advance(to: time + AudioFrame.duration - .nanoseconds(1))
    beDiscreet()
    isBridged = isBridged || call.isBridged
    mixLine()
    if isHeard {
      mixHeard(framesMade < discreetUntil ? AudioFrame.silence : captured ?? AudioFrame.silence)
    }
    ears?.expect(frame.heard)
    framesMade += 1
    if lastFrame == nil, call.hasEnded {
      let rest = call.hangUpCause == .caller ? Self.ringingOut : busy
      lastFrame = framesMade + Int(rest / AudioFrame.duration)
      sound.stop(at: time + rest - AudioFrame.duration)
    }
    keep(isBridged)
  }

  /// Takes the caller's sound of 20 ms in which the call couldn't go on, since its process or its
  /// voice was held up: the line was silent meanwhile, and what the caller did takes effect now.
  ///
  /// - Parameters:
  ///   - captured: the caller's sound; `nil` for silence.
  ///   - beforeLast: whether the last frame was not heard before this.
  public func hold(captured: [Float]? = nil, beforeLast: Bool = false) {
    beDiscreet()
    listen(to: captured, whileHeld: true)
    beDiscreet()
    if record == nil, ears == nil { return }
    frame = AudioFrame()
    frame.take(framesMade < discreetUntil ? AudioFrame.silence : captured ?? AudioFrame.silence)
    ears?.expect(frame.heard)
    if beforeLast, var last = unrecorded.popLast() {
      // The caller's sound stays in its order.
      swap(&last.caller, &frame.caller)
      keep(call.isBridged)
      unrecorded.append(last)
    } else {
      keep(call.isBridged)
    }
  }

  /// Searches the caller's sound for keys, and has a recording hear it.
  private func listen(to captured: [Float]?, whileHeld isHeld: Bool = false) {
    guard let captured, hasVoice else { return }
    press(tonesIn: captured)
    guard call.isRecording else { return }
    let isDiscreet = framesMade < discreetUntil
    call.hear(
      captured: isDiscreet ? AudioFrame.silence : captured, whileHeld: isHeld, at: catchUp())
  }

  private func press(tonesIn captured: [Float]) {
    guard let keys = ears?.hear(captured) else { return }
    let now = time
    for key in keys where keyReports.isFirst(on: key, by: .tone, at: now) {
      if !call.press(key, at: catchUp()) { hush() }
    }
    if let key = ears?.sounding { keyReports.sounds(key, at: now) }
  }

  /// Records the frames that are still waiting; nothing comes after it.
  public func finishRecording() {
    for frame in unrecorded { record?(frame) }
    unrecorded = []
  }

  /// Queues the frame for recording, without the far side's sound.
  private func keep(_ isBridged: Bool) {
    guard let record else { return }
    var kept = frame
    if isBridged { kept.line = AudioFrame.silence }
    unrecorded.append(kept)
    if isOver {
      finishRecording()
    } else if unrecorded.count > Int(Self.hindsight / AudioFrame.duration) {
      record(unrecorded.removeFirst())
    }
  }

  /// Advances the call to a moment in the next frame.
  ///
  /// - Returns: the moment.
  @discardableResult
  private func catchUp(to moment: Duration? = nil) -> Duration {
    let now = max(time, moment ?? time)
    call.advance(to: now)
    return now
  }

  /// Records nothing of the caller's sound during a sensitive entry (K13) or a transfer.
  private func beDiscreet() {
    if call.isPrivate { hush() }
  }

  /// Discards the caller's sound now and from just before.
  private func hush() {
    if hasVoice, discreetUntil <= framesMade {
      for place in unrecorded.indices { unrecorded[place].caller = AudioFrame.silence }
    }
    discreetUntil = framesMade + Int(Self.discretion / AudioFrame.duration)
  }

  private func mixLine() {
    let start = framesMade * AudioFrame.length
    frame.line.withUnsafeMutableBufferPointer { sound.render(into: $0, from: start) }
  }

  /// - Parameter captured: the caller's sound.
  private func mixHeard(_ captured: [Float]) {
    frame.take(captured)
    keyTones.mix(into: &frame, from: framesMade * AudioFrame.length)
  }
}
