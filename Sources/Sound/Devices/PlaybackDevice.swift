import CALSA
import Glibc

/// Plays sound on an ALSA device, for a driver that checks every 10 ms and never waits.
///
/// The driver asks `framesWanted` and writes that many, which keeps the queue near `target` and its
/// latency low. After each underrun the target grows; a driver with nothing to play writes silence,
/// or drains. A PCM that takes everything at once, such as `null` or `file`, is paced by the system
/// clock.
package final class PlaybackDevice {
  private let pcm: PCM
  /// Samples accepted from the driver but not yet by the device; interleaved.
  private var pending: [Int16] = []
  /// How often the device ran out of sound.
  package private(set) var underruns = 0
  /// How long it has been without sound in all underruns.
  package private(set) var dry = Duration.zero
  /// When what it has taken will have been played.
  private var endOfSound = ContinuousClock.now
  /// A device that claims sound for so long after it must have ended gives an account from before the
  /// process was stopped.
  private static let stale = Duration.milliseconds(100)
  /// How much sound should be queued.
  package private(set) var target: Duration
  private let highestTarget: Duration
  /// Whether the device has started playing and has not been stopped since.
  private var isRunning = false
  /// The clock for a device that takes everything at once.
  private var pacing: FramePacing?
  /// Whether the kind of device is known yet.
  private var isPacingDecided = false
  /// When the device last accepted or played something.
  private var lastProgress = ContinuousClock.now
  private var lastAvailable = -1

  /// Opens a device.
  ///
  /// - Parameters:
  ///   - name: an ALSA PCM name.
  ///   - sampleRate: in Hz.
  ///   - takesNearest: whether a device that doesn't support the rate or channels may use its own,
  ///     which `sampleRate` and `channels` then return.
  ///   - target: how much sound should be queued at first.
  ///   - highestTarget: the limit to which underruns raise it.
  /// - Throws: if there is no such device, it can't be opened, or it doesn't support the rate or
  ///   channels.
  package init(
    _ name: String = "default", sampleRate: Int, channels: Int = 1, takesNearest: Bool = false,
    target: Duration = .milliseconds(40), highestTarget: Duration = .milliseconds(160)
  ) throws(AudioDeviceError) {
    self.target = target
    self.highestTarget = highestTarget
    pcm = try PCM.open(
      name, .playback,
      Self.settings(
        sampleRate: sampleRate, channels: channels, fit: takesNearest ? .nearest : .exact,
        target: target),
      within: .seconds(5))
    if self.sampleRate != sampleRate {
      // The periods were counted in frames of another rate.
      try pcm.configure(
        Self.settings(
          sampleRate: self.sampleRate, channels: self.channels, fit: .exact, target: target))
    }
    raiseTarget()
  }

  package var name: String { pcm.name }
  /// In Hz.
  package var sampleRate: Int { pcm.settings.sampleRate }
  package var channels: Int { pcm.settings.channels }
  /// Frames accepted so far and not dropped.
  package private(set) var framesWritten = 0

  /// Frames to write now to keep `target` queued; 0 if there are enough.
  ///
  /// - Throws: if the device is gone.
  package func framesWanted() throws(AudioDeviceError) -> Int {
    try flush()
    return max(0, frames(target) - (try queuedFrames()))
  }

  /// Accepts samples, interleaved; what the device doesn't take yet is kept here.
  ///
  /// - Throws: if the device is gone.
  package func write(_ samples: [Int16]) throws(AudioDeviceError) {
    pending += samples
    framesWritten += samples.count / channels
    try flush()
  }

  /// Accepts samples, interleaved; full scale is −1 to 1, and samples beyond are clipped.
  ///
  /// - Throws: if the device is gone.
  package func write(_ samples: [Float]) throws(AudioDeviceError) {
    try write(samples.map(\.linear16))
  }

  /// The length of sound accepted here but not yet taken by the loudspeaker or the sound server.
  package func queued() throws(AudioDeviceError) -> Duration { duration(try queuedFrames()) }

  /// How long until a sample written now is heard, including the sound server's delay.
  package func delay() throws(AudioDeviceError) -> Duration {
    let queued = try queuedFrames()
    if pacing != nil { return duration(queued) }
    let waiting = pending.count / channels
    return duration(max(queued, waiting + (isRunning ? pcm.delay() ?? 0 : 0)))
  }

  /// Plays the queued sound to its end, then stops.
  ///
  /// - Parameter limit: when it has passed, the rest is dropped.
  /// - Throws: if the device goes away meanwhile.
  package func drain(atMost limit: Duration = .seconds(10)) throws(AudioDeviceError) {
    let end = ContinuousClock.now + limit
    // Silence is added: less than the target would not start playing, and the end must not count as
    // an underrun.
    var padding = 0
    while ContinuousClock.now < end {
      let silence = pacing == nil ? try framesWanted() : 0
      pending += Array(repeating: 0, count: silence * channels)
      padding += silence
      try flush()
      if try delay() <= duration(padding) { break }
      usleep(5000)
    }
    try drop()
  }

  /// Drops the queued sound; the device falls silent as soon as possible and can take more.
  ///
  /// - Throws: if the device is gone.
  package func drop() throws(AudioDeviceError) {
    framesWritten -= pending.count / channels
    pending = []
    if case let available = pcm.available(), available >= 0 {
      // A hanging sound server would block this for half a minute.
      let inDevice = max(0, pcm.settings.buffer - available)
      try noteProgress(available, inDevice: inDevice, patience: .milliseconds(500))
    }
    _ = pcm.drop()
    try take(pcm.prepare())
    isRunning = false
    pacing?.clear()
    lastAvailable = -1
  }
}

