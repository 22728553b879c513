/// Where a caller hears his call: a sound card, or something like it. It never waits.
public protocol AudioOutput: AnyObject {
  /// How many frames it takes now so that sound neither breaks off nor piles up: its time is the
  /// call's.
  ///
  /// - Throws: if the output is lost.
  func framesWanted() throws -> Int

  /// Takes a frame's samples.
  ///
  /// - Throws: if the output is lost.
  func play(_ heard: [Float]) throws

  /// How often the sound has broken off.
  var dropouts: Int { get }
}

/// Where a caller's voice and keys are heard: a microphone, or something like it. It never waits.
public protocol AudioInput: AnyObject {
  /// What the caller said during one frame, as many samples as a frame has; more where the call was
  /// held up, so that no key is lost; `nil` if not so much has come since the last one.
  ///
  /// - Throws: if the input is lost.
  func capture() throws -> [Float]?

  /// How often something was lost.
  var dropouts: Int { get }
}

/// An output for nobody, whose time is everybody's.
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
