/// Plays a sound on one device while recording from another.
package struct DuplexRun {
  private let output: PlaybackDevice
  private let input: CaptureDevice
  /// How long to listen after the sound's end: longer than the latency of any usable path.
  private static let patience = Duration.seconds(2)

  /// - Parameters: both devices are mono.
  package init(output: PlaybackDevice, input: CaptureDevice) {
    precondition(output.channels == 1 && input.channels == 1, "the devices are mono")
    self.output = output
    self.input = input
  }

  /// Plays to the sound's end, in real time, and waits a little for what arrives late.
  ///
  /// - Parameters:
  ///   - sound: at the playback device's sample rate.
  ///   - goesOn: called many times a second with the elapsed time.
  /// - Returns: what was heard, at the capture device's sample rate; `nil` if `goesOn` ended it.
  /// - Throws: if a device goes away or stalls.
  package func play(
    _ sound: [Float], while goesOn: (Duration) -> Bool
  ) throws(AudioDeviceError) -> [Float]? {
    var heard: [Float] = []
    var next = 0
    let length = Duration.seconds(Double(sound.count) / Double(output.sampleRate))
    let start = ContinuousClock.now
    while case let elapsed = ContinuousClock.now - start, elapsed < length + Self.patience {
      guard goesOn(elapsed) else {
        try output.drop()
        return nil
      }
      let wanted = try output.framesWanted()
      if wanted > 0 {
        let block = sound[min(next, sound.count)...].prefix(wanted)
        next += block.count
        try output.write(block + [Float](repeating: 0, count: wanted - block.count))
      }
      heard += try input.read().map { Float($0) / 32768 }
      input.wait(atMost: .milliseconds(5))
    }
    try output.drop()
    return heard
  }
}
