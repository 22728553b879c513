// What is so silent that it needs no model.
extension DropoutSearch {
  /// Stretches of 100 ms or more in which the signal sounds and hardly anything is heard. The sweep's
  /// lowest and highest frequencies don't count: a telephone's path passes nothing of them.
  static func longSilences(
    of signal: LoopbackSignal, by aligned: AlignedSound,
    lines: [(start: Double, line: AlignedSound.Line)], in captured: Range<Double>, noise: Double
  ) -> [Candidate] {
    let rate = Double(signal.sampleRate)
    let (slot, least) = (Int(rate / 100), 10)
    let first = Int(captured.lowerBound * rate)
    let loud = 0.05 * LoopbackSignal.amplitude * LoopbackSignal.amplitude
    // The energy heard in each slot in which the signal sounds.
    var slots: [Double?] = []
    for start in stride(from: first, to: Int(captured.upperBound * rate) - slot, by: slot) {
      let range = start..<start + slot
      let sent = signal.samples[range].energy / Double(slot)
      let time = Double(start) / rate
      let isPassed =
        !signal.sweep.contains(time)
        || WanderingTone.band.contains(signal.sweepFrequency(at: time))
      slots.append(
        sent > loud && isPassed
          ? heard(range, of: aligned, by: lines, rate: rate)[...].energy / Double(slot) : nil)
    }
    let sorted = slots.compactMap(\.self).sorted()
    guard !sorted.isEmpty else { return [] }
    // Most of it may be silent.
    let usual = sorted[sorted.count * 9 / 10]
    // In strong noise silence doesn't stand out.
    guard 4 * noise < 0.1 * usual else { return [] }
    let limit = max(4 * noise, 1e-3 * usual)
    var found: [Candidate] = []
    var run: Range<Int>?
    func end() {
      if let run, run.count >= least {
        let start = captured.lowerBound + Double(run.lowerBound) * 0.01
        found.append(Candidate(.silence, start..<start + Double(run.count) * 0.01))
      }
      run = nil
    }
    for (index, energy) in slots.enumerated() {
      guard let energy else { continue }
      if energy < limit { run = (run?.lowerBound ?? index)..<index + 1 } else { end() }
    }
    end()
    return found
  }
}
