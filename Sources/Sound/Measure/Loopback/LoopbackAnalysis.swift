import Glibc
import Telephony

/// Measures an audio path by what it made of a loopback signal.
package struct LoopbackAnalysis: Sendable {
  let signal: LoopbackSignal

  package init(_ signal: LoopbackSignal) { self.signal = signal }

  /// The report on what was captured.
  ///
  /// - Precondition: there are as many channels as the signal has.
  package func report(on recording: LoopbackRecording) -> LoopbackReport {
    precondition(recording.channels == signal.channels, "what is heard has the signal's channels")
    return signal.channels == 2
      ? stereoReport(on: recording) : report(on: FollowedPath(signal, recording))
  }

  /// The report on one channel.
  func report(on path: FollowedPath) -> LoopbackReport {
    let rate = signal.sampleRate
    let (recording, sound, blocks) = (path.recording, path.sound, path.blocks)
    var timeline = path.timeline
    let isHeard = path.isHeard

    var dropouts: [Dropout] = []
    var captured: Range<Double>?
    var tone: CapturedTone?
    var noiseFloor: Double?
    var response: FrequencyResponse?
    var measurements = PathMeasurements()
    if isHeard {
      // Jumps that aren't known yet blur what is learnt of the path.
      for _ in 0..<2 { timeline = refined(timeline, path) }
      let noise = silence(in: sound, rate: Double(rate), timeline)
      let offset = noise.isEmpty ? 0 : noise.reduce(0, +) / Float(noise.count)
      let search = DropoutSearch(
        signal: path.signal, sound: sound, timeline: timeline, noise: noise.medianPower(offset),
        offset: offset)
      // What leaks from another channel is no damage.
      dropouts = search.dropouts().filter { dropout in
        dropout.kind != .damage || !path.leaking.contains(where: dropout.touches)
      }
      captured = search.captured
      noiseFloor = noise.isEmpty ? nil : max(SoundLevel.silence, noise.levelWithoutOffset)
      let part = signal.tone.lowerBound + 0.05..<signal.tone.upperBound - 0.05
      tone = CapturedTone(
        stretch(part, of: sound, timeline), noise: noise.levelWithoutOffset,
        frequency: LoopbackSignal.toneFrequency / (1 + timeline.slope), sampleRate: rate)
      response = self.response(of: sound, noise: noise, timeline)?
        .without(dropouts.compactMap(signal.frequencies(during:)))
      measurements = self.measurements(of: sound, noise: noise, timeline)
    }
    let peak = sound.reduce(0) { max($0, abs($1)) }
    let atFullScale = sound.count { abs($0) >= 32766.0 / 32768 }
    let levelSent = Float(LoopbackSignal.amplitude).decibels
    let heardPart = captured ?? 0..<path.signal.duration / .seconds(1)
    // What lies before or after the recording can't be heard.
    let marks = blocks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).filter {
      let half = PathTracker.blockDuration / 2
      return $0.isHeard
        || $0.played - half >= heardPart.lowerBound && $0.played + half <= heardPart.upperBound
    }
    let sent = signal.digits(within: heardPart)
    let digitsSent = sent?.digits ?? []
    let digits = sent.map { digitsHeard(in: path.narrow, $0.part, isHeard ? timeline : nil) } ?? []
    return LoopbackReport(
      sampleRate: rate, duration: path.signal.duration,
      marksSent: isHeard
        ? marks.count : (PathTracker.positions(in: path.signal.tracks).count + 1) / 2,
      marksHeard: isHeard ? marks.count(where: \.isHeard) : 0,
      latency: isHeard && recording.isTimed ? latency(of: marks.filter(\.isHeard), recording) : nil,
      begins: isHeard ? .seconds(timeline.delay(at: 0)) : nil,
      playbackDelay: recording.playbackDelay, captureDelay: recording.captureDelay,
      gain: tone.map { $0.level - levelSent }, levelSent: levelSent, levelHeard: tone?.level,
      distortion: tone?.distortion, peak: max(SoundLevel.silence, peak.decibels),
      isClipped: tone?.isClipped == true || atFullScale > 20,
      isInverted: path.isInverted, noiseFloor: noiseFloor,
      signalToNoise: tone.flatMap { tone in
        noiseFloor.map { SoundLevel.ratio(of: tone.level, over: $0) }
      },
      response: response, drift: timeline.observed > 0.5 ? timeline.slope * 1e6 : nil,
      dropouts: dropouts, spoilers: signal.spoilers(among: dropouts),
      tracked: .seconds(path.signal.tracks.reduce(0) { $0 + $1.upperBound - $1.lowerBound }),
      watched: .seconds(captured.map { $0.upperBound - $0.lowerBound } ?? 0),
      underruns: recording.underruns, overruns: recording.overruns,
      digitsSent: digitsSent, digitsHeard: digits,
      digitsRight: Self.inOrder(digitsSent, digits), measurements: measurements,
      isFromFile: !recording.isTimed, missing: captured.map(path.signal.missing))
  }

  /// The timeline with jumps of a few samples, which show beside what the path should make of the
  /// signal.
  private func refined(
    _ timeline: PathTimeline, _ path: FollowedPath
  ) -> PathTimeline {
    let signal = path.signal
    let search = DropoutSearch(
      signal: signal, sound: path.sound, timeline: timeline, noise: 0, offset: 0)
    let expected = signal.filtered(
      signal.telephoneRate(search.model.predicted(0..<signal.samples.count)))
    // Half a sample and a little: what is lost are whole ones.
    return timeline.refined(least: 0.6 / Double(signal.sampleRate)) { block in
      path.tracker.exactDelay(of: block, in: expected, line: timeline.delay(at: block.played))
    }
  }

  /// The captured part for a part of the signal; missing samples are left out.
  func stretch(
    _ part: Range<Double>, of sound: [Float], rate: Double? = nil, _ timeline: PathTimeline
  ) -> ArraySlice<Float> {
    let rate = rate ?? Double(signal.sampleRate)
    let index = { (time: Double) in
      Int(max(0, min(Double(sound.count), ((time + timeline.delay(at: time)) * rate).rounded())))
    }
    let (start, end) = (index(part.lowerBound), index(part.upperBound))
    return sound[start..<max(start, end)]
  }

  /// The signal's silence without its first part, in which a room may still reverberate.
  private func silence(
    in sound: [Float], rate: Double, _ timeline: PathTimeline
  ) -> ArraySlice<Float> {
    stretch(
      signal.silence.lowerBound + 0.25..<signal.silence.upperBound - 0.05, of: sound, rate: rate,
      timeline)
  }

  private func response(
    of sound: [Float], noise: ArraySlice<Float>, _ timeline: PathTimeline
  ) -> FrequencyResponse? {
    let rate = Double(signal.sampleRate)
    let part = signal.sweep.lowerBound - 0.05..<signal.sweep.upperBound + 0.35
    let captured = stretch(part, of: sound, timeline)
    let played = signal.samples[Int(part.lowerBound * rate)..<Int(part.upperBound * rate)]
    guard captured.count > played.count * 9 / 10 else { return nil }
    return FrequencyResponse(
      played: played, captured: captured, noise: noise, sampleRate: signal.sampleRate,
      band: LoopbackSignal.sweepBand(at: signal.sampleRate))
  }
}

