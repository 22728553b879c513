public import CallEngine

/// What a recording is written to. It never waits long, and never throws: a recording that can't be
/// written ends.
public protocol RecordingTape: AnyObject {
  /// Identifies the recording among all.
  var stem: String { get }
  /// Adds the caller's sound: mono, `AudioFrame.sampleRate`, full scale from −1 to 1.
  ///
  /// - Returns: whether there was room for all of it.
  func write(_ samples: [Float]) -> Bool
  /// Adds a sound that stands for speech nobody heard, up to a length in all.
  ///
  /// - Returns: how much there is then: less if there was no room.
  func speak(upTo length: Duration) -> Duration
  /// Keeps the recording; sound beyond its length is cut off.
  ///
  /// - Returns: whether it could be kept.
  func keep(_ recording: Recording) -> Bool
  /// Drops what was written.
  func discard()
}

/// A tape that keeps nothing, where nothing may be written.
public final class BlankTape: RecordingTape {
  public let stem: String

  public init(_ stem: String) {
    self.stem = stem
  }

  public func write(_ samples: [Float]) -> Bool { true }
  public func speak(upTo length: Duration) -> Duration { length }
  public func keep(_ recording: Recording) -> Bool { true }
  public func discard() {}
}
