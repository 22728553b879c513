/// Plays a loopback signal on one device while recording from another.
package struct LoopbackRun {
  private let signal: LoopbackSignal
  private let sound: AudioClip
  private let output: PlaybackDevice
  private let input: CaptureDevice
  /// How long to listen after the signal's end: longer than the latency of any usable path.
  private static let patience = Duration.seconds(2)

  /// - Parameters: both devices have the signal's channels and sample rate.
  package init(_ signal: LoopbackSignal, output: PlaybackDevice, input: CaptureDevice) {
    precondition(
      output.channels == signal.channels && input.channels == signal.channels
        && output.sampleRate == signal.sampleRate && input.sampleRate == signal.sampleRate,
      "a loop has one sample rate and as many channels as its signal")
    self.signal = signal
    sound = signal.clip
    self.output = output
    self.input = input
  }

  /// Plays the signal to its end, in real time, and waits a little for what arrives late.
  ///
  /// - Parameter goesOn: called many times a second with the elapsed time; the run ends when it
  ///   returns false.
  /// - Returns: what was captured, though a device went away, stalled, or the run was ended early.
  package func record(while goesOn: (Duration) -> Bool) -> LoopbackRecording {
    var recording = LoopbackRecording(samples: [], channels: sound.channels)
    recording.samples.reserveCapacity(
      sound.samples.count + 4 * signal.sampleRate * sound.channels)
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
    let end = sound.duration + Self.patience
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
        let first = recording.samples.count / sound.channels
        let frames = first..<first + heard.count / sound.channels
        recording.captured.note(frames, at: .now - start)
        recording.samples += heard.map { Float($0) / 32768 }
        let delay = input.delay()
        captureDelays.append(delay)
        pickedUp.note(frames, at: .now - start - delay)
      }
      input.wait(atMost: .milliseconds(5))
    }
  }

  /// A part of the signal, with silence after its end.
  private func block(from first: Int, count: Int) -> [Float] {
    let start = min(first * sound.channels, sound.samples.count)
    let part = sound.samples[start...].prefix(count * sound.channels)
    return part + [Float](repeating: 0, count: count * sound.channels - part.count)
  }
}

extension [Duration] {
  /// The one in the middle; `nil` if there are none.
  var median: Duration? { isEmpty ? nil : sorted()[count / 2] }
}
