import Foundation
import Sound
import Testing

@Suite struct `Sound files` {
  private static func sine(_ frequency: Double, rate: Int, count: Int) -> [Float] {
    (0..<count).map { Float(0.5 * sin(2 * .pi * frequency * Double($0) / Double(rate))) }
  }

  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test(arguments: [("wav", 2e-5), ("flac", 2e-5), ("sln16", 2e-5), ("ulaw", 0.02), ("alaw", 0.02)])
  func `come back as they were written`(name: String, tolerance: Float) throws {
    try Self.inFolder { folder in
      let rate = name == "sln16" ? 16000 : 8000
      let clip = AudioClip(samples: Self.sine(440, rate: rate, count: 5000), sampleRate: rate)
      try clip.write(to: "\(folder)/clip.\(name)")
      let back = try AudioClip(contentsOf: "\(folder)/clip.\(name)")
      #expect((back.channels, back.sampleRate, back.frameCount) == (1, rate, 5000))
      #expect(zip(back.samples, clip.samples).allSatisfy { abs($0 - $1) <= tolerance })
    }
  }

  @Test func `clip what is beyond full scale, and read no number as silence`() throws {
    try Self.inFolder { folder in
      try AudioClip(samples: [2, -2, 0.5], sampleRate: 8000).write(to: "\(folder)/loud.wav")
      let back = try AudioClip(contentsOf: "\(folder)/loud.wav").samples
      #expect(back[0] > 0.999 && back[1] == -1)
    }
  }

  @Test func `that aren't sound are refused in words`() throws {
    try Self.inFolder { folder in
      let empty = "\(folder)/empty.wav"
      try Data().write(to: URL(filePath: empty))
      let noise = "\(folder)/noise.flac"
      try Data((0..<999).map { UInt8($0 * 7 & 255) }).write(to: URL(filePath: noise))
      let nothing = #expect(throws: SoundFileError.self) { try AudioClip(contentsOf: empty) }
      #expect(nothing?.description == "the sound file '\(empty)' is empty")
      for path in [noise, folder, "\(folder)/missing.wav"] {
        let error = #expect(throws: SoundFileError.self) { try AudioClip(contentsOf: path) }
        #expect(error?.description.hasPrefix("the sound file '\(path)' can't be read: ") == true)
      }
      #expect(throws: SoundFileError.self) {
        try AudioClip(samples: [0], sampleRate: 8000).write(to: "\(folder)/clip.mp7")
      }
    }
  }

  @Test func `too long for the memory are refused`() throws {
    try Self.inFolder { folder in
      let clip = AudioClip(samples: Array(repeating: 0, count: 16001), sampleRate: 8000)
      try clip.write(to: "\(folder)/long.wav")
      #expect(throws: SoundFileError.self) {
        try AudioClip(contentsOf: "\(folder)/long.wav", longest: .seconds(2))
      }
    }
  }

  @Test(arguments: [(44100, 16000), (8000, 16000), (16000, 8000), (192_000, 8000), (11025, 8000)])
  func `keep their sound at another sample rate`(from: Int, to: Int) throws {
    let clip = AudioClip(samples: Self.sine(1000, rate: from, count: from), sampleRate: from)
    let converted = try #require(clip.resampled(to: to))
    #expect(converted.frameCount == to)
    let expected = Self.sine(1000, rate: to, count: to)
    let middle = to / 4..<to / 4 * 3
    #expect(middle.allSatisfy { abs(converted.samples[$0] - expected[$0]) < 1e-3 })
  }

  @Test func `are converted alike in blocks and whole`() throws {
    let samples = Self.sine(700, rate: 22050, count: 22050)
    let whole = try #require(Resampler(from: 22050, to: 16000)).convert(samples, isLast: true)
    let blocks = try #require(Resampler(from: 22050, to: 16000))
    var joined: [Float] = []
    for start in stride(from: 0, to: samples.count, by: 441) {
      joined += blocks.convert(Array(samples[start..<start + 441]))
    }
    joined += blocks.convert([], isLast: true)
    #expect(joined.count == whole.count)
    #expect(zip(joined, whole).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(Resampler(from: 1, to: 16000) == nil)
  }
}
