import Foundation
import Testing

@testable import Sound

@Suite struct `A mastered clip` {
  struct Take: CustomTestStringConvertible {
    let testDescription: String
    let sound: AudioClip

    init(_ description: String, _ sound: AudioClip) {
      testDescription = description
      self.sound = sound
    }

    static let all = [
      Take("a sentence", .voice(3)),
      Take("a short word", .voice(0.2)),
      Take("a whisper", .voice(1, level: 0.01)),
      Take("a shout", .voice(1, level: 0.95)),
      Take("a studio's stereo", .voice(1, rate: 44100, channels: 2)),
      Take("192 kHz", .voice(0.5, rate: 192_000)),
      Take("a telephone's rate", .voice(1, rate: 8000)),
      Take("an offset", .voice(1, level: 0.2, offset: 0.1)),
      Take("a noisy room", .voice(1, noise: 0.003)),
      Take("no silence around it", .voice(1, silence: 0)),
      Take("long silence around it", .voice(0.5, silence: 3)),
    ]
  }

  @Test(arguments: Take.all) func `is like every other`(take: Take) throws {
    let clip = try take.sound.mastered()
    #expect((clip.channels, clip.sampleRate) == (1, 16000))
    let level = SpeechLevel(of: clip)
    #expect(abs(level.active - ClipStandard.level) < 0.5)
    #expect(level.peak <= ClipStandard.ceiling + 0.05)
    #expect(abs(level.offset) < 0.001)
    #expect(clip.samples.first == 0 && clip.samples.last == 0)
    #expect(ClipCheck.faults(of: clip, saying: "eleven").isEmpty)
  }

  @Test(arguments: [0.2, 1, 3]) func `keeps its speech and little of the silence`(
    seconds: Double
  ) throws {
    let clip = try AudioClip.voice(seconds, silence: 1).mastered()
    let length = clip.duration / .seconds(1)
    #expect(length > seconds - 0.01 && length < seconds + 0.05)
  }

  @Test func `comes and goes softly, so that a joint has no click`() throws {
    let clip = try AudioClip.voice(0.5, silence: 0).mastered()
    let joined = clip.samples + clip.samples
    let joint = joined[(clip.frameCount - 20)..<(clip.frameCount + 20)]
    let steps = zip(joint, joint.dropFirst()).map { abs($1 - $0) }
    let usual = zip(clip.samples, clip.samples.dropFirst()).map { abs($1 - $0) }.max() ?? 0
    #expect((steps.max() ?? 1) < usual / 4)
  }

  @Test func `has its peaks turned down, and is as loud as the others`() throws {
    var sound = AudioClip.voice(2, level: 0.05)
    for index in stride(from: 9000, to: 35000, by: 4000) { sound.samples[index] = 0.9 }
    let clip = try sound.mastered()
    let level = SpeechLevel(of: clip)
    #expect(level.peak <= ClipStandard.ceiling + 0.05)
    #expect(abs(level.active - ClipStandard.level) < 1)
  }

  @Test func `keeps faint sounds at its edges`() throws {
    var sound = AudioClip.voice(1, level: 0.5)
    // A consonant 30 dB below the vowels, right before them.
    for index in 3200..<4800 { sound.samples[index] += 0.006 * (index % 2 == 0 ? 1 : -1) }
    let clip = try sound.mastered()
    #expect(clip.duration > .milliseconds(1090))
  }

