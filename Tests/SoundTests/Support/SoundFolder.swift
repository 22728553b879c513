import CSndFile
import Foundation
import Sound
import Telephony
import Testing

/// A folder for a test's sound files. Removed with the value.
final class SoundFolder: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes bytes as a file and returns its path.
  func write(_ bytes: [UInt8], as name: String = "sound.bin") throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// The bytes of a sound file in any format that libsndfile writes.
  func bytes(
    of clip: AudioClip, as format: Container, name: String = "sound.bin"
  ) throws -> [UInt8] {
    var info = SF_INFO()
    info.format = format.code
    info.channels = Int32(clip.channels)
    info.samplerate = Int32(clip.sampleRate)
    let file = try #require(sf_open(path(name), Int32(SFM_WRITE), &info), "\(format)")
    let written = sf_writef_float(file, clip.samples, sf_count_t(clip.frameCount))
    sf_close(file)
    #expect(written == clip.frameCount)
    return Array(try Data(contentsOf: URL(filePath: path(name))))
  }
}

/// A format that gooya reads, and how near to the samples a file in it is.
struct Container: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let code: Int32
  let tolerance: Float

  private init(_ name: String, _ container: Int, _ samples: Int, _ tolerance: Float = 1e-4) {
    testDescription = name
    code = Int32(container | samples)
    self.tolerance = tolerance
  }

  static let wav = Container("wav", SF_FORMAT_WAV, SF_FORMAT_PCM_16)
  static let floatingWav = Container("wav, floating", SF_FORMAT_WAV, SF_FORMAT_FLOAT)

  static let flac = Container("flac", SF_FORMAT_FLAC, SF_FORMAT_PCM_16)

  static let all = [
    wav, floatingWav, flac,
    Container("wav, 8 bits", SF_FORMAT_WAV, SF_FORMAT_PCM_U8, 0.01),
    Container("wav, 24 bits", SF_FORMAT_WAV, SF_FORMAT_PCM_24),
    Container("wav, double", SF_FORMAT_WAV, SF_FORMAT_DOUBLE),
    Container("wav, µ-law", SF_FORMAT_WAV, SF_FORMAT_ULAW, 0.03),
    Container("wav, A-law", SF_FORMAT_WAV, SF_FORMAT_ALAW, 0.03),
    Container("wav, ADPCM", SF_FORMAT_WAV, SF_FORMAT_IMA_ADPCM, 0.3),
    Container("wav, GSM", SF_FORMAT_WAV, SF_FORMAT_GSM610, 2),
    Container("rf64", SF_FORMAT_RF64, SF_FORMAT_PCM_16),
    Container("w64", SF_FORMAT_W64, SF_FORMAT_PCM_16),
    Container("aiff", SF_FORMAT_AIFF, SF_FORMAT_PCM_16),
    Container("au", SF_FORMAT_AU, SF_FORMAT_ULAW, 0.03),
    Container("caf", SF_FORMAT_CAF, SF_FORMAT_PCM_16),
    Container("caf, ALAC", SF_FORMAT_CAF, SF_FORMAT_ALAC_16),
    Container("ogg", SF_FORMAT_OGG, SF_FORMAT_VORBIS, 2),
    Container("opus", SF_FORMAT_OGG, SF_FORMAT_OPUS, 2),
    Container("voc", SF_FORMAT_VOC, SF_FORMAT_PCM_16),
    Container("nist", SF_FORMAT_NIST, SF_FORMAT_PCM_16),
  ]
}

/// What comes of reading a file.
struct Reading {
  /// `nil` if it was refused.
  let clip: AudioClip?

  /// Reads a file in both ways that there are.
  init(_ path: String) throws {
    do {
      clip = try AudioClip(contentsOf: path)
    } catch {
      #expect(error.path == path && !error.reason.isEmpty)
      clip = nil
    }
    do {
      let reader = try TelephoneSoundReader(path)
      var count = 0
      while let channels = try reader.read() { count += channels[0].count }
      let clip = try #require(clip, "refused by one way, read by the other")
      let expected = Double(clip.frameCount) * 8000 / Double(clip.sampleRate)
      #expect(abs(Double(count) - expected) <= 2)
    } catch let error as SoundFileError {
      #expect(clip == nil || error.reason.contains("sample rate"))
    }
    if let clip {
      #expect(clip.samples.allSatisfy { $0.isFinite })
      #expect(clip.samples.count % clip.channels == 0)
    }
  }
}
