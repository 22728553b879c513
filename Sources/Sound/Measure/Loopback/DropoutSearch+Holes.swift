// Holes, damage and clicks.
extension DropoutSearch {
  /// The longest stretch examined at once, in seconds.
  private static let stretch = 2.0

  /// The energies of the whole run, millisecond by millisecond, and what looks like clicks.
  func energies() -> (bins: EnergyBins, clicks: [ClickSearch.Outliers]) {
    let rate = Double(signal.sampleRate)
    var bins = EnergyBins(start: captured.lowerBound)
    var found: [ClickSearch.Outliers] = []
    var time = captured.lowerBound
    while time < captured.upperBound - EnergyBins.width {
      let whole = min(Self.stretch, captured.upperBound - time)
      let end = time + (whole / EnergyBins.width).rounded(.down) * EnergyBins.width
      let inner = Int((time * rate).rounded())..<Int((end * rate).rounded())
      let margin = Int(0.1 * rate)
      let range = max(0, inner.lowerBound - margin)..<inner.upperBound + margin
      let expected = model.predicted(range)
      let heard = Self.heard(range, of: aligned, by: corrected(time..<end), rate: rate)
      let from = inner.lowerBound - range.lowerBound
      bins.append(
        sent: signal.samples[inner], heard: heard[from..<from + inner.count],
        expected: expected[from..<from + inner.count],
        rate: rate)
      let rest = zip(heard, expected).map { $0 - $1 }
      found += clicks.outliers(in: rest, of: expected, from: range.lowerBound, within: inner)
      time = end
    }
    usualRest = bins.usualRest(above: noise)
    loudness = bins.usual
    return (bins, found)
  }

  /// The lines, corrected for what the clocks wander from them, in a part.
  private func corrected(_ part: Range<Double>) -> [(start: Double, line: AlignedSound.Line)] {
    lines.enumerated().map { index, entry in
      let near = timeline.segments[index].blocks.filter {
        $0.played > part.lowerBound - 1 && $0.played < part.upperBound + 1
      }
      guard near.count >= 16 else { return entry }
      var line = entry.line
      line.delay +=
        near.reduce(0) { $0 + $1.delay - entry.line.delay(at: $1.played) } / Double(near.count)
      return (entry.start, line)
    }
  }

  /// Stretches with nothing but noise where there should be sound.
  func holes(in bins: EnergyBins) -> [Candidate] {
    // Where the path passes hardly anything, nothing can be missed.
    let least = max(6 * noise, bins.usual * max(5e-3, 4 * usualRest), 1e-9)
    return bins.runs(ofAtLeast: EnergyBins.window) { window in
      guard window.isLoud, window.expected > least else { return false }
      // Half way in dB between sound and noise, but not so close to the sound that a dip of the
      // path's response counts, nor so far that an echo hides the hole.
      let share = min(0.32, max(0.01, (noise / window.expected).squareRoot()))
      return window.heard < share * window.expected
    }.map { Candidate(.silence, $0) }
  }

  /// Stretches of the sweep in which it falls silent all at once and comes back in the same way. The
  /// model knows nothing of frequencies that are heard nowhere else; but no path has an edge so steep.
  func sweepHoles(in bins: EnergyBins) -> [Candidate] {
    let least = max(30 * noise, bins.usual / 50, 1e-9)
    return bins.gaps(in: signal.sweep, least: least).map { Candidate(.silence, $0) }
  }

  /// Stretches in which even the path's noise is missing.
  func silentHoles(in bins: EnergyBins) -> [Candidate] {
    guard noise > 1e-8 else { return [] }
    return bins.runs(ofAtLeast: 2 * EnergyBins.window) {
      $0.heard < 0.003 * noise && $0.expected < noise
    }.map { Candidate(.silence, $0) }
  }

  /// Stretches with something else than was expected.
  func damage(in bins: EnergyBins) -> [Candidate] {
    // A gain that is 3.3 dB less leaves a tenth.
    let share = max(0.1, 4 * usualRest)
    let least = max(30 * noise, bins.usual * max(5e-3, 4 * usualRest), 1e-8)
    guard share < 1.2 else { return [] }
    return bins.runs(ofAtLeast: 3 * EnergyBins.window) {
      $0.rest > share * $0.expected && $0.rest > least
    }.filter { !isSweepAlone($0) }.map { Candidate(.damage, $0) }
  }

  /// Whether a stretch has just the sweep's tone, at frequencies that are played nowhere else: of
  /// them the model knows nothing but what it learns from there.
  private func isSweepAlone(_ place: Range<Double>) -> Bool {
    let rate = Double(signal.sampleRate)
    let sweep = signal.sweep
    guard place.lowerBound > sweep.lowerBound, place.upperBound < sweep.upperBound + 0.01,
      !WanderingTone.band.contains(signal.sweepFrequency(at: place.lowerBound))
    else { return false }
    let range = Int(place.lowerBound * rate)..<Int(min(place.upperBound, sweep.upperBound) * rate)
    let sound = Self.heard(range, of: aligned, by: lines, rate: rate)
    let length = max(16, Int(0.005 * rate))
    var (rest, whole) = (0.0, 0.0)
    for start in stride(from: 0, to: sound.count - length, by: length) {
      let sent = signal.samples[range.lowerBound + start - 1..<range.lowerBound + start + length]
      let (left, power) = Self.unexplained(sound[start..<start + length], by: Array(sent))
      rest += left
      whole += power
    }
    return rest < 0.1 * whole
  }

  /// What is left of a tone when another one of the same frequency, at the level and phase that fit
  /// best, is taken away; and the tone's own energy.
  private static func unexplained(
    _ sound: ArraySlice<Float>, by tone: [Float]
  ) -> (rest: Double, whole: Double) {
    var (aa, ab, bb, ax, bx, xx) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for (index, sample) in sound.enumerated() {
      let (a, b, x) = (Double(tone[index + 1]), Double(tone[index]), Double(sample))
      aa += a * a
      ab += a * b
      bb += b * b
      ax += a * x
      bx += b * x
      xx += x * x
    }
    let determinant = aa * bb - ab * ab
    guard determinant > 1e-6 * aa * bb else { return (xx, xx) }
    let (p, q) = ((ax * bb - bx * ab) / determinant, (bx * aa - ax * ab) / determinant)
    return (max(0, xx - p * ax - q * bx), xx)
  }
}
