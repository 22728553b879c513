import CallEngine
import CallRuntime
import Foundation
import Speech
import Synchronization
import Testing

@testable import gooya

/// The voice that a listener's calls share.
struct SharedVoiceTests {
  /// A file that is there once it has been looked for a few times.
  private final class SlowFile: Sendable {
    private let looks = Mutex(0)
    private let path: String?

    init(_ path: String?) { self.path = path }

    func look() -> String? {
      looks.withLock { looks in
        looks += 1
        return looks > 3 ? path : nil
      }
    }
  }

  @Test func `a recording that is still being written is waited for`() async throws {
    let place = try Workplace()
    try place.gooya("audio", "tone", "700Hz", "--for", "1s", "--rate", "16000", "-o", "said.wav")
    let file = SlowFile(place.path("said.wav"))
    let voice = SharedVoice(
      prompts: nil, cache: place.path("speech"), named: nil, recordings: { _ in file.look() })
    let said = try #require(Utterance.recording("20261130T155552Z-b4c40604-1000ms", in: .english))
    await withCheckedContinuation { continuation in
      if voice.hasSound(of: [said], otherwise: { continuation.resume() }) { continuation.resume() }
    }
    #expect(voice.sound(of: said)?.count == 16_000)
  }
}