extension PlaybackDevice {
  /// The frames of a duration.
  private func frames(_ duration: Duration) -> Int {
    Int((duration / .seconds(1) * Double(sampleRate)).rounded())
  }

  private func duration(_ frames: Int) -> Duration {
    .nanoseconds(Int64(Double(frames) / Double(sampleRate) * 1e9))
  }

  /// Half the target at a time, and room for twice the target: a sound server with a larger buffer
  /// would take larger chunks, and run dry between them.
  private static func settings(
    sampleRate: Int, channels: Int, fit: PCM.Fit, target: Duration
  ) -> PCM.Settings {
    let queue = Int((target / .seconds(1) * Double(sampleRate)).rounded())
    return PCM.Settings(
      sampleRate: sampleRate, channels: channels, fit: fit, period: queue / 2, buffer: queue * 2)
  }

  /// Frames queued here or in the device.
  private func queuedFrames() throws(AudioDeviceError) -> Int {
    let waiting = pending.count / channels
    if var pacing {
      let queued = pacing.queued(at: .now, rate: sampleRate)
      self.pacing = pacing
      return waiting + queued
    }
    let available = pcm.available()
    if available < 0 {
      try recover(from: available)
      return pending.count / channels
    }
    let inDevice = max(0, pcm.settings.buffer - available)
    try noteProgress(available, inDevice: inDevice)
    if inDevice > 0, .now - endOfSound < Self.stale { endOfSound = .now + duration(inDevice) }
    if isRunning, inDevice == 0, waiting == 0, (pcm.delay() ?? 1) == 0 { try recoverFromUnderrun() }
    return waiting + inDevice
  }

  private func noteProgress(
    _ available: Int, inDevice: Int, patience: Duration = .seconds(3)
  ) throws(AudioDeviceError) {
    if available != lastAvailable { lastProgress = .now }
    lastAvailable = available
    if isRunning, inDevice > 0, .now - lastProgress > patience {
      pcm.isHanging = true
      throw AudioDeviceError(.stalled, name, .playback)
    }
  }

  /// Gives the device as much as it takes.
  private func flush() throws(AudioDeviceError) {
    while !pending.isEmpty {
      let began = ContinuousClock.now
      let written = pending.withUnsafeBufferPointer { pcm.write($0) }
      if written == -Int(EAGAIN) || written == 0 { return }
      if written < 0 {
        try recover(from: written)
        return
      }
      pending.removeFirst(min(written * channels, pending.count))
      lastProgress = .now
      // A server may go on without telling that it ran dry.
      if isRunning, began - endOfSound >= Self.stale { dry += began - endOfSound }
      endOfSound = max(endOfSound, began) + duration(written)
      noteWriting(written, since: began)
    }
  }

  private func noteWriting(_ frames: Int, since began: ContinuousClock.Instant) {
    if pacing != nil {
      pacing?.add(frames)
      return
    }
    // A device that takes everything at once may never reach its start threshold.
    let isRunning = pcm.state == SND_PCM_STATE_RUNNING
    guard isRunning || pcm.available() >= pcm.settings.buffer else { return }
    self.isRunning = isRunning
    guard !isPacingDecided else { return }
    let hasPlayedAll = pcm.available() >= pcm.settings.buffer && (pcm.delay() ?? 0) == 0
    // A real device could not have taken this much yet; later it could.
    guard ContinuousClock.now - began < duration(frames) / 2 else { return }
    isPacingDecided = true
    if hasPlayedAll { pacing = FramePacing(frames, at: began) }
  }

  private func recover(from code: Int) throws(AudioDeviceError) {
    if code == -Int(EPIPE) {
      try recoverFromUnderrun()
    } else {
      let recovered = pcm.recover(from: code)
      if recovered != -Int(EAGAIN) { try take(recovered) }
      isRunning = false
    }
  }

  /// Recovers, with more sound queued from now on.
  private func recoverFromUnderrun() throws(AudioDeviceError) {
    underruns += 1
    dry += max(.zero, .now - endOfSound)
    isRunning = false
    lastAvailable = -1
    guard target < highestTarget else {
      try take(pcm.recover(from: -Int(EPIPE)))
      return
    }
    target = min(highestTarget, target + .milliseconds(20))
    do {
      try pcm.configure(
        Self.settings(sampleRate: sampleRate, channels: channels, fit: .exact, target: target))
      raiseTarget()
    } catch {
      throw AudioDeviceError(using: name, .playback, code: error.code)
    }
  }

  /// A device with longer periods than asked for plays two of them or nothing.
  private func raiseTarget() {
    target = max(target, duration(min(2 * pcm.settings.period, pcm.settings.buffer)))
  }

  private func take(_ code: Int) throws(AudioDeviceError) {
    guard code >= 0 else {
      throw AudioDeviceError(using: name, .playback, code: Int32(clamping: code))
    }
  }
}
