/// Plays a loopback signal on one device while recording from another.
package struct LoopbackRun {
  private let signal: LoopbackSignal
  private let output: PlaybackDevice
  private let input: CaptureDevice
  /// How long to listen after the signal's end: longer than the latency of any usable path.
  private static let patience = Duration.seconds(2)

  /// - Parameters: both devices are mono and have the signal's sample rate.
  package init(_ signal: LoopbackSignal, output: PlaybackDevice, input: CaptureDevice) {
    precondition(
      output.channels == 1 && input.channels == 1
        && output.sampleRate == signal.sampleRate && input.sampleRate == signal.sampleRate,
      "a loop is mono and has one sample rate")
    self.signal = signal
    self.output = output
    self.input = input
  }

  /// Plays the signal to its end, in real time, and waits a little for what arrives late.
  ///
  /// - Parameter goesOn: called many times a second with the elapsed time; the run ends when it
  ///   returns false.
  /// - Returns: what was captured, though a device went away, stalled, or the run was ended early.
  package func record(while goesOn: (Duration) -> Bool) -> LoopbackRecording {
    var recording = LoopbackRecording(samples: [])
    recording.samples.reserveCapacity(signal.samples.count + 4 * signal.sampleRate)
    do throws(AudioDeviceError) {
      try record(into: &recording, while: goesOn)
      try output.drop()
    } catch {
      recording.end = .failed(error)
    }
    recording.underruns = output.underruns
    recording.overruns = input.overruns
    return recording
  }

  private func record(
    into recording: inout LoopbackRecording, while goesOn: (Duration) -> Bool
  ) throws(AudioDeviceError) {
    var playbackDelays: [Duration] = []
    var captureDelays: [Duration] = []
    var sounded = SampleClock(.received)
    var pickedUp = SampleClock(.received)
    defer {
      recording.playbackDelay = playbackDelays.median
      recording.captureDelay = captureDelays.median
      recording.sounded = sounded
      recording.pickedUp = pickedUp
      if input.isPaced {
        // A file delivers more at first than time has passed; each sample counts at its own time.
        recording.captured = SampleClock(.received)
        recording.pickedUp = recording.captured
      }
    }
    let start = ContinuousClock.now
    let end = signal.duration + Self.patience
    while case let elapsed = ContinuousClock.now - start, elapsed < end {
      guard goesOn(elapsed) else {
        recording.end = .stopped
        return
      }
      let wanted = try output.framesWanted()
      if wanted > 0 {
        let first = output.framesWritten
        recording.played.note(first..<first + wanted, at: .now - start)
        try output.write(block(from: first, count: wanted))
        let delay = try output.delay()
        playbackDelays.append(delay)
        sounded.note(first..<first + wanted, at: .now - start + delay)
      }
      let heard = try input.read()
      if !heard.isEmpty {
        let first = recording.samples.count
        recording.captured.note(first..<first + heard.count, at: .now - start)
        recording.samples += heard.map { Float($0) / 32768 }
        let delay = input.delay()
        captureDelays.append(delay)
        pickedUp.note(first..<first + heard.count, at: .now - start - delay)
      }
      input.wait(atMost: .milliseconds(5))
    }
  }

  /// A part of the signal, with silence after its end.
  private func block(from first: Int, count: Int) -> [Float] {
    let sound = signal.samples[min(first, signal.samples.count)...].prefix(count)
    return sound + [Float](repeating: 0, count: count - sound.count)
  }
}

extension [Duration] {
  fileprivate var median: Duration? { isEmpty ? nil : sorted()[count / 2] }
}
