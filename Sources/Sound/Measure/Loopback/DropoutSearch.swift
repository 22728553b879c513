import Glibc

/// Finds dropouts and clicks in every part of the signal: it compares what was captured with what
/// the path should make of what was played.
final class DropoutSearch {
  let signal: LoopbackSignal
  let timeline: PathTimeline
  let aligned: AlignedSound
  private(set) var model: PathModel
  private let clicks: ClickSearch
  /// What was captured, in the signal's time.
  let captured: Range<Double>
  /// The mean square of the path's noise.
  let noise: Double
  /// The line along which the delay runs from each time on.
  var lines: [(start: Double, line: AlignedSound.Line)]
  /// The path's usual deviation from the model, as a share of the energy expected.
  private(set) var usualRest = 0.0
  /// The mean square that the sound usually has.
  private(set) var loudness = 0.0

  struct Candidate {
    var kind: Dropout.Kind
    var earliest: Double
    var latest: Double
    var length: Double
    /// At most, if a mute's ends aren't both known.
    var longest: Double?
    /// Where a jump most probably is, in seconds of the signal.
    var split: Double?

    var end: Double { latest + length }

    /// What isn't learnt from. A jump may be anywhere in a long stretch of silence or of a tone, but
    /// there it makes no difference.
    var unlearnt: Range<Double> {
      guard let split, latest - earliest > 0.05 else { return earliest..<end }
      return split..<split + length
    }
  }

  /// Two candidates within this time, in seconds, are one event.
  static let nearness = 0.05
  /// The longest stretch examined at once, in seconds.
  private static let stretch = 2.0
  /// How often the model is learnt again without what was found wrong.
  private static let lessons = 3
  /// The longest stretch that the model learns from, in seconds.
  private static let lesson = 20.0

  /// - Parameters:
  ///   - sound: what was captured, at the signal's rate.
  ///   - noise: the mean square of the path's noise.
  ///   - offset: a constant in the captured sound.
  init(
    signal: LoopbackSignal, sound: [Float], timeline: PathTimeline, noise: Double, offset: Float
  ) {
    let rate = Double(signal.sampleRate)
    self.signal = signal
    self.timeline = timeline
    self.noise = noise
    aligned = AlignedSound(sound, offset: offset, sampleRate: signal.sampleRate)
    clicks = ClickSearch(sampleRate: signal.sampleRate)
    let margin = 32 / rate
    let (first, last) = (timeline.segments[0], timeline.segments[timeline.segments.count - 1])
    let length = Double(sound.count) / rate
    let start = -first.line(slope: timeline.slope).delay(at: 0) + margin
    let end = min(
      Double(signal.samples.count) / rate,
      length - last.line(slope: timeline.slope).delay(at: length) - margin)
    captured = max(0, start)..<max(max(0, start), end)

    lines = Self.lines(of: timeline)
    // Where a jump may be isn't known yet, so nothing there is learnt from.
    let jumps = timeline.jumps.map {
      Candidate(
        kind: $0.change < 0 ? .skip : .delay, earliest: $0.start, latest: $0.end, length: 0)
    }
    // Long silences would distort the model so much that they weren't seen by it.
    let silences = Self.longSilences(
      of: signal, by: aligned, lines: lines, in: captured, noise: noise)
    model = Self.model(of: signal, by: aligned, lines: lines, without: jumps + silences)
  }

  func dropouts() -> [Dropout] {
    var found = search()
    // What is wrong distorts the model at first.
    for _ in 0..<Self.lessons where found.contains(where: { $0.kind != .click }) {
      model = Self.model(of: signal, by: aligned, lines: lines, without: found)
      found = search()
    }
    return found.map {
      Dropout(
        kind: $0.kind, earliest: .seconds($0.earliest), latest: .seconds($0.latest),
        length: .seconds($0.length), longest: $0.longest.map { .seconds($0) })
    }
  }

  private func search() -> [Candidate] {
    let jumps = jumps()
    let (bins, clicks) = energies()
    let mutes = mutes(holes(in: bins) + sweepHoles(in: bins) + silentHoles(in: bins), in: bins)
    return merged(jumps + mutes + damage(in: bins), clicks: clicks)
  }

