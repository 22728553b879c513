import Glibc
import Telephony

extension LoopbackAnalysis {
  /// Analyses the parts of the captured signal between its tracks.
  ///
  /// - Parameter noise: the captured silence.
  func measurements(
    of sound: [Float], noise: ArraySlice<Float>, _ timeline: PathTimeline
  ) -> PathMeasurements {
    let rate = signal.sampleRate
    // On the capture's clock a tone has another frequency if that runs faster or slower.
    let clocks = 1 + timeline.slope
    let (lower, upper) = LoopbackSignal.twoToneFrequencies
    var found = PathMeasurements(
      tone: ToneAnalysis(
        of: stretch(Self.inner(signal.tone), of: sound, timeline),
        near: LoopbackSignal.toneFrequency / clocks, sampleRate: rate),
      intermodulation: Intermodulation(
        of: stretch(Self.inner(signal.twoTones), of: sound, timeline),
        near: (lower / clocks, upper / clocks), sampleRate: rate),
      hum: HumLines(in: noise, sampleRate: rate),
      noise: NoiseSpectrum(of: noise, sampleRate: rate))
    guard let response = impulseResponse(of: sound, timeline) else { return found }
    found.impulse = response
    found.transfer = TransferFunction(of: response)
    found.echoes = response.echoes()
    found.reverberation = Reverberation(of: response)
    return found
  }

  /// A part without its edges, where it fades and a room still answers to what came before.
  private static func inner(_ part: Range<Double>) -> Range<Double> {
    part.lowerBound + 0.05..<part.upperBound - 0.05
  }

  private func impulseResponse(
    of sound: [Float], _ timeline: PathTimeline
  ) -> ImpulseResponse? {
    ImpulseResponse(
      played: sweep(clocks: 1 + timeline.slope),
      captured: stretch(
        signal.sweep.lowerBound..<signal.sweepTail.upperBound, of: sound, timeline),
      band: LoopbackSignal.sweepBand(at: signal.sampleRate), sampleRate: signal.sampleRate)
  }

  /// The signal's sweep at the pace at which it is captured; otherwise high frequencies would seem
  /// to be later than low ones, or earlier.
  private func sweep(clocks: Double) -> [Float] {
    let rate = Double(signal.sampleRate)
    let band = LoopbackSignal.sweepBand(at: signal.sampleRate)
    let length = ((signal.sweep.upperBound - signal.sweep.lowerBound) * rate).rounded()
    let slowed = (length * clocks).rounded()
    let growth = log(band.upperBound / band.lowerBound) * slowed / (length * clocks)
    var sweep = SineSweep(
      from: band.lowerBound / clocks, to: band.lowerBound / clocks * exp(growth),
      length: .seconds(slowed / rate), sampleRate: signal.sampleRate, level: LoopbackSignal.level)
    return sweep?.next(Int(slowed)) ?? []
  }
}
