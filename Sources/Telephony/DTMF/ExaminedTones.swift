/// Two tones that the detector's second stage examined, to be measured in the whole sound.
struct ExaminedTones {
  let fit: PairFit
  /// `nil` if they are a digit.
  let refusal: DTMFRefusal?
  /// The index of the last sample heard then.
  let decidedAt: Int
  /// The samples that they filled by then.
  let filled: Range<Int>

  /// - Parameter position: how many samples were heard by then.
  init(_ examination: DTMFDetector.Examination, at position: Int) {
    switch examination {
    case .digit(let fit), .goesOn(let fit): (self.fit, refusal) = (fit, nil)
    case .refused(let fit, let why): (self.fit, refusal) = (fit, why)
    }
    decidedAt = position - 1
    let start = position - ToneTrace.capacity * ToneSlice.length
    let bounds = fit.interior
    filled =
      start + bounds.lowerBound * ToneSlice.length..<start + bounds.upperBound * ToneSlice.length
  }

  /// The samples through which both tones have at least half their amplitude; breaks too short to
  /// separate two digits are bridged.
  ///
  /// - Parameter limit: where the next digit begins.
  func extent(in sound: [Int16], before limit: Int?) -> Range<Int> {
    let floor = fit.power * fit.pair.gain * 0.5
    let half = ToneSlice.length / 2
    func areHeard(at index: Int) -> Bool {
      all(amplitudes(in: sound, from: index - half).squares .>= floor)
    }
    var first = filled.lowerBound + half
    while first > half + 2, areHeard(at: first - 1) { first -= 1 }
    // At half of its amplitude, the onset is in the middle of the slice.
    if first <= half + 2 { first = 0 }

    let end = min(limit ?? .max, sound.count - half)
    var last = filled.upperBound - half
    var index = last
    while index < end, index - last <= Self.bridged {
      if areHeard(at: index) { last = index }
      index += 1
    }
    return first..<max(last, first + 1)
  }

  /// In samples: a break of 23 ms may still belong to one digit.
  private static let bridged = 184

  private func amplitudes(in sound: [Int16], from start: Int) -> TonePhasors {
    var slice = ToneSlice()
    sound.withUnsafeBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      ToneSlicer.shared.cut(1, from: base + start, into: &slice)
    }
    let (row, column) = (fit.pair.row, 4 + fit.pair.column)
    return fit.pair.amplitudes(
      cosine: SIMD2(slice.cosine[row], slice.cosine[column]),
      sine: SIMD2(slice.sine[row], slice.sine[column]))
  }

  /// What the tones are like over their extent.
  ///
  /// - Parameter count: the sound's samples without the silence added to it.
  func signal(in sound: [Int16], over extent: Range<Int>, of count: Int) -> DTMFSignal {
    // Rise and fall don't count.
    let margin = min(16, extent.count / 4)
    let middle = extent.lowerBound + margin..<extent.upperBound - margin
    let measure = ToneMeasurement(
      of: sound[middle], around: fit.pair.frequencies * (1 + fit.deviation))
    return DTMFSignal(measure, of: fit.pair.digit, over: extent, of: count)
  }
}

extension DTMFSignal {
  /// What a digit's tones measure over their extent in a sound.
  ///
  /// - Parameter count: the sound's samples without the silence added to it.
  init(_ measure: ToneMeasurement, of digit: DTMFDigit, over extent: Range<Int>, of count: Int) {
    func tone(_ index: Int, nominal: Double) -> DTMFSignal.Tone {
      let frequency = Double(measure.frequencies[index])
      // A full-scale sine has the power 32 767² / 2.
      let fullScale = 32_767.0 * 32_767 / 2
      return DTMFSignal.Tone(
        frequency: frequency, deviation: (frequency / nominal - 1) * 100,
        level: 3.14 + .decibels(power: measure.powers[index] / fullScale))
    }
    self.init(
      onset: extent.lowerBound, length: extent.upperBound < count ? extent.count : nil,
      low: tone(0, nominal: digit.lowFrequency), high: tone(1, nominal: digit.highFrequency),
      snr: min(100, .decibels(power: measure.powers.sum() / measure.residue)))
  }
}
