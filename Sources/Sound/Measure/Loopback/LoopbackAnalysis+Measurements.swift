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
    let rate = Double(signal.sampleRate)
    let start = Int((signal.sweep.lowerBound * rate).rounded())
    let end = Int((signal.sweep.upperBound * rate).rounded())
    return ImpulseResponse(
      played: signal.samples[start..<end],
      captured: stretch(
        signal.sweep.lowerBound..<signal.sweepTail.upperBound, of: sound, timeline),
      band: LoopbackSignal.sweepBand(at: signal.sampleRate), sampleRate: signal.sampleRate)
  }
}
