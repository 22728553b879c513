public import CallEngine

/// What carries one real call's sound both ways: RTP, a WebSocket.
///
/// It is used on the thread of its `LiveCalls` alone, and never waits there: what comes from a network
/// is kept until `capture()`, what can't be sent at once is dropped.
public protocol CallMedium: AnyObject {
  /// The call whose sound it carries is answered. Not every medium needs to know it.
  func begin(_ call: AudioCall)

  /// The caller's sound of the next 20 ms: `AudioFrame.length` samples at `AudioFrame.sampleRate`, full
  /// scale from −1 to 1; `nil` is silence.
  func capture() -> [Float]?

  /// The keys that came with the sound that `capture()` has just given, if the network tells keys in
  /// packets among those of sound: they are pressed before the line's next frame is made.
  func keys() -> [Digit]

  /// Takes the line's sound of 20 ms, in the same form, without the tones of the caller's own keys.
  /// Keep no reference to it beyond the call: a copy is cheaper than another array for the next frame.
  func play(_ line: [Float])

  /// The line couldn't go on, and has no sound for so many frames of 20 ms: time passes without them.
  func skip(_ frames: Int)

  /// The call is over and all has been played; nothing is asked of the medium any more.
  ///
  /// - Parameter cause: `.caller` if it is the caller who has gone; else the line hangs up now.
  func end(_ cause: HangUpCause)
}

extension CallMedium {
  public func begin(_ call: AudioCall) {}
  public func keys() -> [Digit] { [] }
  public func skip(_ frames: Int) {}
}
