public import CallEngine
public import Speech

/// Speaks announcements in time: knows at each moment what has been said, and reports it.
public struct AnnouncementPlayer {
  public var narrator: Narrator
  private let sound: LineSound?
  private let makesWords: Bool
  public private(set) var playback: Playback?

  /// The shortest announcement, one frame of audio: nothing is said in no time at all.
  private static let shortest = Duration.milliseconds(20)

  /// - Parameters:
  ///   - sound: what makes the line heard, where it is.
  ///   - makesWords: whether somebody reads or hears the words; otherwise announcements only take
  ///     their time.
  public init(narrator: Narrator, sound: LineSound? = nil, makesWords: Bool = true) {
    self.narrator = narrator
    self.sound = sound
    self.makesWords = makesWords
  }

  /// When the prompt that is being spoken ends.
  public var nextPromptEnd: Duration? { playback?.nextPromptEnd }

  /// Begins to speak.
  ///
  /// - Returns: when the announcement will end.
  public mutating func play(_ announcement: Announcement, at now: Duration) -> Duration {
    guard makesWords else { return now + max(narrator.duration(of: announcement), Self.shortest) }
    let playback = Playback(announcement, by: narrator, voice: sound?.voice, from: now)
    self.playback = playback
    sound?.begin(playback, at: now)
    return max(playback.end, now + Self.shortest)
  }

  public mutating func advance(to now: Duration, report: (TranscriptEvent) -> Void) {
    playback?.advance(to: now, report: report)
  }

  /// The announcement has come to its end.
  public mutating func finish(at now: Duration, report: (TranscriptEvent) -> Void) {
    playback?.complete(at: now, report: report)
    silence(at: now)
  }

  /// Falls silent.
  public mutating func stop(at now: Duration, report: (TranscriptEvent) -> Void) {
    playback?.advance(to: now, report: report)
    playback?.cut(at: now, report: report)
    silence(at: now)
  }

  private mutating func silence(at now: Duration) {
    playback = nil
    sound?.stop(at: now)
  }
}
