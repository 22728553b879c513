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
  /// - Parameter heard: mono; it may begin or end earlier or later than the signal.
  /// - Returns: `nil` if none was found, or too little of one to tell its length.
  package init?(heardIn heard: AudioClip) {
    let rate = Int(PathTracker.sampleRate)
    guard let narrow = heard.resampled(to: rate)?.samples else { return nil }
    let sound = narrow.limited(to: 180...3700, sampleRate: PathTracker.sampleRate)
    let captured = 0...Double(sound.count) / PathTracker.sampleRate
    let half = PathTracker.blockDuration / 2
    let candidates = Self.lengths(heardIn: sound).map { length in
      let signal = LoopbackSignal(sampleRate: rate, length: length)
      let blocks = PathTracker(signal: signal, sound: sound).blocks()
      // What lies before or after the recording says nothing of the length.
      let inside = blocks.filter {
        let middle = $0.played + $0.delay
        return captured.contains(middle - half) && captured.contains(middle + half)
      }
      // Of another length, the signal has tracks where nothing of them is heard.
      let unheard = inside.count { !$0.isHeard }
      return (signal: signal, blocks: blocks, score: inside.count - 3 * unheard)
    }
    guard let best = candidates.max(by: { $0.score < $1.score }),
      best.blocks.contains(where: \.isHeard)
    else { return nil }
    let timeline = PathTimeline(best.blocks)
    guard !timeline.segments.isEmpty else { return nil }
    let found = Self.rate(of: best.signal, heard: heard, narrow: narrow, timeline)
    self.init(sampleRate: found, length: best.signal.duration)
  }

  /// The length that fits where tracks are heard; the usual ones if none was found, and none if the
  /// recording ends too early to tell.
  private static func lengths(heardIn sound: [Float]) -> [Duration] {
    let usual: [Duration] = [14, 8, 10, 12, 20, 30, 60].map { .seconds($0) }
    guard let place = beginning(in: sound) else { return usual }
    let delay = place.delay / PathTracker.sampleRate
    let end = Double(sound.count) / PathTracker.sampleRate - delay
    let longest = lengths.upperBound / .seconds(1)
    let watched = max(0.2, -delay)..<min(end, longest)
    guard watched.upperBound > watched.lowerBound + 1 else { return [] }
    let map = HeardTracks(
      PathTracker(
        track: WanderingTone(duration: watched.upperBound + 1), tracks: [watched], sound: sound
      ).blocks(from: place.delay, usual: place.usual))
    // A signal is at most this long if its first track ends within the recording.
    let tenths = 80...Int(10 * min(longest, 2 * end + 12))
    let scores = tenths.map { tenth in
      (tenth: tenth, score: map.score(of: Layout(length: Double(tenth) / 10)))
    }
    guard let best = scores.max(by: { $0.score < $1.score }) else { return usual }
    // Up to where the first short track is, only the first track's end tells, and less exactly.
    let second = Layout(length: Double(best.tenth) / 10).shortTracks[0]
    let isVague = second.upperBound > watched.upperBound
    let slack = isVague ? HeardTracks.vagueness : HeardTracks.exactness
    let fitting = scores.filter { $0.score > best.score - slack }
    // If the recording ends within the first track, every longer signal fits.
    let isOpen = fitting.contains {
      Layout(length: Double($0.tenth) / 10).firstTrack.upperBound > watched.upperBound
    }
    if isOpen { return fitting.contains { $0.tenth == 140 } ? [usual[0]] : [] }
    // Most signals have whole seconds.
    let likely = fitting.first { $0.tenth == 140 } ?? fitting.first { $0.tenth % 10 == 0 } ?? best
    return [.milliseconds(100 * likely.tenth)]
  }

  /// Where the signal begins in a sound, in samples, by any stretch of its tracks that is heard, and
  /// how much the tracks are like what was sent.
  private static func beginning(in sound: [Float]) -> (delay: Double, usual: Double)? {
    // The shortest signal's first track begins every other's.
    let first = Layout(length: lengths.lowerBound / .seconds(1)).firstTrack
    let seconds = Double(sound.count) / PathTracker.sampleRate
    let later = (0..<Int(min(20, 300 / max(1, seconds)))).map {
      first.upperBound + Double($0)..<first.upperBound + Double($0) + 1
    }
    let track = WanderingTone(duration: first.upperBound + 22)
    for stretch in [first] + later {
      let heard = PathTracker(track: track, tracks: [stretch], sound: sound).blocks()
        .filter(\.isHeard)
      if heard.count > 2 {
        let likenesses = heard.map(\.likeness).sorted()
        return (heard[0].delay * PathTracker.sampleRate, likenesses[likenesses.count / 2])
      }
    }
    return nil
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
