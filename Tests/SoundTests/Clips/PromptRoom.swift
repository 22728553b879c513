import CallEngine
import Foundation
import Speech

@testable import Sound

/// A folder of prompts of a test's own, removed with the value.
final class PromptRoom: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func catalog(
    _ texts: [String: String], spelt: [String: String]? = nil, in language: Language = .english
  ) -> ClipCatalog {
    ClipCatalog(
      Self.catalog(texts, language), pronunciation: spelt.map { Self.catalog($0, language) },
      in: path)
  }

  private static func catalog(_ texts: [String: String], _ language: Language) -> PromptCatalog {
    PromptCatalog(
      name: "greet", language: language,
      entries: texts.sorted { $0.key < $1.key }.map {
        PromptCatalog.Entry(
          id: $0.key, text: $0.value,
          location: SourceLocation(file: "greet.yaml", line: 1, column: 1))
      })
  }

  /// Writes a sound and gives its path.
  func write(_ clip: AudioClip, as name: String = "studio.wav") throws -> String {
    let file = "\(path)/\(name)"
    try clip.write(to: file)
    return file
  }

  func bytes(_ file: String) throws -> Data { try Data(contentsOf: URL(filePath: file)) }
}

extension AudioClip {
  /// Something like speech: a humming voice in syllables of a fifth of a second, after silence and
  /// before silence.
  ///
  /// - Parameters:
  ///   - level: the height of its loudest part, full scale being 1.
  ///   - noise: the height of what is heard between, too.
  static func voice(
    _ seconds: Double, rate: Int = 16000, level: Double = 0.3, silence: Double = 0.3,
    noise: Double = 0, offset: Double = 0, channels: Int = 1
  ) -> AudioClip {
    var hiss = UInt32(1)
    let samples = (0..<Int((seconds + 2 * silence) * Double(rate))).flatMap { index in
      let time = Double(index) / Double(rate) - silence
      var value = 0.0
      if time >= 0, time < seconds {
        let syllable = abs(sin(.pi * time * 5))
        for harmonic in 1...6 {
          value += sin(2 * .pi * 140 * Double(harmonic) * time) / Double(harmonic)
        }
        value *= (0.1 + 0.9 * syllable) / 2
      }
      hiss = hiss &* 1_664_525 &+ 1_013_904_223
      value = value * level + noise * (Double(hiss) / Double(UInt32.max) * 2 - 1) + offset
      return Array(repeating: Float(value), count: channels)
    }
    return AudioClip(samples: samples, channels: channels, sampleRate: rate)
  }

  func multiplied(by factor: Float) -> AudioClip {
    AudioClip(samples: samples.map { $0 * factor }, channels: channels, sampleRate: sampleRate)
  }
}
