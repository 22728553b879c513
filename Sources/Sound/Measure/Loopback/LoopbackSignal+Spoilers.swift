import Glibc

extension LoopbackSignal {
  /// The dropouts that lie in the parts by which figures are measured.
  func spoilers(among dropouts: [Dropout]) -> [LoopbackReport.Figure: [Dropout]] {
    var spoilers: [LoopbackReport.Figure: [Dropout]] = [:]
    for figure in LoopbackReport.Figure.allCases {
      let found = dropouts.filter { dropout in
        // A jump between two moments of silence changes nothing there.
        !(dropout.kind.isJump && figure == .noise) && dropout.touches(part(of: figure))
      }
      if !found.isEmpty { spoilers[figure] = found }
    }
    return spoilers
  }

  private func part(of figure: LoopbackReport.Figure) -> Range<Double> {
    switch figure {
    case .noise: silence
    case .tone: tone
    case .intermodulation: twoTones
    case .response: sweep.lowerBound..<sweepTail.upperBound
    case .digits: digits
    }
  }

  /// The sweep's frequencies while a dropout lasts, in Hz; `nil` if it isn't in the sweep, or takes
  /// nothing away.
  func frequencies(during dropout: Dropout) -> ClosedRange<Double>? {
    guard dropout.kind != .click, dropout.touches(sweep) else { return nil }
    let margin = 0.01
    let (start, end) = dropout.span
    return sweepFrequency(at: start - margin)...sweepFrequency(at: end + margin)
  }

  /// The sweep's frequency at a time, in Hz; its lowest before it, its highest after it.
  func sweepFrequency(at time: Double) -> Double {
    let band = Self.sweepBand(at: sampleRate)
    let share = min(1, max(0, (time - sweep.lowerBound) / (sweep.upperBound - sweep.lowerBound)))
    return band.lowerBound * pow(band.upperBound / band.lowerBound, share)
  }

  /// The parts of the sweep with frequencies that are played nowhere else, in seconds.
  var sweepEnds: [Range<Double>] {
    let band = Self.sweepBand(at: sampleRate)
    let time = { (frequency: Double) in
      let share =
        Glibc.log(frequency / band.lowerBound) / Glibc.log(band.upperBound / band.lowerBound)
      return sweep.lowerBound + share * (sweep.upperBound - sweep.lowerBound)
    }
    return [
      sweep.lowerBound..<time(WanderingTone.band.lowerBound),
      time(WanderingTone.band.upperBound)..<sweep.upperBound,
    ]
  }
}

extension Dropout {
  /// When it may have lasted, in seconds.
  fileprivate var span: (start: Double, end: Double) {
    let seconds = { (time: Duration) in time / .seconds(1) }
    if let longest { return (seconds(earliest), seconds(earliest + longest)) }
    return (seconds(earliest), seconds(latest + (kind == .delay ? .zero : length)))
  }

  func touches(_ part: Range<Double>) -> Bool {
    span.start < part.upperBound && span.end > part.lowerBound
  }
}
