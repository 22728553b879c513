import CALSA
import Glibc

/// Captures sound from an ALSA device, from the moment it is opened.
///
/// `read` never waits. Samples lost in overruns are counted, so that a reader's clock stays right.
/// A PCM that delivers everything at once, such as `null` or `file`, is paced by the system clock.
package final class CaptureDevice {
  private let pcm: PCM
  /// How often sound was lost because it was not read in time.
  package private(set) var overruns = 0
  /// Frames lost in overruns.
  package private(set) var framesLost = 0
  /// Frames read so far, without lost ones.
  package private(set) var framesRead = 0
  private var started = ContinuousClock.now
  /// Whether the device has no clock of its own, like a file, and is paced by the system clock.
  package private(set) var isPaced = false
  private var lastSound = ContinuousClock.now

  /// Opens a device and starts capturing.
  ///
  /// - Parameters:
  ///   - name: an ALSA PCM name.
  ///   - sampleRate: in Hz.
  ///   - takesNearest: whether a device that doesn't support the rate or channels may use its own,
  ///     which `sampleRate` and `channels` then return.
  ///   - period: how often the device delivers.
  ///   - buffer: how much unread sound it keeps.
  ///   - isFine: whether its samples have more than 16 bits; they are then read by `readFine`.
  /// - Throws: if there is no such device, it can't be opened, or it doesn't support the rate or
  ///   channels.
  package init(
    _ name: String = "default", sampleRate: Int, channels: Int = 1, takesNearest: Bool = false,
    period: Duration = .milliseconds(20), buffer: Duration = .milliseconds(500),
    isFine: Bool = false
  ) throws(AudioDeviceError) {
    let frames = { Int(($0 / Duration.seconds(1) * Double(sampleRate)).rounded()) }
    pcm = try PCM.open(
      name, .capture,
      PCM.Settings(
        sampleRate: sampleRate, channels: channels, fit: takesNearest ? .nearest : .exact,
        sample: isFine ? .s32 : .s16, period: frames(period), buffer: frames(buffer)),
      within: .seconds(5))
    try restart()
    started = .now
  }

  package var name: String { pcm.name }
  /// In Hz.
  package var sampleRate: Int { pcm.settings.sampleRate }
  package var channels: Int { pcm.settings.channels }

  /// The samples captured since the last call, interleaved; empty if there are none.
  ///
  /// - Throws: if the device is gone, or delivers nothing for three seconds.
  package func read() throws(AudioDeviceError) -> [Int16] {
    precondition(pcm.settings.sample == .s16, "a device with finer samples is read by readFine")
    return try readSamples()
  }

  /// The samples captured since the last call by a device that was opened for fine samples,
  /// interleaved; full scale is −1 to 1.
  ///
  /// - Throws: if the device is gone, or delivers nothing for three seconds.
  package func readFine() throws(AudioDeviceError) -> [Float] {
    precondition(pcm.settings.sample == .s32, "the device was opened for 16-bit samples")
    let samples: [Int32] = try readSamples()
    return samples.map { Float($0) / 0x1p31 }
  }

  private func readSamples<Sample: FixedWidthInteger>() throws(AudioDeviceError) -> [Sample] {
    var heard: [Sample] = []
    while case let room = readableFrames(besides: heard.count / channels), room > 0 {
      // Cleared explicitly: the null PCM writes no samples.
      var block = [Sample](repeating: 0, count: room * channels)
      let code = block.withUnsafeMutableBufferPointer { pcm.read(into: $0) }
      if code == -Int(EAGAIN) || code == 0 { break }
      if code < 0 {
        try recover(from: code)
        break
      }
      heard += block.prefix(code * channels)
      framesRead += code
      if code < room { break }
    }
    if !heard.isEmpty { lastSound = .now }
    guard .now - lastSound < .seconds(3) else {
      pcm.isHanging = true
      throw AudioDeviceError(.stalled, name, .capture)
    }
    return heard
  }

  /// Waits until a period has come, or until the limit.
  package func wait(atMost limit: Duration) {
    if isPaced || pcm.wait(atMost: limit) < 0 {
      usleep(UInt32(max(.zero, min(limit, .milliseconds(10))) / .microseconds(1)))
    }
  }

  /// The descriptors that become readable when a period has come. There may be none.
  package var pollDescriptors: [Int32] { pcm.pollDescriptors.map(\.fd) }

  /// The age of the next sample to be read, including the sound server's delay.
  package func delay() -> Duration {
    let frames = isPaced ? 0 : pcm.delay() ?? 0
    return .nanoseconds(Int64(Double(frames) / Double(sampleRate) * 1e9))
  }
}

extension CaptureDevice {
  /// The most frames read at once.
  private func readableFrames(besides heard: Int) -> Int {
    let elapsed = Int((.now - started) / .seconds(1) * Double(sampleRate))
    // A real device delivers no more than the elapsed time, plus what its server had kept.
    if !isPaced, elapsed < 2 * sampleRate, framesRead > elapsed + pcm.settings.buffer {
      isPaced = true
    }
    guard isPaced else {
      return heard > 4 * pcm.settings.buffer ? 0 : max(1, pcm.settings.buffer / 2)
    }
    return min(pcm.settings.buffer, elapsed - framesRead)
  }

  private func recover(from code: Int) throws(AudioDeviceError) {
    let recovered = pcm.recover(from: code)
    if recovered == -Int(EAGAIN) { return }
    try take(recovered)
    overruns += 1
    try restart()
    let elapsed = Int((.now - started) / .seconds(1) * Double(sampleRate))
    framesLost = max(framesLost, elapsed - framesRead)
  }

  private func restart() throws(AudioDeviceError) {
    lastSound = .now
    if pcm.state == SND_PCM_STATE_RUNNING { return }
    try take(pcm.start())
  }

  private func take(_ code: Int) throws(AudioDeviceError) {
    guard code >= 0 else {
      throw AudioDeviceError(using: name, .capture, code: Int32(clamping: code))
    }
  }
}
