import CallEngine

/// One real call on its thread: the line, and what carries its sound.
final class LiveCall {
  let id: LiveCallID
  let audio: AudioCall
  private let medium: any CallMedium
  /// When the medium was told that the call is over, in the thread's time; `nil` before.
  private(set) var endedAt: Duration?

  init(_ id: LiveCallID, _ audio: AudioCall, _ medium: any CallMedium) {
    self.id = id
    self.audio = audio
    self.medium = medium
  }

  /// Makes one frame.
  func step(at now: Duration) {
    let captured = medium.capture()
    for key in medium.keys() { audio.press(key) }
    medium.play(audio.nextLine(captured: captured))
    if audio.isOver { end(at: now) }
  }

  /// Lets frames pass that are too late to be heard; what the caller says meanwhile isn't lost.
  func skip(_ frames: Int) {
    for _ in 0..<frames {
      let captured = medium.capture()
      for key in medium.keys() { audio.press(key) }
      guard let captured else { break }
      audio.hold(captured: captured)
    }
    medium.skip(frames)
  }

  /// The caller, or who speaks for the caller, is gone.
  ///
  /// - Parameter cause: what the medium is told.
  func hangUp(_ cause: HangUpCause, at now: Duration) {
    audio.hangUp()
    end(at: now, cause)
  }

  /// Takes what has come from outside, during the call and after it.
  func takeOutside(at now: Duration) {
    if let endedAt {
      audio.call.advance(to: audio.time + (now - endedAt))
    } else {
      audio.takeOutside()
    }
  }

  /// Until when replies may still come that were asked for during the call.
  var isAwaitedUntil: Duration? {
    guard let endedAt, audio.call.awaitsOutside else { return nil }
    return endedAt + audio.call.longestLateReply
  }

  private func end(at now: Duration, _ cause: HangUpCause? = nil) {
    if endedAt != nil { return }
    endedAt = now
    audio.finishRecording()
    medium.end(cause ?? audio.call.hangUpCause ?? .line)
  }
}
