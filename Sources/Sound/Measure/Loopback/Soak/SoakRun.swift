/// Plays a signal round after round on one device while recording from another.
package struct SoakRun {
  private let signal: LoopbackSignal
  private let rounds: Int
  private let output: PlaybackDevice
  private let input: CaptureDevice

  /// - Parameters:
  ///   - signal: a repeated one.
  ///   - output, input: mono, with the signal's sample rate.
  package init(
    _ signal: LoopbackSignal, rounds: Int, output: PlaybackDevice, input: CaptureDevice
  ) {
    precondition(
      output.channels == 1 && input.channels == 1
        && output.sampleRate == signal.sampleRate && input.sampleRate == signal.sampleRate,
      "a loop is mono and has one sample rate")
    self.signal = signal
    self.rounds = rounds
    self.output = output
    self.input = input
  }

  /// Plays all rounds, in real time.
  ///
  /// - Parameters:
  ///   - goesOn: called many times a second with the elapsed time; the run ends when it returns false.
  ///   - take: takes each round once it was captured; it must not take long, since the devices wait.
  /// - Returns: what ended it early; what was captured until then is handed on.
  package func run(
    while goesOn: (Duration) -> Bool, take: (SoakRound) -> Void
  ) -> LoopbackRecording.End? {
    var tape = SoakTape(signal)
    var end: LoopbackRecording.End?
    do throws(AudioDeviceError) {
      if try !run(on: &tape, while: goesOn, take: take) { end = .stopped }
      try output.drop()
    } catch {
      end = .failed(error)
    }
    if end != nil, let round = tape.unfinishedRound() { take(round) }
    return end
  }

  /// - Returns: whether it came to its end.
  private func run(
    on tape: inout SoakTape, while goesOn: (Duration) -> Bool, take: (SoakRound) -> Void
  ) throws(AudioDeviceError) -> Bool {
    var left = rounds
    let end = (signal.period ?? 0) * (rounds - 1) + signal.samples.count
    let start = ContinuousClock.now
    while left > 0 {
      guard goesOn(.now - start) else { return false }
      let wanted = try output.framesWanted()
      if wanted > 0 {
        let frames = output.framesWritten..<output.framesWritten + wanted
        let time = ContinuousClock.now - start
        try output.write(tape.samples(frames, until: end))
        tape.play(frames, at: time, delay: try output.delay())
      }
      let heard = try input.read()
      tape.isPaced = input.isPaced
      tape.capture(heard.map { Float($0) / 32768 }, at: .now - start, delay: input.delay())
      tape.underruns = output.underruns
      tape.overruns = input.overruns
      if let round = tape.finishedRound() {
        take(round)
        left -= 1
      }
      input.wait(atMost: .milliseconds(5))
    }
    return true
  }
}
