/// The careful test's measurements: two tones of steady frequency and amplitude, fitted to the
/// slices that they fill.
struct PairFit: Sendable {
  let pair: TonePair
  /// The slices of the trace that the tones fill, as far as can be determined.
  let interior: Range<Int>
  /// Whether the tones still sound in the newest slice.
  let lasts: Bool
  /// The frequencies' deviation from the nominal ones, as a fraction of these.
  let deviation: SIMD2<Float>
  /// The tones' power, in squared Int16 steps.
  let power: SIMD2<Float>
  /// The part of the sharpened sound's energy that the tones explain.
  let purity: Float
  /// How far amplitude and phase wander from slice to slice, as a fraction of each tone's power.
  let unrest: SIMD2<Float>
  /// How far the phases deviate from a straight line, from the middle to the ends, in radians.
  let bend: SIMD2<Float>
  /// How long the tones have sounded, in slices.
  let duration: Float
  /// The power at the two frequencies shortly before the onset, as a fraction of the tones'.
  let before: SIMD2<Float>
  /// The end of the same tones before the onset; `nil` if it isn't within the trace.
  let gap: Gap?

  /// A break in the tones.
  struct Gap: Sendable {
    /// How long they were silent, in slices.
    let length: Float
    /// Whether they continued inaudibly: the cosine of the larger phase jump.
    let coherence: Float
  }

  /// Fits the tones that sound in the slice `anchor`; `nil` if they fill too few slices to be
  /// measured.
  init?(
    of pair: TonePair, in window: ToneWindow, around anchor: Int, limit: Int = ToneTrace.capacity
  ) {
    guard let run = ToneRun(of: pair, in: window, around: anchor, limit: limit), let step = run.step
    else {
      return nil
    }
    self.pair = pair
    interior = run.interior
    lasts = run.lasts
    let count = Float(interior.count)

    // Rotated back by their own steps, steady tones stand still; their mean is the fit.
    var model = TonePhasors(real: .one)
    var tones = TonePhasors()
    for index in interior {
      tones += run.phasors[index].turned(backBy: model)
      model = model.turned(by: step)
    }
    tones = tones.scaled(by: SIMD2(repeating: 1 / count))
    let squares = tones.squares

    let excess = step.turned(backBy: pair.turn)
    deviation = excess.angles / (2 * .pi) * (8_000 / Float(ToneSlice.length)) / pair.frequencies
    // Off its nominal frequency a tone loses some of its energy within a slice: 1 - sinc² ≈ δ²/12.
    let loss = (2 - 2 * excess.real) / 12
    power = squares * 0.5 * (1 + loss) / pair.gain

    // The phases' curvature: their correlation with a parabola that rises by 1 from the middle to
    // the ends.
    let parabolaMean = (count + 1) / (count - 1) / 3
    var parabolaEnergy: Float = 0
    var bends = SIMD2<Float>()
    var wander = SIMD2<Float>()
    var energy: Float = 0
    var residue: Float = 0
    model = tones
    for index in interior {
      let phasors = run.phasors[index]
      let off = phasors.real - model.real
      let offImaginary = phasors.imaginary - model.imaginary
      wander += off * off + offImaginary * offImaginary
      energy += window[index].energy
      residue += window[index].energy - phasors.energy
      let place = 2 * (Float(index - interior.lowerBound) / (count - 1)) - 1
      let parabola = place * place - parabolaMean
      bends += phasors.turned(backBy: model).imaginary * parabola
      parabolaEnergy += parabola * parabola
      model = model.turned(by: step)
    }
    residue += (wander - squares * loss * count).sum() * Float(ToneSlice.length / 2)
    purity = 1 - residue / energy
    unrest = wander / (squares * count)
    bend = bends / (squares * parabolaEnergy)

    // A slice at an edge counts in proportion to how far the tones fill it.
    func share(_ index: Int, _ model: TonePhasors) -> Float {
      guard index >= 0, index < ToneTrace.capacity else { return 0 }
      let shares = run.phasors[index].turned(backBy: model).real / squares
      return min(max(shares.sum() / 2, 0), 1)
    }
    var length = count + share(interior.upperBound, model)
    length += share(interior.upperBound + 1, model.turned(by: step))
    model = tones.turned(backBy: step)
    length += share(interior.lowerBound - 1, model)
    length += share(interior.lowerBound - 2, model.turned(backBy: step))
    duration = length

    let past = max(0, interior.lowerBound - 5)..<max(0, interior.lowerBound - 2)
    var pastSquares = SIMD2<Float>()
    for index in past { pastSquares += run.phasors[index].squares }
    before = past.isEmpty ? .zero : pastSquares / (squares * Float(past.count))
    gap = Gap(before: run, of: tones, turning: step)
  }
}

extension PairFit.Gap {
  /// The gap before a run, whose tones are `tones` in its interior's first slice; `nil` if the
  /// trace has no earlier end of them.
  @inline(__always)
  fileprivate init?(before run: ToneRun, of tones: TonePhasors, turning step: TonePhasors) {
    func share(_ index: Int) -> Float {
      min((run.phasors[index].squares / tones.squares).min().squareRoot(), 1)
    }
    // The slice before the run is silent or holds the onset, never the end of the earlier tones.
    var end = run.first - 2
    while end > 0, share(end) < 0.5 { end -= 1 }
    guard end > 0 else { return nil }
    length = (end...run.first).reduce(0) { $0 + 1 - share($1) }
    let whole = share(end - 1) > 0.7 ? end - 1 : end
    var model = tones
    for _ in whole..<run.interior.lowerBound { model = model.turned(backBy: step) }
    let jump = run.phasors[whole].turned(backBy: model)
    coherence = (jump.real / jump.squares.squareRoot()).min()
  }
}