  /// Learns what the path does, but not from what is wrong.
  private static func model(
    of signal: LoopbackSignal, by aligned: AlignedSound,
    lines: [(start: Double, line: AlignedSound.Line)], without faults: [Candidate]
  ) -> PathModel {
    let rate = Double(signal.sampleRate)
    let lesson = lesson(of: signal)
    let part = Int(lesson.lowerBound * rate)..<Int(lesson.upperBound * rate)
    var sent = Array(signal.samples[part])
    var heard = Self.heard(part, of: aligned, by: lines, rate: rate)
    for fault in faults where fault.kind != .click {
      let first = Int((fault.unlearnt.lowerBound - lesson.lowerBound - 0.003) * rate)
      let last = Int((fault.unlearnt.upperBound - lesson.lowerBound + 0.003) * rate)
      for index in max(0, first)..<max(0, first, min(sent.count, last)) {
        sent[index] = 0
        heard[index] = 0
      }
    }
    return PathModel(
      signal: signal.samples, sent: sent, heard: heard, sampleRate: signal.sampleRate)
  }

  /// All of a short signal; of a long one the part with the sweep.
  private static func lesson(of signal: LoopbackSignal) -> Range<Double> {
    let (start, end) = (signal.firstTrack.lowerBound, signal.lastTrack.upperBound)
    guard end - start > lesson else { return start..<end }
    let spare = (lesson - (signal.lastTrack.lowerBound - signal.firstTrack.upperBound)) / 2
    return signal.firstTrack.upperBound - spare..<signal.lastTrack.lowerBound + spare
  }

  private static func lines(
    of timeline: PathTimeline
  ) -> [(start: Double, line: AlignedSound.Line)] {
    var lines: [(start: Double, line: AlignedSound.Line)] = []
    for segment in timeline.segments {
      let start = lines.isEmpty ? -Double.infinity : segment.blocks[0].played
      lines.append((start, segment.line(slope: timeline.slope)))
    }
    return lines
  }

  /// The captured sound for a part of the signal, each stretch along its line.
  static func heard(
    _ range: Range<Int>, of aligned: AlignedSound,
    by lines: [(start: Double, line: AlignedSound.Line)], rate: Double
  ) -> [Float] {
    var heard: [Float] = []
    heard.reserveCapacity(range.count)
    for (index, (start, line)) in lines.enumerated() {
      let from = max(range.lowerBound + heard.count, start.isFinite ? Int(start * rate) : 0)
      let next = index + 1 < lines.count ? Int(lines[index + 1].start * rate) : range.upperBound
      let until = min(range.upperBound, next)
      if from < until {
        heard += aligned.samples(range.lowerBound + heard.count..<until, along: line)
      }
    }
    return heard + [Float](repeating: 0, count: range.count - heard.count)
  }
}

// Holes, damage and clicks.
extension DropoutSearch {
  /// The energies of the whole run, millisecond by millisecond, and what looks like clicks.
  private func energies() -> (bins: EnergyBins, clicks: [ClickSearch.Outliers]) {
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
  private func holes(in bins: EnergyBins) -> [Candidate] {
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
  private func sweepHoles(in bins: EnergyBins) -> [Candidate] {
    let least = max(30 * noise, bins.usual / 50, 1e-9)
    return bins.gaps(in: signal.sweep, least: least).map { Candidate(.silence, $0) }
  }

  /// Stretches in which even the path's noise is missing.
  private func silentHoles(in bins: EnergyBins) -> [Candidate] {
    guard noise > 1e-8 else { return [] }
    return bins.runs(ofAtLeast: 2 * EnergyBins.window) {
      $0.heard < 0.003 * noise && $0.expected < noise
    }.map { Candidate(.silence, $0) }
  }

  /// Stretches with something else than was expected.
  private func damage(in bins: EnergyBins) -> [Candidate] {
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

extension DropoutSearch.Candidate {
  /// Silence is seen more sharply than damage, which its edges may look like.
  var weight: Double { kind == .silence ? 4 * length : length }

  /// A stretch whose place is known.
  init(_ kind: Dropout.Kind, _ place: Range<Double>) {
    self.init(
      kind: kind, earliest: place.lowerBound, latest: place.lowerBound,
      length: place.upperBound - place.lowerBound)
  }
}

extension PathTimeline.Segment {
  func line(slope: Double) -> AlignedSound.Line {
    AlignedSound.Line(delay: meanDelay, played: meanPlayed, slope: slope)
  }
}
