import CALSA
import Glibc
import Synchronization

/// Opens a PCM on a separate thread, because ALSA waits half a minute for a sound server that
/// hangs.
final class PCMOpening: Sendable {
  private enum State {
    case waiting
    case opened(address: UInt)
    case failed(Int32)
    case abandoned
  }

  private let name: String
  private let direction: AudioDirection
  private let state = Mutex(State.waiting)

  private init(_ name: String, _ direction: AudioDirection) {
    self.name = name
    self.direction = direction
  }

  /// - Throws: if there is no such device, it can't be opened, or the limit passes.
  static func open(
    _ name: String, _ direction: AudioDirection, within limit: Duration
  ) throws(AudioDeviceError) -> OpaquePointer {
    gooya_alsa_silence()
    // ALSA takes the name as a C string, which ends at the first NUL.
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw AudioDeviceError(opening: name, direction, code: -ENOENT)
    }
    let opening = PCMOpening(name, direction)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(opening)
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<PCMOpening>.fromOpaque(argument).takeRetainedValue().work()
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      throw AudioDeviceError(opening: name, direction, code: -code)
    }
    pthread_detach(thread)
    return try opening.wait(until: .now + limit)
  }

  /// Closes a hanging device without waiting for it.
  static func closeAside(_ pcm: OpaquePointer) {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        snd_pcm_close(argument.map { OpaquePointer($0) })
        return nil
      }, UnsafeMutableRawPointer(pcm))
    if code == 0 { pthread_detach(thread) }
  }

  private func work() {
    var pcm: OpaquePointer?
    let stream = direction == .playback ? SND_PCM_STREAM_PLAYBACK : SND_PCM_STREAM_CAPTURE
    let code = snd_pcm_open(&pcm, name, stream, Int32(SND_PCM_NONBLOCK))
    let address = UInt(bitPattern: pcm)
    let isWanted = state.withLock { state in
      if case .abandoned = state { return false }
      state = code == 0 ? .opened(address: address) : .failed(code)
      return true
    }
    if !isWanted, code == 0, let pcm { snd_pcm_close(pcm) }
  }

  private func wait(until end: ContinuousClock.Instant) throws(AudioDeviceError) -> OpaquePointer {
    while true {
      let now = state.withLock { state in
        if case .waiting = state, ContinuousClock.now >= end { state = .abandoned }
        return state
      }
      switch now {
      case .waiting: usleep(500)
      case .opened(let address):
        guard let pcm = OpaquePointer(bitPattern: address) else {
          throw AudioDeviceError(.unusable, name, direction)
        }
        return pcm
      case .failed(let code): throw AudioDeviceError(opening: name, direction, code: code)
      case .abandoned: throw AudioDeviceError(.stalled, name, direction, code: -ETIMEDOUT)
      }
    }
  }
}
