/// Where a call is played: a sound card or similar. It never waits.
public protocol AudioOutput: AnyObject {
  /// How many frames it takes now so that sound neither drops out nor piles up: it sets the call's
  /// pace.
  ///
  /// - Throws: if the output is lost.
  func framesWanted() throws -> Int

  /// Takes a frame's samples.
  ///
  /// - Throws: if the output is lost.
  func play(_ heard: [Float]) throws

  /// How often the sound dropped out.
  var dropouts: Int { get }

  /// How long, in all, nothing of a call was heard because the call couldn't go on: it gave no frames
  /// in time, or silence was played instead.
  var standstill: Duration { get }
}

/// The source of a caller's voice and keys: a microphone or similar. It never waits.
public protocol AudioInput: AnyObject {
  /// The caller's sound of one frame, as many samples as a frame has; `nil` if there isn't enough
  /// yet.
  ///
  /// - Throws: if the input is lost.
  func capture() throws -> [Float]?

  /// What waits beyond a device's usual delay, since its clock is faster than the output's.
  func surplus() -> [Float]

  /// How often something was lost.
  var dropouts: Int { get }

  /// How much was lost in all. Silence as long is captured in its place.
  var lost: Duration { get }
}

/// An output without sound that runs in real time.
final class SilentOutput: AudioOutput {
  private let start = ContinuousClock.now
  private var framesTaken = 0

  var dropouts: Int { 0 }
  // It is caught up with.
  var standstill: Duration { .zero }

  func framesWanted() -> Int {
    Int((ContinuousClock.now - start) / AudioFrame.duration) + 1 - framesTaken
  }

  func play(_ heard: [Float]) {
    framesTaken += 1
  }
}
