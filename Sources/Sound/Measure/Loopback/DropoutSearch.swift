import Glibc

/// Finds dropouts and clicks in every part of the signal: it compares what was captured with what
/// the path should make of what was played.
final class DropoutSearch {
  let signal: LoopbackSignal
  let timeline: PathTimeline
  let aligned: AlignedSound
  private(set) var model: PathModel
  let clicks: ClickSearch
  /// What was captured, in the signal's time.
  let captured: Range<Double>
  /// The mean square of the path's noise.
  let noise: Double
  /// The line along which the delay runs from each time on.
  var lines: [(start: Double, line: AlignedSound.Line)]
  /// The path's usual deviation from the model, as a share of the energy expected.
  var usualRest = 0.0
  /// The mean square that the sound usually has.
  var loudness = 0.0

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
    /// The end at the latest.
    var latestEnd: Double { max(end, earliest + (longest ?? 0)) }

    /// What isn't learnt from. A jump may be anywhere in a long stretch of silence or of a tone, but
    /// there it makes no difference.
    var unlearnt: Range<Double> {
      guard let split, latest - earliest > 0.05 else { return earliest..<latestEnd }
      return split..<split + length
    }
  }

  /// Two candidates within this time, in seconds, are one event.
  static let nearness = 0.05
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
    // Of the sweep's ends nothing else would tell that they were learnt at a wrong delay.
    let ends = signal.sweepEnds
    let unlearnt = faults.filter { $0.kind != .click }.flatMap { fault in
      [fault.unlearnt]
        + (fault.split == nil
          ? [] : ends.map { $0.clamped(to: fault.earliest..<fault.end) }.filter { !$0.isEmpty })
    }
    for part in unlearnt {
      let first = Int((part.lowerBound - lesson.lowerBound - 0.003) * rate)
      let last = Int((part.upperBound - lesson.lowerBound + 0.003) * rate)
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
