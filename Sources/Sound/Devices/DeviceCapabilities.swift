import CALSA

/// What a device takes in one direction, as it answers ALSA's questions: each of these by itself, not
/// any of them together. A device that converts takes nearly everything.
package struct DeviceCapabilities: Hashable, Sendable {
  /// ALSA's names, such as `S16_LE`.
  package let formats: [String]
  /// The usual sample rates that it takes, in Hz.
  package let rates: [Int]
  /// The lowest and the highest, in Hz.
  package let rateRange: ClosedRange<Int>
  package let channels: ClosedRange<Int>
  /// The lengths between two interrupts, in frames.
  package let periods: ClosedRange<Int>
  /// The lengths of its buffer, in frames.
  package let buffers: ClosedRange<Int>

  private static let usualRates: [Int] = [
    8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176_400, 192_000,
  ]
  private static let usualFormats: [snd_pcm_format_t] = [
    SND_PCM_FORMAT_U8, SND_PCM_FORMAT_S16_LE, SND_PCM_FORMAT_S24_LE, SND_PCM_FORMAT_S24_3LE,
    SND_PCM_FORMAT_S32_LE, SND_PCM_FORMAT_FLOAT_LE, SND_PCM_FORMAT_MU_LAW, SND_PCM_FORMAT_A_LAW,
  ]

  /// Opens the device for a moment.
  ///
  /// - Throws: if it can't be opened.
  package init(of name: String, _ direction: AudioDirection) throws(AudioDeviceError) {
    let handle = try PCMOpening.open(name, direction, within: .seconds(5))
    defer { snd_pcm_close(handle) }
    var parameters: OpaquePointer?
    snd_pcm_hw_params_malloc(&parameters)
    defer { snd_pcm_hw_params_free(parameters) }
    let code = snd_pcm_hw_params_any(handle, parameters)
    guard code >= 0, let parameters else {
      throw AudioDeviceError(.unusable, name, direction, code: code)
    }
    formats = Self.usualFormats.compactMap { format in
      guard snd_pcm_hw_params_test_format(handle, parameters, format) == 0 else { return nil }
      return snd_pcm_format_name(format).map { String(cString: $0) }
    }
    rates = Self.usualRates.filter {
      snd_pcm_hw_params_test_rate(handle, parameters, UInt32($0), 0) == 0
    }
    rateRange = Self.range(
      { snd_pcm_hw_params_get_rate_min(parameters, &$0, nil) },
      { snd_pcm_hw_params_get_rate_max(parameters, &$0, nil) })
    channels = Self.range(
      { snd_pcm_hw_params_get_channels_min(parameters, &$0) },
      { snd_pcm_hw_params_get_channels_max(parameters, &$0) })
    periods = Self.range(
      { snd_pcm_hw_params_get_period_size_min(parameters, &$0, nil) },
      { snd_pcm_hw_params_get_period_size_max(parameters, &$0, nil) })
    buffers = Self.range(
      { snd_pcm_hw_params_get_buffer_size_min(parameters, &$0) },
      { snd_pcm_hw_params_get_buffer_size_max(parameters, &$0) })
  }

  private static func range<Count: FixedWidthInteger>(
    _ lowest: (inout Count) -> Int32, _ highest: (inout Count) -> Int32
  ) -> ClosedRange<Int> {
    var (low, high) = (Count.zero, Count.zero)
    guard lowest(&low) >= 0, highest(&high) >= 0 else { return 0...0 }
    return Int(clamping: min(low, high))...Int(clamping: max(low, high))
  }
}
