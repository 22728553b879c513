import CallRuntime
import Sound

/// Plays a call on an ALSA device, at whatever rate and number of channels it has.
final class DeviceOutput: AudioOutput {
  private let device: PlaybackDevice
  private let resampler: Resampler?
  /// Whether it failed while the call was held up.
  private var isLost = false
  /// How much silence has been played because the call was held up.
  private var bridged = Duration.zero

  /// - Throws: if the device can't be opened.
  init(_ name: String) throws {
    device = try PlaybackDevice(
      name, sampleRate: AudioFrame.sampleRate, takesNearest: true)
    resampler =
      device.sampleRate == AudioFrame.sampleRate
      ? nil : Resampler(from: AudioFrame.sampleRate, to: device.sampleRate, quality: .fast)
  }

  var dropouts: Int { device.underruns }

  var standstill: Duration { device.dry + bridged }

  func framesWanted() throws -> Int {
    let wanted = try device.framesWanted() * AudioFrame.sampleRate / device.sampleRate
    // Half a frame too much is better than half a frame too little.
    return (wanted + AudioFrame.length / 2) / AudioFrame.length
  }

  func play(_ heard: [Float]) throws {
    let samples = resampler?.convert(heard) ?? heard
    try device.write(samples.interleaved(channels: device.channels))
  }

  /// Plays silence on the device while the call can't go on.
  func bridge() {
    // If the device is gone the next frame reports it; a hung device holds up the call only once.
    if isLost { return }
    do {
      let frames = try device.framesWanted()
      if frames > 0 { try device.write([Int16](repeating: 0, count: frames * device.channels)) }
      bridged += .seconds(Double(frames) / Double(device.sampleRate))
    } catch {
      isLost = true
    }
  }
}

/// Captures a caller's sound from an ALSA device.
final class DeviceInput: AudioInput {
  private let device: CaptureDevice
  private let resampler: Resampler?
  private var waiting: ArraySlice<Float> = []
  /// Whether samples may be read: after a gap some are buffered first, so that the next gap isn't
  /// soon.
  private var isPrimed = false

  private static let primed = 2 * AudioFrame.length
  /// More than this is surplus: a device with a fast clock builds up a backlog.
  private static let most = 8 * AudioFrame.length
  /// How long a call may be held up without losing sound.
  private static let buffer = Duration.seconds(4)
  /// The most silence captured in place of lost sound: a machine may sleep overnight.
  private static let longestGap = Duration.seconds(600)

  /// - Throws: if the device can't be opened.
  init(_ name: String) throws {
    device = try CaptureDevice(
      name, sampleRate: AudioFrame.sampleRate, takesNearest: true, buffer: Self.buffer)
    resampler =
      device.sampleRate == AudioFrame.sampleRate
      ? nil : Resampler(from: device.sampleRate, to: AudioFrame.sampleRate, quality: .fast)
  }

  var dropouts: Int { device.overruns }

  var lost: Duration { .seconds(Double(device.framesLost) / Double(device.sampleRate)) }

  func capture() throws -> [Float]? {
    let lostBefore = lost
    var heard = try device.read().mono(channels: device.channels)
    let gap = min(lost - lostBefore, Self.longestGap) / .seconds(1)
    heard += [Float](repeating: 0, count: max(0, Int(gap * Double(device.sampleRate))))
    waiting += resampler?.convert(heard) ?? heard
    if waiting.count >= Self.primed { isPrimed = true }
    guard isPrimed, waiting.count >= AudioFrame.length else {
      isPrimed = false
      return nil
    }
    return take(AudioFrame.length)
  }

  func surplus() -> [Float] {
    waiting.count > Self.most ? take(waiting.count - Self.primed) : []
  }

  private func take(_ count: Int) -> [Float] {
    defer { waiting.removeFirst(count) }
    return Array(waiting.prefix(count))
  }
}

extension [Float] {
  /// The samples in 16 bits, the same in each channel.
  fileprivate func interleaved(channels: Int) -> [Int16] {
    flatMap { sample in
      let value = Int16(Swift.max(-32768, Swift.min(32767, (sample * 32768).rounded())))
      return repeatElement(value, count: channels)
    }
  }
}

extension [Int16] {
  /// The mean of the channels, full scale being −1 to 1.
  fileprivate func mono(channels: Int) -> [Float] {
    let scale = 1 / (32768 * Float(channels))
    if channels == 1 { return map { Float($0) * scale } }
    return stride(from: 0, to: count - channels + 1, by: channels).map { start in
      self[start..<start + channels].reduce(0) { $0 + Float($1) } * scale
    }
  }
}
