import CallEngine
import CallRuntime

/// A medium that passes everything on, and whose end is told.
final class EndedMedium: CallMedium {
  private let medium: any CallMedium
  private let ended: (HangUpCause, AudioCall?) -> Void
  private var call: AudioCall?

  /// - Parameter ended: is given the call, if it has begun.
  init(_ medium: any CallMedium, ended: @escaping (HangUpCause, AudioCall?) -> Void) {
    self.medium = medium
    self.ended = ended
  }

  func begin(_ call: AudioCall) {
    self.call = call
    medium.begin(call)
  }

  func capture() -> [Float]? { medium.capture() }
  func keys() -> [Digit] { medium.keys() }
  func play(_ line: [Float]) { medium.play(line) }
  func skip(_ frames: Int) { medium.skip(frames) }

  func end(_ cause: HangUpCause) {
    medium.end(cause)
    ended(cause, call)
    call = nil
  }
}