extension LoopbackAnalysis {
  private func latency(
    of blocks: [PathTracker.Block], _ recording: LoopbackRecording
  ) -> LoopbackReport.Latency? {
    let rate = signal.sampleRate
    let values = blocks.map { block in
      recording.captured.time(at: block.played + block.delay, sampleRate: rate)
        - recording.played.time(at: block.played, sampleRate: rate)
    }
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let changes = zip(values, values.dropFirst()).map { abs($1 - $0) }
    var unaccounted: [Double] = []
    if let sounded = recording.sounded, let pickedUp = recording.pickedUp {
      unaccounted = blocks.map { block in
        pickedUp.time(at: block.played + block.delay, sampleRate: rate)
          - sounded.time(at: block.played, sampleRate: rate)
      }.sorted()
    }
    return LoopbackReport.Latency(
      marks: zip(blocks, values).map {
        .init(time: .seconds($0.played), latency: .seconds($1))
      },
      median: .seconds(sorted[sorted.count / 2]),
      percentile95: .seconds(sorted[min(sorted.count - 1, sorted.count * 95 / 100)]),
      jitter: .seconds(changes.reduce(0, +) / Double(max(1, changes.count))),
      unaccounted: unaccounted.isEmpty ? nil : .seconds(unaccounted[unaccounted.count / 2]))
  }

  /// The digits found in their part of the capture, or in all of it if their place is unknown.
  private func digitsHeard(
    in sound: [Float], _ place: Range<Double>, _ timeline: PathTimeline?
  ) -> [DTMFDigit] {
    let part = timeline.map {
      stretch(
        place.lowerBound - 0.05..<place.upperBound + 0.07, of: sound,
        rate: PathTracker.sampleRate, $0)
    }
    var detector = DTMFDetector()
    return detector.detect(in: (part ?? sound[...]).map(\.linear16)).map(\.digit)
  }

  /// How many of the digits sent were heard in order: the longest common subsequence.
  static func inOrder(_ sent: [DTMFDigit], _ heard: [DTMFDigit]) -> Int {
    var row = [Int](repeating: 0, count: sent.count + 1)
    for digit in heard {
      var diagonal = 0
      for index in sent.indices {
        let above = row[index + 1]
        row[index + 1] =
          sent[index] == digit ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[sent.count]
  }
}
