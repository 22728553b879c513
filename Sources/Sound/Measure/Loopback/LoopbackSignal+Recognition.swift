import Glibc

extension LoopbackSignal {
  /// The signal that a sound is, or `nil` if it is another sound.
  ///
  /// - Parameter samples: as written into a file, with no more than 16 bits lost.
  package init?(matching samples: [Float], sampleRate: Int) {
    let length = Duration.nanoseconds(Int64(Double(samples.count) * 1e9 / Double(sampleRate)))
    // Lengths that aren't whole samples are rounded.
    let nearest = Duration.milliseconds((length / .milliseconds(1)).rounded())
    guard Self.sampleRates.contains(sampleRate) else { return nil }
    let round = nearest - .seconds(Self.seam)
    for (length, isRepeated) in [(nearest, false), (round, true)]
    where Self.lengths.contains(length) {
      let signal = LoopbackSignal(
        sampleRate: sampleRate, length: length, isRepeated: isRepeated)
      if signal.samples.count == samples.count,
        zip(signal.samples, samples).allSatisfy({ abs($0 - $1) < 1e-3 })
      {
        self = signal
        return
      }
    }
    return nil
  }

  /// The signal that was heard, recognised by its tracks and its sweep.
  ///
  /// - Parameter heard: mono; it may begin earlier than the signal, and end later.
  /// - Returns: `nil` if none was found.
  package init?(heardIn heard: AudioClip) {
    let rate = Int(PathTracker.sampleRate)
    guard let narrow = heard.resampled(to: rate)?.samples else { return nil }
    let sound = narrow.limited(to: 180...3700, sampleRate: PathTracker.sampleRate)
    let lengths = Self.lengths(heardIn: sound)
    let candidates = lengths.map { length in
      let signal = LoopbackSignal(sampleRate: rate, length: length)
      let blocks = PathTracker(signal: signal, sound: sound).blocks()
      // Of another length, the signal has tracks where nothing of them is heard.
      let unheard = blocks.count { !$0.isHeard }
      return (signal: signal, blocks: blocks, score: blocks.count - 3 * unheard)
    }
    guard let best = candidates.max(by: { $0.score < $1.score }),
      best.blocks.contains(where: \.isHeard)
    else { return nil }
    let timeline = PathTimeline(best.blocks)
    guard !timeline.segments.isEmpty else { return nil }
    let found = Self.rate(of: best.signal, heard: heard, narrow: narrow, timeline)
    self.init(sampleRate: found, length: best.signal.duration)
  }

  /// Lengths that fit where the first track ends; the usual ones if it wasn't heard.
  private static func lengths(heardIn sound: [Float]) -> [Duration] {
    let usual: [Duration] = [14, 8, 10, 12, 20, 30, 60].map { .seconds($0) }
    // The shortest signal's first track begins every other's.
    let shortest = LoopbackSignal(sampleRate: 8000, length: lengths.lowerBound)
    let longest = min(
      lengths.upperBound, .seconds(Double(sound.count) / PathTracker.sampleRate + 1))
    let beginning = PathTracker(
      track: shortest.track, tracks: [shortest.firstTrack], sound: sound
    ).blocks().filter(\.isHeard)
    guard beginning.count > 2 else { return usual }
    let likenesses = beginning.map(\.likeness).sorted()
    let whole = LoopbackSignal.Layout(length: max(8, longest / .seconds(1)))
    let tracker = PathTracker(
      track: WanderingTone(duration: whole.firstTrack.upperBound + 1),
      tracks: [whole.firstTrack], sound: sound)
    let blocks = tracker.blocks(
      from: beginning[0].delay * PathTracker.sampleRate, usual: likenesses[likenesses.count / 2])
    var end = shortest.firstTrack.lowerBound
    var missed = 0
    for block in blocks where missed < 8 {
      missed = block.isHeard ? 0 : missed + 1
      if block.isHeard { end = block.played + PathTracker.blockDuration / 2 }
    }
    // Blocks end 32 ms before their track, or up to one hop earlier.
    let tracks = stride(from: 8.0, through: 600, by: 0.1).filter { length in
      let track = LoopbackSignal.Layout(length: length).firstTrack.upperBound
      return abs(track - end - 0.03) < 0.07
    }
    let near = tracks.map { Duration.milliseconds(($0 * 1000).rounded()) }
    return near.isEmpty ? usual : near
  }

  /// The sample rate of the sweep that fits best what was heard.
  private static func rate(
    of signal: LoopbackSignal, heard: AudioClip, narrow: [Float], _ timeline: PathTimeline
  ) -> Int {
    let rates = [heard.sampleRate, 8000, 16_000, 44_100, 48_000, 96_000].filter {
      sampleRates.contains($0)
    }
    let start = Int((signal.sweep.lowerBound + timeline.delay(at: signal.sweep.lowerBound)) * 8000)
    let scores = rates.map { rate in
      let sweep = LoopbackSignal(sampleRate: rate, length: signal.duration).sweepAtTelephoneRate()
      var best = 0.0
      for shift in -8...8 {
        var (product, power) = (0.0, 0.0)
        for (index, sample) in sweep.enumerated()
        where narrow.indices.contains(start + shift + index) {
          let other = narrow[start + shift + index]
          product += Double(sample) * Double(other)
          power += Double(sample) * Double(sample)
        }
        best = max(best, power > 0 ? abs(product) / power.squareRoot() : 0)
      }
      return best
    }
    let highest = scores.max() ?? 0
    // The capture's own rate unless another fits clearly better.
    return scores.isEmpty || scores[0] > 0.8 * highest
      ? heard.sampleRate : rates[scores.firstIndex { $0 > 0.98 * highest } ?? 0]
  }

  private func sweepAtTelephoneRate() -> [Float] {
    let first = Int((sweep.lowerBound * Double(sampleRate)).rounded())
    let last = Int((sweep.upperBound * Double(sampleRate)).rounded())
    let clip = AudioClip(samples: Array(samples[first..<last]), sampleRate: sampleRate)
    return clip.resampled(to: 8000, quality: .fast)?.samples ?? []
  }
}
