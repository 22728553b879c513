/// Sound in memory: samples from −1 to 1, interleaved.
package struct AudioClip: Hashable, Sendable {
  /// The samples of all channels, interleaved; full scale is −1 to 1.
  package var samples: [Float]
  package let channels: Int
  /// The sample rate of each channel, in Hz.
  package let sampleRate: Int

  /// - Precondition: at least one channel, and a sample rate above 0.
  package init(samples: [Float], channels: Int = 1, sampleRate: Int) {
    precondition(channels > 0 && sampleRate > 0, "sound has a channel and a sample rate")
    self.samples = samples
    self.channels = channels
    self.sampleRate = sampleRate
  }

  /// The number of samples per channel.
  package var frameCount: Int { samples.count / channels }

  package var duration: Duration {
    .nanoseconds(Int64((Double(frameCount) * 1e9 / Double(sampleRate)).rounded()))
  }

  /// Clips of one form, one after the other; `nil` if there are none.
  package init?(joining clips: [AudioClip]) {
    guard let first = clips.first else { return nil }
    precondition(
      clips.allSatisfy { $0.channels == first.channels && $0.sampleRate == first.sampleRate },
      "clips that are joined have the same channels and sample rate")
    self = first
    for clip in clips.dropFirst() { samples += clip.samples }
  }

  /// All channels mixed to one, by their mean.
  package var mono: AudioClip {
    guard channels > 1 else { return self }
    var mixed: [Float] = []
    mixed.reserveCapacity(frameCount)
    for frame in 0..<frameCount {
      var sum: Float = 0
      for channel in 0..<channels { sum += samples[frame * channels + channel] }
      mixed.append(sum / Float(channels))
    }
    return AudioClip(samples: mixed, sampleRate: sampleRate)
  }
}
