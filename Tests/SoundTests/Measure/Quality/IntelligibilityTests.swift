import Foundation
import Testing

@testable import Sound

@Suite struct `Intelligibility by STOI` {
  enum Path: CaseIterable, Sendable {
    case same, inverted, slightNoise, noise, loudNoise, clipped, losses, noiseAlone, late

    func carry(_ sound: [Double], rate: Int) -> [Double] {
      var state: UInt32 = 11
      let noise = sound.map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Double(state) / Double(1 << 31) - 1
      }
      func added(_ strength: Double) -> [Double] { zip(sound, noise).map { $0 + strength * $1 } }
      return switch self {
      case .same: sound
      case .inverted: sound.map { -0.5 * $0 }
      case .slightNoise: added(0.02)
      case .noise: added(0.1)
      case .loudNoise: added(0.5)
      case .clipped: sound.map { max(-0.02, min(0.02, $0)) }
      case .losses: sound.enumerated().map { ($0.offset * 10 / rate) % 4 == 3 ? 0 : $0.element }
      case .noiseAlone: noise.map { 0.1 * $0 }
      case .late: [Double](repeating: 0, count: rate / 20) + sound.dropLast(rate / 20)
      }
    }
  }

  /// What pystoi 0.4 says for the same sounds.
  private static let truth: [(rate: Int, scores: [Double])] = [
    (8000, [1, 1, 0.9417, 0.6548, 0.4076, 0.5626, 0.9658, 0.3410, 0.3250]),
    (10_000, [1, 1, 0.9464, 0.6842, 0.4342, 0.5643, 0.9658, 0.3483, 0.3250]),
    (16_000, [1, 1, 0.9623, 0.7204, 0.4223, 0.5597, 0.9658, 0.2946, 0.3250]),
  ]

  @Test(arguments: truth.indices)
  func `is what pystoi finds`(row: Int) throws {
    let (rate, scores) = Self.truth[row]
    let sent = PlantedSpeech.samples(rate: rate)
    for (path, score) in zip(Path.allCases, scores) {
      let heard = path.carry(sent, rate: rate)
      let found = try #require(
        Intelligibility(of: heard.map(Float.init), against: sent.map(Float.init), sampleRate: rate))
      // Beside 10 kHz, the two resample by different filters.
      #expect(abs(found.score - score) < (rate == 10_000 ? 0.0005 : 0.01), "\(path)")
    }
  }

  @Test(arguments: [0.0, 0.2, 0.4])
  func `needs speech to measure`(seconds: Double) {
    let sent = PlantedSpeech.samples(rate: 8000).prefix(Int(seconds * 8000)).map(Float.init)
    #expect(Intelligibility(of: sent, against: sent, sampleRate: 8000) == nil)
    let silence = [Float](repeating: 0, count: 16_000)
    #expect(Intelligibility(of: silence, against: silence, sampleRate: 8000) == nil)
  }
}
