import Foundation
import Testing

@testable import Sound

/// What a header says of a file's length, and what is there.
@Suite struct `The length of a sound file` {
  private let folder: SoundFolder
  private let clip = AudioClip(
    samples: (0..<8000).map { 0.5 * Float(sin(Double($0) * 0.3)) }, sampleRate: 8000)

  init() throws { folder = try SoundFolder() }

  /// A WAV file with the lengths of the whole and of the samples changed.
  private func wave(whole: UInt32?, samples: UInt32?, then rest: [UInt8] = []) throws -> String {
    var bytes = try folder.bytes(of: clip, as: .wav)
    for (offset, length) in [(4, whole), (40, samples)] {
      guard let length else { continue }
      for index in 0..<4 { bytes[offset + index] = UInt8(length >> (8 * UInt32(index)) & 0xFF) }
    }
    return try folder.write(bytes + rest)
  }

  @Test(
    arguments: [
      (0, 0), (36, 0), (nil, 0), (0xFFFF_FFFF, 0xFFFF_FFFF), (0x7FFF_F024, 0x7FFF_F000),
      (0x7FFF_FFFF, 0x7FFF_FFDB),
    ] as [(UInt32?, UInt32?)])
  func `is what is there if the header leaves it open`(whole: UInt32?, samples: UInt32?) throws {
    let read = try AudioClip(contentsOf: wave(whole: whole, samples: samples))
    #expect(read.frameCount == 8000)
    #expect(zip(read.samples, clip.samples).allSatisfy { abs($0 - $1) <= 1e-4 })
  }

  @Test func `is nothing where only other chunks follow`() throws {
    var bytes = Array(try folder.bytes(of: clip, as: .wav)[..<40])
    bytes += [0, 0, 0, 0] + Array("LIST".utf8) + [4, 0, 0, 0] + Array("INFO".utf8)
    #expect(try AudioClip(contentsOf: folder.write(bytes)).samples.isEmpty)
  }

  private static let stating = Container.all.filter {
    ["wav", "wav, floating", "wav, 24 bits", "aiff", "au"].contains($0.testDescription)
  }

  @Test(arguments: stating)
  func `is told where it isn't all there`(format: Container) throws {
    let whole = try folder.bytes(of: clip, as: format)
    let path = try folder.write(Array(whole[..<(whole.count / 2)]))
    let reader = try TelephoneSoundReader(path)
    #expect(try #require(try reader.read())[0].count > 3900)
    let error = #expect(throws: SoundFileError.self) { while try reader.read() != nil {} }
    #expect(error?.reason == "is cut off: only 0.5 of 1.0 s are there")
    #expect(throws: SoundFileError.self) { try AudioClip(contentsOf: path) }
    #expect(try AudioClip(contentsOf: folder.write(whole)).frameCount == 8000)
  }
}
