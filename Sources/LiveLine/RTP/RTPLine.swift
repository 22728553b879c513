import CallEngine
import CallRuntime
import Glibc
import Synchronization
import Telephony

/// One side's sound of a call, as RTP: what the far side sends becomes frames, frames become what is
/// sent to it.
///
/// It lives on the calls' thread; signalling's thread reaches in when the session changes.
final class RTPLine: Sendable {
  private let state: Mutex<RTPState>
  let port: UInt16

  /// - Parameters:
  ///   - sockets: for sound and reports.
  ///   - peer: where signalling finds the far side, in case that it names an address of a family that
  ///     the sockets don't have.
  init(sockets: (sound: UDPSocket, reports: UDPSocket), peer: String) {
    port = sockets.sound.port
    state = Mutex(RTPState(sound: sockets.sound, reports: sockets.reports, peer: peer))
  }

  /// Takes what has been agreed on, at the beginning or anew.
  func adopt(_ sound: AgreedSound) {
    state.withLock { $0.adopt(sound) }
  }

  /// Takes what has come in, and gives the next 20 ms of it.
  ///
  /// - Parameters:
  ///   - sound: is given the sound at a call's rate; `nil` is silence.
  /// - Returns: the keys that have been pressed by events.
  func receive(at now: Duration, _ sound: (UnsafeBufferPointer<Float>?) -> Void) -> [DTMFDigit] {
    state.withLock { $0.receive(at: now, sound) }
  }

  /// Sends 20 ms of sound.
  func send(_ sound: UnsafeBufferPointer<Float>, at now: Duration) {
    state.withLock { $0.send(sound, at: now) }
  }

  /// Lets frames pass in which nothing is sent.
  func skip(_ frames: Int) {
    state.withLock { $0.skip(frames) }
  }

  /// Presses a key at the far side, by events.
  ///
  /// - Returns: whether the far side takes events.
  @discardableResult
  func press(_ digit: DTMFDigit) -> Bool {
    state.withLock { $0.press(digit) }
  }

  /// How long nothing has come in that should have; zero while the far side holds the call.
  func silence(at now: Duration) -> Duration { state.withLock { $0.silence(at: now) } }

  /// Says goodbye in RTCP.
  func close(at now: Duration) {
    state.withLock { $0.close(at: now) }
  }

  var figures: SoundFigures { state.withLock(\.figures) }
}
