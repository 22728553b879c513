import Foundation
import Telephony
import Testing

@testable import Sound

@Suite struct `A tone's analysis` {
  @Test(arguments: [8000, 16_000, 44_100, 48_000])
  func `finds nothing but the tone in a pure one`(sampleRate: Int) throws {
    let tone = PlantedTones(sines: [(1020, 0.25)], sampleRate: sampleRate)
    let found = try #require(
      ToneAnalysis(of: tone.samples[...], near: 1000, sampleRate: sampleRate))
    #expect(abs(found.frequency - 1020) < 1e-4)
    #expect(abs(found.level + 12.041) < 1e-3)
    #expect(abs(found.offset) < 1e-7)
    #expect(found.harmonicDistortion < 0.0002 && found.distortionAndNoise < 0.0002)
    #expect(found.sinad > 115 && found.signalToTotalDistortion > 115)
  }

  @Test(arguments: [697.0, 1019.3, 1020.7, 440, 3100])
  func `finds the frequency by itself`(frequency: Double) throws {
    let tone = PlantedTones(sines: [(frequency, 0.1), (50, 0.01)], noise: 0.001)
    let found = try #require(ToneAnalysis(of: tone.samples[...], sampleRate: 8000))
    #expect(abs(found.frequency - frequency) < 0.02)
    #expect(abs(found.level + 20) < 0.02)
  }

  @Test func `measures each harmonic, and all of them as THD`() throws {
    let tone = PlantedTones(
      sines: [(1020, 0.5), (2040, 0.005), (3060, 0.0025), (5100, 0.0005)], offset: -0.02,
      duration: 0.9, sampleRate: 16_000)
    let found = try #require(ToneAnalysis(of: tone.samples[...], near: 1020, sampleRate: 16_000))
    let planted = [2: -46.02, 3: -52.04, 5: -66.02]
    #expect(found.harmonics.map(\.order) == [2, 3, 4, 5, 6, 7])
    for harmonic in found.harmonics {
      if let level = planted[harmonic.order] {
        #expect(abs(harmonic.level - level) < 0.02)
      } else {
        #expect(harmonic.level < -110)
      }
    }
    // √(0.005² + 0.0025² + 0.0005²) / 0.5.
    #expect(abs(found.harmonicDistortion - 1.1225) < 0.002)
    #expect(abs(found.distortionAndNoise - 1.1224) < 0.002)
    #expect(abs(found.offset + 0.02) < 1e-5)
  }

  @Test(arguments: [(-20.0, 20.04), (-40, 40.0), (-60, 60.0)])
  func `measures noise as THD+N and SINAD, not as harmonics`(
    decibels: Double, sinad: Double
  ) throws {
    let amplitude = 0.3
    let noise = amplitude / 2.squareRoot() * pow(10, decibels / 20)
    let tone = PlantedTones(sines: [(1020, amplitude)], noise: noise, duration: 4)
    let found = try #require(ToneAnalysis(of: tone.samples[...], near: 1020, sampleRate: 8000))
    #expect(abs(found.sinad - sinad) < 0.15)
    // White noise up to 4 kHz has −3.48 dBp by O.41's table, summed by numpy.
    #expect(abs(found.signalToTotalDistortion - (-decibels + 3.48)) < 0.25)
    #expect(found.harmonicDistortion < 5 * pow(10, decibels / 20))
  }

  @Test(arguments: [500.0, 1020, 1021])
  func `isn't disturbed by a clock that is off by 0.1 percent`(frequency: Double) throws {
    let tone = PlantedTones(sines: [(frequency * 1.001, 0.25)], duration: 0.9)
    let found = try #require(
      ToneAnalysis(of: tone.samples[...], near: frequency, sampleRate: 8000))
    #expect(abs(found.frequency - frequency * 1.001) < 1e-3)
    #expect(found.sinad > 100)
  }

  @Test(arguments: [[], [Float](repeating: 0, count: 8000), [Float](repeating: 0.5, count: 8000)])
  func `finds no tone in silence`(sound: [Float]) {
    #expect(ToneAnalysis(of: sound[...], near: 1020, sampleRate: 8000) == nil)
    #expect(ToneAnalysis(of: sound[...], sampleRate: 8000) == nil)
  }

  @Test func `finds no tone in noise`() {
    let noise = PlantedTones(noise: 0.1).samples
    #expect(ToneAnalysis(of: noise[...], near: 1020, sampleRate: 8000) == nil)
  }
}

@Suite struct `Quantising distortion` {
  private enum Law: Sendable { case aLaw, muLaw, linear }

  /// A sine of 1020 Hz coded by ITU-T G.191's program and measured with numpy: a least-squares fit,
  /// the sum of the rest's spectrum from 20 Hz on, and the same sum with O.41's weights.
  private static let truth: [(Law, level: Double, sinad: Double, weighted: Double)] = [
    (.aLaw, 0, 37.03, 41.86), (.aLaw, -10, 38.17, 41.76), (.aLaw, -20, 37.12, 40.42),
    (.aLaw, -30, 37.46, 41.03), (.aLaw, -40, 30.78, 34.51), (.aLaw, -45, 25.45, 29.12),
    (.muLaw, 0, 37.40, 40.88), (.muLaw, -10, 38.99, 42.20), (.muLaw, -20, 36.51, 39.84),
    (.muLaw, -30, 36.84, 40.55), (.muLaw, -40, 32.71, 36.76), (.muLaw, -45, 30.14, 33.86),
    (.linear, -10, 84.81, 88.73), (.linear, -40, 55.30, 58.89),
  ]

  @Test(arguments: truth.indices)
  func `is measured with a sine, for both laws and none`(row: Int) throws {
    let (law, level, sinad, weighted) = Self.truth[row]
    let amplitude = 32768 * pow(10, (level - 3.14) / 20)
    let sent = (0..<8000).map {
      Int16((amplitude * sin(2 * .pi * 1020 * Double($0) / 8000)).rounded())
    }
    let heard =
      switch law {
      case .aLaw: G711.aLaw.decode(G711.aLaw.encode(sent))
      case .muLaw: G711.muLaw.decode(G711.muLaw.encode(sent))
      case .linear: sent
      }
    let found = try #require(
      ToneAnalysis(of: heard.map { Float($0) / 32768 }[...], near: 1020, sampleRate: 8000))
    #expect(abs(found.sinad - sinad) < 0.3)
    #expect(abs(found.signalToTotalDistortion - weighted) < 0.4)
    let limit = try #require(ToneAnalysis.leastSignalToTotalDistortion(at: level))
    #expect(found.signalToTotalDistortion > limit)
  }

  @Test func `of six bits is below G.712's mask`() throws {
    let amplitude = 32768 * pow(10, (-10 - 3.14) / 20)
    let found = try #require(
      ToneAnalysis(
        of: (0..<8000).map {
          Float((amplitude * sin(2 * .pi * 1020 * Double($0) / 8000) / 1024).rounded() / 32)
        }[...], near: 1020, sampleRate: 8000))
    #expect(found.signalToTotalDistortion < 33)
    #expect(ToneAnalysis.leastSignalToTotalDistortion(at: -10) == 33)
  }

  @Test(arguments: [(0.0, 33.0), (-30, 33), (-35, 30), (-40, 27), (-45, 22)])
  func `has G.712's mask`(level: Double, limit: Double) {
    #expect(ToneAnalysis.leastSignalToTotalDistortion(at: level) == limit)
    #expect(ToneAnalysis.leastSignalToTotalDistortion(at: -46) == nil)
  }
}
