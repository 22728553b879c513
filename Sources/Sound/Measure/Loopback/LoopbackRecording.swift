/// The captured loopback signal, and its timing.
package struct LoopbackRecording: Sendable {
  /// What was captured, interleaved, at the signal's sample rate.
  package var samples: [Float]
  package private(set) var channels: Int
  /// When the signal's samples were handed over for playback.
  package var played: SampleClock
  /// When the captured samples could be read.
  package var captured: SampleClock
  /// How often the playback device ran out of sound.
  package var underruns: Int
  /// How often captured sound was lost because it was not read in time.
  package var overruns: Int
  /// Whether the clocks are known; not so of a file.
  package var isTimed = true
  /// How long a sample waits before it is heard, as the playback device reports.
  package var playbackDelay: Duration?
  /// The age of a sample when it is read, as the capture device reports.
  package var captureDelay: Duration?
  /// When the signal's samples left the playback device's queue, and when the captured ones entered
  /// the capture device's, as the devices report; `nil` if they report nothing.
  package var sounded: SampleClock?
  package var pickedUp: SampleClock?
  /// What ended it early.
  package var end: End?

  package enum End: Sendable {
    /// Whoever asked for it.
    case stopped
    /// A device that failed.
    case failed(AudioDeviceError)
  }

  /// - Parameters:
  ///   - played, captured: by default both began at the same time and ran evenly.
  package init(
    samples: [Float], channels: Int = 1, played: SampleClock = SampleClock(.handedOver),
    captured: SampleClock = SampleClock(.received),
    underruns: Int = 0, overruns: Int = 0
  ) {
    self.samples = samples
    self.channels = channels
    self.played = played
    self.captured = captured
    self.underruns = underruns
    self.overruns = overruns
  }

  /// What one of the channels captured.
  func channel(_ index: Int) -> LoopbackRecording {
    var one = self
    one.samples = stride(from: index, to: samples.count / channels * channels, by: channels)
      .map { samples[$0] }
    one.channels = 1
    return one
  }
}

/// When the samples of a stream passed between a program and a device.
///
/// They pass in blocks, but each at its own time: what is handed over counts from the block's first
/// sample on, what is received up to its last. So a block's length isn't jitter but waiting for it
/// is, since no sample counts as passing outside the time from one block to the next.
package struct SampleClock: Sendable {
  package enum Direction: Sendable {
    case handedOver
    case received
  }

  private let direction: Direction
  private var blocks: [(frames: Range<Int>, time: Duration)] = []

  package init(_ direction: Direction) { self.direction = direction }

  /// Adds a block.
  ///
  /// - Parameters:
  ///   - frames: its position in the stream, after the last block; at least one.
  ///   - time: when it passed, by a clock that both streams share.
  package mutating func note(_ frames: Range<Int>, at time: Duration) {
    if !frames.isEmpty { blocks.append((frames, time)) }
  }

  /// When a position of the stream passed, in seconds.
  ///
  /// - Parameter position: in seconds of the stream.
  func time(at position: Double, sampleRate: Int) -> Double {
    let frame = Int((position * Double(sampleRate)).rounded(.down))
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].frames.lowerBound <= frame { low = middle + 1 } else { high = middle }
    }
    let index = max(0, low - 1)
    guard blocks.indices.contains(index) else { return position }
    let (frames, time) = blocks[index]
    let neighbour = direction == .handedOver ? index + 1 : index - 1
    let limit = blocks.indices.contains(neighbour) ? blocks[neighbour].time : nil
    let anchor = direction == .handedOver ? frames.lowerBound : frames.upperBound
    let paced = time / .seconds(1) + position - Double(anchor) / Double(sampleRate)
    guard let limit = limit.map({ $0 / .seconds(1) }) else { return paced }
    return direction == .handedOver ? min(paced, limit) : max(paced, limit)
  }
}