  @Test func `is not made of what is none`() throws {
    #expect(throws: ClipFault.silent) { try AudioClip(samples: [], sampleRate: 8000).mastered() }
    #expect(throws: ClipFault.silent) {
      try AudioClip(samples: Array(repeating: 0, count: 9000), sampleRate: 8000).mastered()
    }
    #expect(throws: ClipFault.silent) {
      try AudioClip(samples: Array(repeating: 0.5, count: 9000), sampleRate: 16000).mastered()
    }
    #expect(throws: ClipFault.silent) { try AudioClip.voice(1, level: 0.0001).mastered() }
    #expect(throws: ClipFault.wrongRate(1)) {
      try AudioClip(samples: [0.1, 0.2], sampleRate: 1).mastered()
    }
    let shortest = #expect(throws: ClipFault.self) { try AudioClip.voice(0.02).mastered() }
    guard case .tooShort = shortest else { return #expect(Bool(false), "\(shortest as Any)") }
    let longest = #expect(throws: ClipFault.self) {
      let voice = AudioClip.voice(5, silence: 0).samples
      return try AudioClip(
        samples: Array(repeating: voice, count: 25).flatMap { $0 }, sampleRate: 16000
      )
      .mastered()
    }
    guard case .tooLong = longest else { return #expect(Bool(false), "\(longest as Any)") }
  }

  @Test(arguments: [1, 2]) func `is not made of what is clipped to death`(channels: Int) throws {
    var sound = AudioClip.voice(1, level: 1, channels: channels).multiplied(by: 8)
    sound.samples = sound.samples.map { min(max($0, -0.7), 0.7) }
    let fault = #expect(throws: ClipFault.self) { try sound.mastered() }
    guard case .clipped(let percent) = fault else { return #expect(Bool(false), "\(fault as Any)") }
    #expect(percent > 10)
  }

  @Test func `is not made of a click alone above faint speech`() throws {
    var sound = AudioClip.voice(0.3, level: 0.002)
    for index in 6000..<6003 { sound.samples[index] = 0.9 }
    #expect(throws: ClipFault.self) { try sound.mastered() }
  }
}

@Suite struct `The level of speech` {
  @Test func `is that of a tone which lasts`() {
    let tone = (0..<16000).map { Float(0.5 * sin(2 * .pi * 1000 * Double($0) / 16000)) }
    let level = SpeechLevel(of: AudioClip(samples: tone, sampleRate: 16000))
    #expect(abs(level.active - -9.03) < 0.05)
    #expect(abs(level.peak - -6.02) < 0.05)
  }

  @Test func `doesn't count pauses`() {
    let tone = (0..<16000).map { Float(0.5 * sin(2 * .pi * 1000 * Double($0) / 16000)) }
    let pause = Array(repeating: Float(0.001), count: 64000)
    let level = SpeechLevel(of: AudioClip(samples: tone + pause + tone, sampleRate: 16000))
    #expect(abs(level.active - -9.03) < 0.05)
  }

  @Test(arguments: [[], [0], [Float.zero, 0, 0]]) func `of nothing is nothing`(samples: [Float]) {
    let level = SpeechLevel(of: AudioClip(samples: samples, sampleRate: 16000))
    #expect(level.active == -.infinity && level.peak == -.infinity && level.offset == 0)
  }
}

@Suite struct `Slow speech` {
  @Test(arguments: [1.5, 0.5, 2]) func `lasts longer and keeps its pitch`(factor: Double) {
    let tone = (0..<16000).map { Float(0.4 * sin(2 * .pi * 200 * Double($0) / 16000)) }
    let slow = AudioClip(samples: tone, sampleRate: 16000).stretched(by: factor)
    let length = slow.duration / .seconds(1)
    #expect(abs(length - factor) < 0.03)
    let middle = slow.samples[(slow.frameCount / 4)..<(slow.frameCount * 3 / 4)]
    let rises = zip(middle, middle.dropFirst()).count { $0 < 0 && $1 >= 0 }
    let pitch = Double(rises) / Double(middle.count) * 16000
    #expect(abs(pitch - 200) < 6)
  }

  @Test(arguments: [Double.nan, .infinity, 0, -1, 1e300]) func `takes any factor`(factor: Double) {
    let clip = AudioClip.voice(0.2).stretched(by: factor)
    #expect(clip.frameCount > 0)
    #expect(AudioClip(samples: [], sampleRate: 8000).stretched(by: factor).frameCount == 0)
  }
}
