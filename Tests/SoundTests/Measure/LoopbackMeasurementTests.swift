import Foundation
import Testing

@testable import Sound

@Suite struct `A loopback's tones, silence and sweep` {
  private static let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(10))

  /// What is measured of a path, with something done to what it carries.
  private func measurements(
    _ path: PlantedPath, by signal: LoopbackSignal = signal,
    _ change: (inout [Float]) -> Void = { _ in }
  ) -> PathMeasurements {
    var heard = path.carry(signal)
    change(&heard)
    return LoopbackAnalysis(signal).report(on: LoopbackRecording(samples: heard)).measurements
  }

  @Test(arguments: [8000, 16_000, 48_000])
  func `find nothing wrong with a perfect path`(sampleRate: Int) throws {
    let found = measurements(
      PlantedPath(delay: 0.05), by: LoopbackSignal(sampleRate: sampleRate, length: .seconds(8)))
    let tone = try #require(found.tone)
    #expect(abs(tone.level + 12.14) < 0.01 && abs(tone.frequency - 1020) < 0.01)
    #expect(tone.harmonicDistortion < 0.002 && tone.sinad > 80)
    #expect(tone.signalToTotalDistortion > 82)
    #expect(try #require(found.intermodulation).strongest < -90)
    #expect(found.hum == nil && found.echoes.isEmpty && found.reverberation == nil)
    #expect(try #require(found.noise).psophometric < -90)
    let transfer = try #require(found.transfer)
    for point in transfer.points where (300...3400).contains(point.frequency) {
      #expect(abs(point.gain) < 0.2 && abs(point.groupDelay) < 100e-6)
    }
  }

  @Test func `show µ-law's quantising distortion`() throws {
    let found = measurements(PlantedPath(delay: 0.05, isMuLaw: true))
    let tone = try #require(found.tone)
    #expect((39...44).contains(tone.signalToTotalDistortion))
    let limit = try #require(ToneAnalysis.leastSignalToTotalDistortion(at: -9))
    #expect(tone.signalToTotalDistortion > limit)
    #expect(try #require(found.intermodulation).strongest < Intermodulation.limit - 10)
  }

  @Test func `show what a limiter does to tones`() throws {
    let found = measurements(PlantedPath(delay: 0.05, noise: -70, ceiling: 0.2))
    let tone = try #require(found.tone)
    // A sine clipped at 0.81 of its peak, by its Fourier series: 7.7 % of the third harmonic.
    let third = try #require(tone.harmonics.first { $0.order == 3 })
    #expect(abs(third.level - tone.level + 22.24) < 0.5)
    #expect(tone.harmonics[0].level < third.level - 30)
    #expect(tone.signalToTotalDistortion < 33)
    #expect(try #require(found.intermodulation).strongest > Intermodulation.limit)
  }

  @Test(arguments: [50.0, 60])
  func `tell hum from noise`(mains: Double) throws {
    let found = measurements(PlantedPath(delay: 0.05, noise: -70)) { heard in
      for index in heard.indices {
        let time = Double(index) / 8000
        heard[index] += Float(0.002 * sin(2 * .pi * mains * time))
        heard[index] += Float(0.001 * sin(2 * .pi * 3 * mains * time))
      }
    }
    let hum = try #require(found.hum)
    #expect(hum.lines.count == 2)
    #expect(abs(hum.lines[0].level + 54) < 0.5 && abs(hum.lines[1].level + 60) < 0.5)
    #expect(abs(hum.level + 53) < 0.5)
    let noise = try #require(found.noise)
    #expect(noise.bands.first.map { $0.level > -56 || mains == 60 } == true)
  }

  @Test(arguments: [(0.03, 10.0), (0.15, 20), (0.3, 30)], [0.0, 150])
  func `find an echo, whatever the clocks`(
    echo: (delay: Double, loss: Double), drift: Double
  ) throws {
    let found = measurements(PlantedPath(delay: 0.05, drift: drift, noise: -70)) { heard in
      let back = Int(echo.delay * 8000)
      let gain = Float(pow(10, -echo.loss / 20))
      for index in (back..<heard.count).reversed() { heard[index] += gain * heard[index - back] }
    }
    #expect(found.echoes.count == 1)
    let strongest = try #require(found.echoes.first)
    #expect(abs(strongest.delay - echo.delay) < 0.0003)
    #expect(abs(strongest.loss - echo.loss) < 0.6)
  }

  @Test(arguments: [100.0, -250])
  func `aren't disturbed by clocks that differ`(drift: Double) throws {
    let found = measurements(PlantedPath(delay: 0.05, drift: drift))
    let tone = try #require(found.tone)
    #expect(tone.sinad > 75 && tone.harmonicDistortion < 0.01)
    #expect(abs(tone.frequency - 1020 / (1 + drift * 1e-6)) < 0.01)
    #expect(try #require(found.intermodulation).strongest < -75)
    #expect(found.echoes.isEmpty && found.reverberation == nil)
    let transfer = try #require(found.transfer)
    for point in transfer.points where (300...3400).contains(point.frequency) {
      #expect(abs(point.gain) < 0.2 && abs(point.groupDelay) < 60e-6)
    }
  }

  @Test func `are missing if nothing was heard`() {
    let silence = LoopbackRecording(samples: [Float](repeating: 0, count: 80_000))
    let found = LoopbackAnalysis(Self.signal).report(on: silence).measurements
    #expect(found.tone == nil && found.intermodulation == nil && found.hum == nil)
    #expect(found.noise == nil && found.transfer == nil && found.impulse == nil)
    #expect(found.echoes.isEmpty && found.reverberation == nil)
  }
}
