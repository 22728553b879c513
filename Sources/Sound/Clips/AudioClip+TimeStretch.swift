import CSonic

extension AudioClip {
  /// The sound slower or faster at the same pitch, by libsonic, which is made for speech.
  ///
  /// - Parameter factor: the ratio of the new length to the old; limited to a tenth to ten.
  package func stretched(by factor: Double) -> AudioClip {
    guard factor.isFinite, factor != 1, frameCount > 0,
      let stream = sonicCreateStream(Int32(clamping: sampleRate), Int32(clamping: channels))
    else { return self }
    defer { sonicDestroyStream(stream) }
    sonicSetSpeed(stream, Float(1 / Swift.min(Swift.max(factor, 0.1), 10)))
    var input = samples
    guard sonicWriteFloatToStream(stream, &input, Int32(clamping: frameCount)) != 0,
      sonicFlushStream(stream) != 0
    else { return self }
    var stretched: [Float] = []
    var block = [Float](repeating: 0, count: 4096 * channels)
    while case let count = Int(sonicReadFloatFromStream(stream, &block, 4096)), count > 0 {
      stretched += block[..<(count * channels)]
    }
    return AudioClip(samples: stretched, channels: channels, sampleRate: sampleRate)
  }
}
