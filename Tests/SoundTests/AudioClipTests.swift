import Sound
import Testing

@Suite struct `Audio clips` {
  @Test func `mixed to one channel they are the mean of all channels`() {
    let clip = AudioClip(samples: [1, 0, -0.5, 0.5, 0.25, 0.75], channels: 2, sampleRate: 8000)
    #expect(clip.mono == AudioClip(samples: [0.5, 0, 0.5], sampleRate: 8000))
    #expect(clip.frameCount == 3)
  }

  @Test func `their length is told to the nanosecond`() {
    let clip = AudioClip(samples: Array(repeating: 0, count: 44101), sampleRate: 44100)
    #expect(clip.duration == .nanoseconds(1_000_022_676))
  }
}
