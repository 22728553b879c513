import CallEngine
import Speech

/// Speaks announcements in time: knows at each moment what has been said, and reports it.
struct AnnouncementPlayer {
  private let narrator: Narrator
  private(set) var playback: Playback?

  /// The shortest announcement, one frame of audio: nothing is said in no time at all.
  private static let shortest = Duration.milliseconds(20)

  init(narrator: Narrator) {
    self.narrator = narrator
  }

  /// When the prompt that is being spoken ends.
  var nextPromptEnd: Duration? { playback?.nextPromptEnd }

  /// Begins to speak.
  ///
  /// - Returns: when the announcement will end.
  mutating func play(_ announcement: Announcement, at now: Duration) -> Duration {
    let playback = Playback(announcement, by: narrator, from: now)
    self.playback = playback
    return max(playback.end, now + Self.shortest)
  }

  mutating func advance(to now: Duration, report: (TranscriptEvent) -> Void) {
    playback?.advance(to: now, report: report)
  }

  /// The announcement has come to its end.
  mutating func finish(at now: Duration, report: (TranscriptEvent) -> Void) {
    playback?.advance(to: now, report: report)
    playback = nil
  }

  /// Falls silent.
  mutating func stop(at now: Duration, report: (TranscriptEvent) -> Void) {
    playback?.advance(to: now, report: report)
    playback?.cut(at: now, report: report)
    playback = nil
  }
}
