import CALSA
import Glibc

/// An open ALSA PCM that never blocks.
final class PCM {
  /// What to do if the device doesn't support a rate or a number of channels.
  enum Fit {
    case exact
    case nearest
  }

  /// The samples that a device gives and takes.
  enum Sample {
    case s16
    /// 32-bit integers, of which a converter of 24 bits fills the upper ones.
    case s32

    var format: snd_pcm_format_t { self == .s16 ? SND_PCM_FORMAT_S16 : SND_PCM_FORMAT_S32 }
  }

  struct Settings {
    var sampleRate: Int
    var channels: Int
    var fit: Fit
    var sample = Sample.s16
    /// In frames.
    var period: Int
    /// In frames.
    var buffer: Int

    /// Limits of what counts as sound; beyond them, buffers would take gigabytes.
    static let sampleRates = 1000...768_000
    static let channelCounts = 1...64
  }

  let name: String
  let direction: AudioDirection
  private let handle: OpaquePointer
  /// The device's actual parameters, which may differ from those asked for.
  private(set) var settings: Settings
  /// Set when the device no longer responds; closing it would hang too.
  var isHanging = false

  init(
    _ name: String, _ direction: AudioDirection, _ settings: Settings, within limit: Duration
  ) throws(AudioDeviceError) {
    self.name = name
    self.direction = direction
    self.settings = settings
    guard Settings.sampleRates ~= settings.sampleRate else {
      throw AudioDeviceError(.refusesRate(settings.sampleRate), name, direction)
    }
    guard Settings.channelCounts ~= settings.channels else {
      throw AudioDeviceError(.refusesChannels(settings.channels), name, direction)
    }
    handle = try PCMOpening.open(name, direction, within: limit)
    try configure(settings)
  }

  deinit {
    if isHanging { PCMOpening.closeAside(handle) } else { snd_pcm_close(handle) }
  }

  /// Opens a device, and says so if it can only be opened for the other direction. ALSA's reason
  /// doesn't: it is "Input/output error" for a sink of a sound server, "No such file" for a card.
  static func open(
    _ name: String, _ direction: AudioDirection, _ settings: Settings, within limit: Duration
  ) throws(AudioDeviceError) -> PCM {
    do {
      return try PCM(name, direction, settings, within: limit)
    } catch {
      switch error.problem {
      case .missing where error.code != -ECONNREFUSED, .unusable: break
      default: throw error
      }
      let other: AudioDirection = direction == .capture ? .playback : .capture
      let opposite = try? PCM(name, other, settings, within: .seconds(1))
      throw opposite == nil ? error : AudioDeviceError(.oneWay, name, direction)
    }
  }

  /// Sets up the device again; its content is lost.
  func configure(_ wanted: Settings) throws(AudioDeviceError) {
    var parameters: OpaquePointer?
    snd_pcm_hw_params_malloc(&parameters)
    defer { snd_pcm_hw_params_free(parameters) }
    snd_pcm_hw_free(handle)
    try require(snd_pcm_hw_params_any(handle, parameters))
    try require(
      snd_pcm_hw_params_set_access(handle, parameters, SND_PCM_ACCESS_RW_INTERLEAVED),
      else: .unusable)
    try require(
      snd_pcm_hw_params_set_format(handle, parameters, wanted.sample.format),
      else: .refusesSamples(wanted.sample == .s16 ? 16 : 32))
    var channels = UInt32(clamping: wanted.channels)
    var rate = UInt32(clamping: wanted.sampleRate)
    if wanted.fit == .nearest {
      try require(snd_pcm_hw_params_set_channels_near(handle, parameters, &channels))
      try require(snd_pcm_hw_params_set_rate_near(handle, parameters, &rate, nil))
    } else {
      try require(
        snd_pcm_hw_params_set_channels(handle, parameters, channels),
        else: .refusesChannels(wanted.channels))
      try require(
        snd_pcm_hw_params_set_rate(handle, parameters, rate, 0),
        else: .refusesRate(wanted.sampleRate))
    }
    var buffer = snd_pcm_uframes_t(max(wanted.buffer, 1))
    var period = snd_pcm_uframes_t(max(wanted.period, 1))
    // A device with fixed sizes refuses here and uses its own.
    snd_pcm_hw_params_set_buffer_size_near(handle, parameters, &buffer)
    snd_pcm_hw_params_set_period_size_near(handle, parameters, &period, nil)
    try require(snd_pcm_hw_params(handle, parameters))
    snd_pcm_get_params(handle, &buffer, &period)
    settings = Settings(
      sampleRate: Int(rate), channels: Int(channels), fit: wanted.fit, sample: wanted.sample,
      period: Int(period), buffer: Int(buffer))
    try setUpSoftware()
  }

