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
}

/// The source of a caller's voice and keys: a microphone or similar. It never waits.
public protocol AudioInput: AnyObject {
  /// The caller's sound of one frame, as many samples as a frame has; more after a delay, so that
  /// no key is lost; `nil` if there isn't enough yet.
  ///
  /// - Throws: if the input is lost.
  func capture() throws -> [Float]?

  /// How often something was lost.
  var dropouts: Int { get }
}

/// An output without sound that runs in real time.
final class SilentOutput: AudioOutput {
  private let start = ContinuousClock.now
  private var framesTaken = 0

  var dropouts: Int { 0 }

  func framesWanted() -> Int {
    Int((ContinuousClock.now - start) / AudioFrame.duration) + 1 - framesTaken
  }

  func play(_ heard: [Float]) {
    framesTaken += 1
  }
}
