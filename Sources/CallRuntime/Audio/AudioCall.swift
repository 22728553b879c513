public import CallEngine

/// A call as sound, frame by frame.
///
/// Its time is the count of its frames: whether they go to a sound card, into a file or nowhere, and
/// how fast, the call can't tell. What the caller does happens at the beginning of the next frame, so
/// a prompt that he cuts off is silent before that frame ends.
public final class AudioCall {
  public let call: SimulatedCall
  private let sound: LineSound
  private let record: (AudioFrame) -> Void
  private var keyTones = KeyTones()
  private var ears: CallerEars?
  private var frame = AudioFrame()
  private var framesMade = 0
  private var lastFrame: Int?
  /// The frame from which on what the caller sends is kept again.
  private var discreetUntil = 0
  /// Frames that aren't recorded yet: a key is known only when its tone has sounded for a while.
  private var unrecorded: [AudioFrame] = []

  /// How long a caller hears that the line has hung up.
  private static let busy = Duration.seconds(3)
  /// How long after an entry that is not to be kept (K13) its last tone may still sound.
  private static let discretion = Duration.milliseconds(300)
  /// How much of what the caller sent before that must not be kept either: a tone is a key after 40 ms,
  /// some more where it waits in a device's buffer.
  private static let hindsight = Duration.milliseconds(200)
  /// How long it takes until the caller's own last deeds are heard no more.
  private static let ringingOut = Duration.milliseconds(200)

  /// See `SimulatedCall.audio(listens:record:)`.
  init(
    _ call: SimulatedCall, sound: LineSound, listens: Bool,
    record: @escaping (AudioFrame) -> Void
  ) {
    self.call = call
    self.sound = sound
    self.record = record
    ears = listens ? CallerEars() : nil
  }

  /// When the next frame begins, since the answer.
  public var time: Duration { AudioFrame.duration * framesMade }

  /// Whether the call has ended and nothing is heard of it any more.
  public var isOver: Bool { lastFrame.map { framesMade >= $0 } ?? false }

  public func answer() {
    call.answer()
  }

  /// The caller presses a key by hand, whose tone then sounds.
  ///
  /// - Parameter at: within the next frame; at its beginning if not said.
  public func press(_ digit: Digit, at moment: Duration? = nil) {
    let now = catchUp(to: moment)
    if call.hasEnded { return }
    keyTones.press(digit, at: now, isKept: call.press(digit, at: now))
  }

  /// - Parameter at: within the next frame; at its beginning if not said.
  public func hangUp(at moment: Duration? = nil) {
    call.hangUp(at: catchUp(to: moment))
  }

  /// Has the call go on for 20 ms.
  ///
  /// - Parameter captured: what a microphone took up of the caller since the last frame, as many
  ///   samples as a frame has; `nil` for silence. Of more, all is listened to and the last is kept.
  /// - Returns: the sound of the frame that has begun.
  public func nextFrame(captured: [Float]? = nil) -> AudioFrame {
    beDiscreet()
    var isBridged = call.machine.isBridged
    if let captured, ears != nil {
      for digit in ears?.hear(captured) ?? [] where !call.press(digit, at: catchUp()) { hush() }
    }
    // What is due when the next frame begins comes after what the caller does then.
    call.advance(to: time + AudioFrame.duration - .nanoseconds(1))
    beDiscreet()
    isBridged = isBridged || call.machine.isBridged
    mix(framesMade < discreetUntil ? AudioFrame.silence : captured ?? AudioFrame.silence)
    ears?.expect(frame.heard)
    framesMade += 1
    if lastFrame == nil, call.hasEnded {
      let rest = call.hangUpCause == .caller ? Self.ringingOut : Self.busy
      lastFrame = framesMade + Int(rest / AudioFrame.duration)
      sound.stop(at: time + rest - AudioFrame.duration)
    }
    keep(isBridged)
    return frame
  }

  /// Records what has waited to be recorded; nothing comes after it.
  public func finishRecording() {
    unrecorded.forEach(record)
    unrecorded = []
  }

  /// Has the frame wait to be recorded, without the far side's sound.
  private func keep(_ isBridged: Bool) {
    var kept = frame
    if isBridged { kept.line = AudioFrame.silence }
    unrecorded.append(kept)
    if isOver {
      finishRecording()
    } else if unrecorded.count > Int(Self.hindsight / AudioFrame.duration) {
      record(unrecorded.removeFirst())
    }
  }

  /// Everything due by a moment of the next frame has happened.
  ///
  /// - Returns: the moment.
  @discardableResult
  private func catchUp(to moment: Duration? = nil) -> Duration {
    let now = max(time, moment ?? time)
    call.advance(to: now)
    return now
  }

  /// Keeps nothing of what the caller sends while he enters what must not be shown (K13), or is put
  /// through to somebody else.
  private func beDiscreet() {
    let machine = call.machine
    if machine.collectsSensitively || !machine.hasSettledKeys || machine.isPutThrough { hush() }
  }

  /// Keeps nothing of what the caller sends now, and sent just before.
  private func hush() {
    if ears != nil, discreetUntil <= framesMade {
      for place in unrecorded.indices { unrecorded[place].caller = AudioFrame.silence }
    }
    discreetUntil = framesMade + Int(Self.discretion / AudioFrame.duration)
  }

  private func mix(_ captured: [Float]) {
    let start = framesMade * AudioFrame.length
    frame.line.withUnsafeMutableBufferPointer { sound.render(into: $0, from: start) }
    frame.take(captured)
    keyTones.mix(into: &frame, from: start)
  }
}
