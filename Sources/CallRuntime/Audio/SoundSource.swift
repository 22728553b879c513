/// A sound on a line: it begins at a sample and, when stopped, falls silent within 5 ms.
struct SoundSource {
  enum Content {
    case announcement(AnnouncementTrack)
    case tone(ToneSound)
  }

  private var content: Content
  private let start: Int
  /// The sample at which it starts to fade.
  private var end: Int?

  /// Well within a frame.
  private static let falling = Array(Fade.rising(over: .milliseconds(5)).reversed())

  init(_ content: Content, at start: Duration) {
    self.content = content
    self.start = start.sampleIndex
  }

  mutating func stop(at time: Duration) {
    end = min(end ?? .max, time.sampleIndex)
  }

  /// Whether nothing more of it is heard from a sample on.
  func isOver(by place: Int) -> Bool {
    guard let end else { return false }
    return end <= start || end + Self.falling.count <= place
  }

  /// Adds its sound from a sample on to a buffer's content. Frames must be in order.
  mutating func mix(
    into buffer: UnsafeMutableBufferPointer<Float>, from bufferStart: Int
  ) {
    let bufferEnd = bufferStart + buffer.count
    guard start < bufferEnd else { return }
    let offset = max(0, start - bufferStart)
    guard let end, end + Self.falling.count > start, end < bufferEnd else {
      return add(
        to: UnsafeMutableBufferPointer(rebasing: buffer[offset...]), from: bufferStart + offset)
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: buffer.count - offset) { sound in
      sound.initialize(repeating: 0)
      add(to: sound, from: bufferStart + offset)
      for place in sound.indices {
        let sinceEnd = bufferStart + offset + place - end
        guard sinceEnd < Self.falling.count else { break }
        let gain = sinceEnd < 0 ? 1 : Self.falling[sinceEnd]
        buffer[offset + place] += sound[place] * gain
      }
    }
  }

  private mutating func add(
    to buffer: UnsafeMutableBufferPointer<Float>, from bufferStart: Int
  ) {
    switch content {
    case .announcement(var track):
      track.mix(into: buffer, from: bufferStart)
      content = .announcement(track)
    case .tone(var tone):
      tone.mix(into: buffer)
      content = .tone(tone)
    }
  }
}
