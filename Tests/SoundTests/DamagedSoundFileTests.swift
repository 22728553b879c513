import Foundation
import RandomInputs
import Sound
import Telephony
import Testing

/// Every file gives an error or a right answer, never a trap and never a hang. The limit names what
/// hangs; most of a test's time is spent waiting until a processor is free for it.
@Suite(.timeLimit(.minutes(60))) struct `Damaged and absurd sound files` {
  private static let rate = 8000
  private static let samples: [Float] = (0..<2400).map {
    0.5 * Float(sin(Double($0) * 0.3)) * Float(sin(Double($0) * 0.01))
  }
  private static let clip = AudioClip(samples: samples, sampleRate: rate)

  @Test(arguments: Container.all)
  func `undamaged, each format is read`(format: Container) throws {
    let folder = try SoundFolder()
    let path = try folder.write(try folder.bytes(of: Self.clip, as: format))
    let read = try #require(try Reading(path).clip)
    #expect(read.channels == 1)
    // Some formats hold whole blocks.
    #expect(read.frameCount >= Self.samples.count * read.sampleRate / Self.rate)
    if format.tolerance < 1 {
      #expect(zip(read.samples, Self.samples).allSatisfy { abs($0 - $1) <= format.tolerance })
    }
  }

  @Test(arguments: [Container.wav, .floatingWav])
  func `cut off anywhere, what is left is read or refused`(format: Container) throws {
    let folder = try SoundFolder()
    let short = AudioClip(samples: Array(Self.samples[100..<180]), sampleRate: Self.rate)
    let whole = try folder.bytes(of: short, as: format)
    for length in 0...whole.count {
      let path = try folder.write(Array(whole[..<length]))
      guard let read = try Reading(path).clip else { continue }
      #expect(read.frameCount <= short.frameCount)
      #expect(zip(read.samples, short.samples).allSatisfy { abs($0 - $1) <= format.tolerance })
    }
    #expect(try Reading(folder.write(whole)).clip?.frameCount == short.frameCount)
  }

  @Test(arguments: Container.all)
  func `cut off in steps, any format is read or refused`(format: Container) throws {
    let folder = try SoundFolder()
    let whole = try folder.bytes(of: Self.clip, as: format)
    for step in 0..<24 {
      _ = try Reading(folder.write(Array(whole[..<(whole.count * step / 24)])))
    }
  }

  @Test(arguments: ["half.ogg", "half.opus"])
  func `half of a short Ogg file is told to be cut off`(name: String) throws {
    let folder = try SoundFolder()
    let path = folder.path(name)
    try Self.clip.write(to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
    let error = #expect(throws: SoundFileError.self) { _ = try AudioClip(contentsOf: path) }
    #expect(try #require(error).reason.hasPrefix("is cut off so early that none of its sound"))
  }

  @Test(arguments: Container.all)
  func `with bytes changed they are read or refused`(format: Container) throws {
    let folder = try SoundFolder()
    let whole = try folder.bytes(of: Self.clip, as: format)
    var random = SeededGenerator(seed: UInt64(bitPattern: Int64(format.code)))
    for round in 0..<40 {
      var bytes = whole
      // Most formats say in the first bytes what the others mean.
      let reach = round.isMultiple(of: 2) ? min(96, bytes.count) : bytes.count
      for _ in 0...Int.random(in: 0..<6, using: &random) {
        let place = Int.random(in: 0..<reach, using: &random)
        bytes[place] =
          [0, 0xFF, 0x7F, 0x80, .random(in: 0...0xFF, using: &random)]
          .randomElement(using: &random) ?? 0
      }
      _ = try Reading(folder.write(bytes))
    }
  }

  /// A decoder leaves out what it can't make out; what follows would come too soon.
  @Test func `of FLAC with a frame lost are refused, cut off ones too`() throws {
    let folder = try SoundFolder()
    let long = AudioClip(samples: (0..<8).flatMap { _ in Self.samples }, sampleRate: Self.rate)
    let whole = try folder.bytes(of: long, as: .flac)
    #expect(try Reading(folder.write(whole)).clip?.frameCount == long.frameCount)
    var bytes = whole
    bytes[whole.count / 2] ^= 0x10
    #expect(try Reading(folder.write(bytes)).clip == nil)
    #expect(try Reading(folder.write(Array(whole.dropLast(500)))).clip == nil)
  }

  @Test func `of FLAC that don't tell their length are read to the end`() throws {
    let folder = try SoundFolder()
    var bytes = try folder.bytes(of: Self.clip, as: .flac)
    // The number of samples in STREAMINFO, 36 bits.
    bytes[21] &= 0xF0
    for index in 22...25 { bytes[index] = 0 }
    #expect(try Reading(folder.write(bytes)).clip?.frameCount == Self.samples.count)
  }

  @Test(arguments: [
    "RIFF\u{24}\u{8}\u{0}\u{0}WAVEfmt ", "RF64", "FORM\u{0}\u{0}\u{8}\u{24}AIFFCOMM", "FORM",
    ".snd",
    "caff\u{0}\u{1}\u{0}\u{0}desc", "riff", "fLaC\u{0}\u{0}\u{0}\u{22}", "OggS\u{0}\u{2}",
    "Creative Voice File\u{1A}", "NIST_1A\n   1024\n", "MThd", "ID3\u{4}\u{0}\u{0}", "2BIT", "",
  ])
  func `of random bytes after a true beginning they are read or refused`(start: String) throws {
    let folder = try SoundFolder()
    var random = SeededGenerator(seed: UInt64(start.utf8.count) * 977)
    for _ in 0..<25 {
      let count = Int.random(in: 0...4096, using: &random)
      let bytes = Array(start.utf8) + (0..<count).map { _ in .random(in: 0...0xFF, using: &random) }
      _ = try Reading(folder.write(bytes))
    }
  }

  @Test(arguments: ["bin", "wav", "flac", "ulaw", "alaw", "sln", "sln16"])
  func `of no bytes are refused, or have no sound`(name: String) throws {
    let folder = try SoundFolder()
    let clip = try Reading(folder.write([], as: "empty.\(name)")).clip
    #expect(clip == nil || clip?.samples.isEmpty == true)
    _ = try Reading(folder.write([0x55], as: "byte.\(name)"))
  }

  @Test func `of one sample have that sample`() throws {
    let folder = try SoundFolder()
    for format in [Container.wav, .floatingWav] {
      let one = AudioClip(samples: [0.25], sampleRate: Self.rate)
      let path = try folder.write(try folder.bytes(of: one, as: format))
      #expect(try Reading(path).clip == one)
    }
  }

  @Test(arguments: [(1, 192_000), (2, 44100), (32, 8000), (256, 8000), (1024, 48000), (3, 4000)])
  func `of any channels and rate are read, each channel for itself`(channels: Int, rate: Int) throws
  {
    let folder = try SoundFolder()
    var samples: [Float] = []
    for frame in 0..<max(400, rate / 10) {
      // All channels but the last are silent.
      samples += Array(repeating: 0, count: channels - 1)
      samples.append(0.5 * Float(sin(Double(frame) * 2 * .pi * 1000 / Double(rate))))
    }
    let wide = AudioClip(samples: samples, channels: channels, sampleRate: rate)
    let path = try folder.write(try folder.bytes(of: wide, as: .floatingWav))
    #expect(try Reading(path).clip == wide)
    let (all, last) = (
      try TelephoneSoundReader(path), try TelephoneSoundReader(path, channel: channels - 1)
    )
    let apart = try #require(try all.read())
    #expect(apart.count == channels)
    #expect(apart.dropLast().allSatisfy { $0.allSatisfy { $0 == 0 } })
    let alone = try #require(try last.read())
    #expect(alone == [apart[channels - 1]])
    let loudest = try #require(alone[0].map { abs(Int($0)) }.max())
    #expect(abs(loudest - 16384) <= 330)
    #expect(throws: SoundFileError.self) { try TelephoneSoundReader(path, channel: channels) }
    #expect(throws: SoundFileError.self) { try TelephoneSoundReader(path, channel: -1) }
  }

  @Test(arguments: [1, 32, 999, 768_001, 2_000_000, 4_000_000, 0x7FFF_FFFF])
  func `of an absurd rate are refused before they are read`(rate: Int) throws {
    let folder = try SoundFolder()
    let silence = AudioClip(samples: Array(repeating: 0, count: 100), sampleRate: rate)
    let path = try folder.write(try folder.bytes(of: silence, as: .floatingWav))
    let error = #expect(throws: SoundFileError.self) { try AudioClip(contentsOf: path) }
    #expect(error?.reason.contains("not 1000 to 768000") == true)
    #expect(throws: SoundFileError.self) { try TelephoneSoundReader(path) }
  }

  @Test func `of more than a studio's hour are refused, whatever their rate`() throws {
    let folder = try SoundFolder()
    var bytes = try folder.bytes(of: Self.clip, as: .wav)
    // 192 kHz: two seconds of it are more than a second at 48 kHz in two channels.
    for (index, byte) in [0x00, 0xEE, 0x02, 0x00].enumerated() { bytes[24 + index] = UInt8(byte) }
    let path = try folder.write(bytes + [UInt8](repeating: 0, count: 800_000))
    for offset in [4, 40] {
      let size = UInt32(bytes.count + 800_000 - offset - 4)
      for index in 0..<4 { bytes[offset + index] = UInt8(size >> (8 * UInt32(index)) & 0xFF) }
    }
    _ = try folder.write(bytes + [UInt8](repeating: 0, count: 800_000))
    #expect(throws: SoundFileError.self) { try AudioClip(contentsOf: path, longest: .seconds(2)) }
    #expect(try AudioClip(contentsOf: path, longest: .seconds(5)).sampleRate == 192_000)
  }

  @Test func `with samples that are no numbers have silence there`() throws {
    let folder = try SoundFolder()
    let odd = AudioClip(
      samples: [.nan, .infinity, -.infinity, .signalingNaN, 1e38, -1e38, 1e-37, 0.5],
      sampleRate: Self.rate)
    let path = try folder.write(try folder.bytes(of: odd, as: .floatingWav))
    #expect(try Reading(path).clip?.samples == [0, 0, 0, 0, 1e38, -1e38, 1e-37, 0.5])
    #expect(try TelephoneSoundReader(path).read() == [[0, 0, 0, 0, 32767, -32768, 0, 16384]])
    let fast = AudioClip(samples: odd.samples + odd.samples, sampleRate: 16000)
    _ = try Reading(folder.write(try folder.bytes(of: fast, as: .floatingWav)))
  }

  /// Where a header's field stands, and what is put there.
  @Test(arguments: [
    (4, 4, 0xFFFF_FFFF), (40, 4, 0xFFFF_FFFF), (40, 4, 0x7FFF_FFFF), (40, 4, 0), (40, 4, 3),
    (16, 4, 0xFFFF_FFFF), (16, 4, 0), (22, 2, 0), (22, 2, 0xFFFF), (22, 2, 1024), (24, 4, 0),
    (24, 4, 1), (24, 4, 0x7FFF_FFFF), (24, 4, 0xFFFF_FFFF), (32, 2, 0), (34, 2, 0), (34, 2, 1),
    (34, 2, 64), (20, 2, 0), (20, 2, 0xFFFE), (20, 2, 2), (20, 2, 0x11), (20, 2, 0x31), (20, 2, 3),
  ])
  func `whose header lies are read as far as they go, or refused`(
    offset: Int, width: Int, value: Int
  ) throws {
    let folder = try SoundFolder()
    var bytes = try folder.bytes(of: Self.clip, as: .wav)
    for index in 0..<width { bytes[offset + index] = UInt8(value >> (8 * index) & 0xFF) }
    let clip = try Reading(folder.write(bytes)).clip
    #expect(clip.map { $0.samples.count <= 4 * bytes.count } ?? true)
    if offset == 4 || (offset == 40 && (value > 0xFFFF || value == 0)) {
      let read = try #require(clip)
      #expect(zip(read.samples, Self.samples).allSatisfy { abs($0 - $1) <= 1e-4 })
      #expect(read.frameCount == Self.samples.count)
    }
  }
}
