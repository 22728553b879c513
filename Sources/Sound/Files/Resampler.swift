import CSampleRate

/// Changes the sample rate of a stream of sound, by libsamplerate.
package final class Resampler {
  private let state: OpaquePointer
  private let channels: Int
  private let ratio: Double

  package enum Quality: Sendable {
    /// For stored sound: 145 dB of signal to noise, 96 % of the band.
    case best
    /// For sound heard once or measured: 97 dB, 80 % of the band.
    case fast
  }

  /// - Parameters:
  ///   - source: the input's sample rate, in Hz.
  ///   - target: the output's sample rate, in Hz.
  /// - Returns: `nil` if the rates are more than 256 times apart.
  package init?(from source: Int, to target: Int, channels: Int = 1, quality: Quality = .best) {
    guard source > 0, target > 0, channels > 0 else { return nil }
    let ratio = Double(target) / Double(source)
    let converter = quality == .best ? SRC_SINC_BEST_QUALITY : SRC_SINC_FASTEST
    var error: Int32 = 0
    guard src_is_valid_ratio(ratio) != 0,
      let state = src_new(Int32(converter), Int32(clamping: channels), &error)
    else { return nil }
    self.state = state
    self.channels = channels
    self.ratio = ratio
  }

  deinit { src_delete(state) }

  /// Converts the next samples, interleaved; the output is complete only after the last block.
  package func convert(_ samples: [Float], isLast: Bool = false) -> [Float] {
    var converted: [Float] = []
    var block = [Float](repeating: 0, count: (Int(Double(samples.count) * ratio) + 4096) * channels)
    samples.withUnsafeBufferPointer { input in
      var used = 0
      while true {
        let (consumed, produced) = block.withUnsafeMutableBufferPointer { output in
          var data = SRC_DATA()
          // libsamplerate accepts no null pointer, even for no samples.
          data.data_in =
            input.baseAddress.map { $0 + used * channels } ?? UnsafePointer(output.baseAddress)
          data.input_frames = input.count / channels - used
          data.data_out = output.baseAddress
          data.output_frames = output.count / channels
          data.end_of_input = isLast ? 1 : 0
          data.src_ratio = ratio
          guard src_process(state, &data) == 0 else { return (0, 0) }
          return (data.input_frames_used, data.output_frames_gen)
        }
        used += consumed
        converted += block[..<(produced * channels)]
        if produced == 0 && (consumed == 0 || used == input.count / channels) { break }
      }
    }
    return converted
  }
}

extension AudioClip {
  /// The same sound at another sample rate, with the same duration to the sample; `nil` if the
  /// rates are more than 256 times apart.
  package func resampled(to rate: Int, quality: Resampler.Quality = .best) -> AudioClip? {
    if rate == sampleRate { return self }
    guard
      let resampler = Resampler(from: sampleRate, to: rate, channels: channels, quality: quality)
    else { return nil }
    let length = Int((Double(frameCount) * Double(rate) / Double(sampleRate)).rounded()) * channels
    var converted = resampler.convert(samples, isLast: true)
    if converted.count > length { converted.removeLast(converted.count - length) }
    converted += Array(repeating: 0, count: length - converted.count)
    return AudioClip(samples: converted, channels: channels, sampleRate: rate)
  }
}
