/// The sound of an announcement: its clips, each at its place in the call.
///
/// Nothing is mixed before its frame is asked for, so a long announcement costs no more than its
/// list of clips.
struct AnnouncementTrack: Sendable {
  private var clips: [Clip] = []
  /// The first clip that may still sound: frames are usually asked for in order.
  private var first = 0

  fileprivate struct Clip {
    let start: Int
    let samples: [Float]
    var end: Int { start + samples.count }
  }

  /// Adds a clip, which begins no earlier than the one before.
  mutating func append(_ samples: [Float], at start: Duration) {
    guard !samples.isEmpty else { return }
    clips.append(Clip(start: start.sampleIndex, samples: samples))
  }

  /// Adds the sound from a sample on to a buffer's content.
  mutating func mix(into buffer: UnsafeMutableBufferPointer<Float>, from start: Int) {
    while first > 0, clips[first - 1].end > start { first -= 1 }
    while first < clips.count, clips[first].end <= start { first += 1 }
    var place = first
    while place < clips.count, clips[place].start < start + buffer.count {
      clips[place].mix(into: buffer, from: start)
      place += 1
    }
  }
}

extension AnnouncementTrack.Clip {
  /// The edges are faded so that clips join without a click; the rest is played unchanged.
  func mix(into buffer: UnsafeMutableBufferPointer<Float>, from bufferStart: Int) {
    let range = max(start, bufferStart)..<max(start, min(end, bufferStart + buffer.count))
    guard !range.isEmpty else { return }
    let edge = min(Self.fade.count, samples.count / 2)
    let plainStart = min(max(range.lowerBound, start + edge), range.upperBound)
    let plain = plainStart..<max(plainStart, min(range.upperBound, end - edge))
    samples.withUnsafeBufferPointer { samples in
      for place in range.lowerBound..<plain.lowerBound { add(place) }
      for place in plain { buffer[place - bufferStart] += samples[place - start] }
      for place in plain.upperBound..<range.upperBound { add(place) }

      func add(_ place: Int) {
        let fromEdge = min(place - start, end - 1 - place)
        let gain = fromEdge < Self.fade.count ? Self.fade[fromEdge] : 1
        buffer[place - bufferStart] += samples[place - start] * gain
      }
    }
  }

  /// 3 ms: long enough to hide a step, too short to soften a consonant.
  private static let fade = Fade.rising(over: .milliseconds(3))
}