  /// The device starts only explicitly, and wakes its user at every period.
  private func setUpSoftware() throws(AudioDeviceError) {
    var parameters: OpaquePointer?
    snd_pcm_sw_params_malloc(&parameters)
    defer { snd_pcm_sw_params_free(parameters) }
    try require(snd_pcm_sw_params_current(handle, parameters))
    let (period, buffer) = (
      snd_pcm_uframes_t(settings.period), snd_pcm_uframes_t(settings.buffer)
    )
    snd_pcm_sw_params_set_avail_min(handle, parameters, period)
    // PulseAudio also waits for the threshold after having run dry.
    snd_pcm_sw_params_set_start_threshold(
      handle, parameters, direction == .playback ? min(2 * period, buffer) : buffer + 1)
    try require(snd_pcm_sw_params(handle, parameters))
  }

  private func require(
    _ code: Int32, else problem: AudioDeviceError.Problem = .unusable
  ) throws(AudioDeviceError) {
    guard code >= 0 else { throw AudioDeviceError(problem, name, direction, code: code) }
  }
}

// Operations on an open device. Each returns ALSA's number, negative for an error.
extension PCM {
  var state: snd_pcm_state_t { snd_pcm_state(handle) }

  /// Frames that can be written or read now.
  func available() -> Int { snd_pcm_avail(handle) }

  /// Frames between the next one written or read and what is heard or captured now; `nil` if
  /// unknown.
  func delay() -> Int? {
    var frames: snd_pcm_sframes_t = 0
    return snd_pcm_delay(handle, &frames) == 0 ? max(0, frames) : nil
  }

  func start() -> Int { Int(snd_pcm_start(handle)) }

  func prepare() -> Int { Int(snd_pcm_prepare(handle)) }

  func drop() -> Int { Int(snd_pcm_drop(handle)) }

  /// Recovers from an underrun, an overrun or a suspension; `-EAGAIN` while the machine is still
  /// waking up. `snd_pcm_recover` would block.
  func recover(from code: Int) -> Int {
    switch code {
    case -Int(EPIPE): return prepare()
    case -Int(ESTRPIPE):
      let resumed = Int(snd_pcm_resume(handle))
      return resumed == 0 || resumed == -Int(EAGAIN) ? resumed : prepare()
    default: return code
    }
  }

  /// Writes as many frames as fit.
  func write(_ samples: UnsafeBufferPointer<Int16>) -> Int {
    snd_pcm_writei(
      handle, samples.baseAddress, snd_pcm_uframes_t(samples.count / settings.channels))
  }

  /// Reads as many frames as have come, in the device's samples.
  func read<Sample>(into samples: UnsafeMutableBufferPointer<Sample>) -> Int {
    snd_pcm_readi(
      handle, samples.baseAddress, snd_pcm_uframes_t(samples.count / settings.channels))
  }

  /// Waits until a period can be written or read.
  func wait(atMost limit: Duration) -> Int {
    let milliseconds = max(.zero, min(limit, .seconds(3600))) / .milliseconds(1)
    return Int(snd_pcm_wait(handle, Int32(milliseconds.rounded(.up))))
  }

  /// The descriptors that become ready when a period can be written or read.
  var pollDescriptors: [pollfd] {
    let count = max(0, Int(snd_pcm_poll_descriptors_count(handle)))
    var files = [pollfd](repeating: pollfd(), count: count)
    let filled = snd_pcm_poll_descriptors(handle, &files, UInt32(count))
    return Array(files.prefix(max(0, Int(filled))))
  }
}
