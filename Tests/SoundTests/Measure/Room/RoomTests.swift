import Foundation
import Telephony
import Testing

@testable import Sound

/// A sweep, and what simple paths make of it by their difference equations.
private struct PlantedSweep {
  let sampleRate: Int
  let played: [Float]
  let band: ClosedRange<Double>
  /// How long the path is listened to after the sweep, in seconds.
  private let tail: Double

  init(sampleRate: Int = 8000, length: Double = 1.2, tail: Double = 0.5) {
    self.sampleRate = sampleRate
    self.tail = tail
    band = 40...0.49 * Double(sampleRate)
    var sweep = SineSweep(
      from: band.lowerBound, to: band.upperBound, length: .seconds(length), sampleRate: sampleRate)
    played = sweep?.next(.max) ?? []
  }

  /// The sweep through a sum of delayed copies, with noise.
  func heard(_ taps: [(delay: Int, gain: Float)], noise: Float = 0) -> [Float] {
    var sound = [Float](repeating: 0, count: played.count + Int(tail * Double(sampleRate)))
    for tap in taps {
      for (index, sample) in played.enumerated() where index + tap.delay < sound.count {
        sound[index + tap.delay] += tap.gain * sample
      }
    }
    var random = NoiseSource(seed: 5)
    return noise > 0 ? sound.map { $0 + noise * random.next() } : sound
  }

  func response(to heard: [Float]) -> ImpulseResponse? {
    ImpulseResponse(played: played, captured: heard, band: band, sampleRate: sampleRate)
  }
}

@Suite struct `An impulse response` {
  @Test(arguments: [8000, 16_000, 48_000], [0, 37])
  func `of a delay is one click of the right height and time`(
    sampleRate: Int, delay: Int
  ) throws {
    let sweep = PlantedSweep(sampleRate: sampleRate)
    let found = try #require(sweep.response(to: sweep.heard([(delay, 0.5)])))
    #expect(abs(found.delay - Double(delay) / Double(sampleRate)) < 1e-9)
    // As much smaller than 0.5 as the band is narrower than the sample rate allows.
    #expect((0.39...0.5).contains(found.samples[found.direct]))
    #expect(found.echoes().isEmpty)
    #expect(Reverberation(of: found) == nil)
  }

  @Test func `doesn't contain what the path distorts`() throws {
    let sweep = PlantedSweep(sampleRate: 16_000)
    let bent = sweep.heard([(0, 1)]).map { $0 + 0.2 * $0 * $0 + 0.3 * $0 * $0 * $0 }
    let found = try #require(sweep.response(to: bent))
    #expect(found.delay == 0)
    // The distortion is 20 dB and more below the tone; after the direct sound little of it is left.
    let after = found.envelope[(found.direct + 160)...].max() ?? 0
    #expect(after < 0.003 * found.envelope[found.direct])
    #expect(found.echoes().isEmpty)
  }

  @Test func `is missing if nothing was captured`() {
    let sweep = PlantedSweep()
    #expect(sweep.response(to: []) == nil)
    #expect(sweep.response(to: [Float](repeating: 0, count: 12_000)) == nil)
  }
}

@Suite struct `A weighted loss` {
  /// The integral of ITU-T G.122, clause 4.2, of a power over frequency.
  private func integral(_ power: (Double) -> Double) -> Double {
    let steps = 20_000
    let width = (3400.0 - 300) / Double(steps)
    let sum = (0..<steps).reduce(0.0) { sum, step in
      let frequency = 300 + (Double(step) + 0.5) * width
      return sum + power(frequency) / frequency * width
    }
    return 3.85 - 10 * log10(sum)
  }

  @Test(arguments: [8000, 16_000, 48_000], [1, 0.25] as [Float])
  func `of a flat path is its loss`(sampleRate: Int, gain: Float) throws {
    let sweep = PlantedSweep(sampleRate: sampleRate)
    let found = try #require(sweep.response(to: sweep.heard([(30, gain)])))
    #expect(abs(try #require(found.weightedLoss) + 20 * log10(Double(gain))) < 0.1)
    #expect(found.weightedEchoLoss(found.echoes()) == nil)
  }

  @Test(arguments: [8000, 16_000])
  func `of a falling path is that of the integral`(sampleRate: Int) throws {
    let sweep = PlantedSweep(sampleRate: sampleRate)
    // The mean of two neighbours: cos²(πf/fs).
    let found = try #require(sweep.response(to: sweep.heard([(30, 0.25), (31, 0.25)])))
    let expected = integral { 0.25 * pow(cos(.pi * $0 / Double(sampleRate)), 2) }
    #expect(abs(try #require(found.weightedLoss) - expected) < 0.2)
  }

  @Test(arguments: [(240, 0.1, 0.0), (1600, 0.3, 0.001)] as [(Int, Float, Float)])
  func `of an echo is beside the sound`(delay: Int, gain: Float, noise: Float) throws {
    let sweep = PlantedSweep()
    let taps = [(20, 0.5), (20 + delay, gain / 4), (21 + delay, gain / 4)] as [(Int, Float)]
    let found = try #require(sweep.response(to: sweep.heard(taps, noise: noise)))
    let expected = integral { pow(Double(gain) * cos(.pi * $0 / 8000), 2) }
    let loss = try #require(found.weightedEchoLoss(found.echoes()))
    #expect(abs(loss - expected) < 0.3)
  }

  @Test func `of several echoes has them all`() throws {
    let sweep = PlantedSweep()
    let found = try #require(
      sweep.response(to: sweep.heard([(20, 1), (420, 0.1), (1020, 0.1), (1500, 0.1)])))
    // Three echoes that don't hang together: 10·log₁₀ 3 less than one.
    let loss = try #require(found.weightedEchoLoss(found.echoes()))
    #expect(abs(loss - (20 - 4.77)) < 0.5)
  }
}

@Suite struct `Echoes of a path` {
  @Test(arguments: [(80, 0.1, 0.0), (240, 0.01, 0.0), (1600, 0.5, 0.001), (2400, 0.03, 0.001)])
  func `are found with their delay and loss`(delay: Int, gain: Float, noise: Float) throws {
    let sweep = PlantedSweep()
    let found = try #require(
      sweep.response(to: sweep.heard([(20, 1), (20 + delay, gain)], noise: noise)))
    let echoes = found.echoes()
    try #require(echoes.count == 1)
    #expect(abs(echoes[0].delay - Double(delay) / 8000) < 0.0002)
    #expect(abs(echoes[0].loss - Double(-20 * log10(gain))) < 0.5)
  }

  @Test func `are told apart, the strongest first`() throws {
    let sweep = PlantedSweep(sampleRate: 16_000)
    let found = try #require(
      sweep.response(to: sweep.heard([(0, 0.5), (800, 0.05), (2400, -0.1), (4000, 0.02)])))
    let echoes = found.echoes()
    try #require(echoes.count == 3)
    let planted = [(0.15, 13.98), (0.05, 20), (0.25, 27.96)]
    for (echo, (delay, loss)) in zip(echoes, planted) {
      #expect(abs(echo.delay - delay) < 0.0001 && abs(echo.loss - loss) < 0.3)
    }
  }

  @Test(arguments: [0.0, 0.003, 0.03] as [Float])
  func `aren't found in noise`(noise: Float) throws {
    let sweep = PlantedSweep()
    let found = try #require(sweep.response(to: sweep.heard([(5, 1)], noise: noise)))
    #expect(found.echoes().isEmpty)
  }
}

@Suite struct `The time of reverberation` {
  /// A room: noise that dies away by 60 dB in a given time, after the direct sound.
  private func room(_ time: Double, sampleRate: Int, length: Double, strength: Float) -> [Float] {
    var random = NoiseSource(seed: 3)
    return (0..<Int(length * Double(sampleRate))).map { index in
      let decay = Float(pow(10, -3 * Double(index) / Double(sampleRate) / time))
      return index == 0 ? 1 : strength * random.next() * decay
    }
  }

  @Test(arguments: [0.15, 0.3, 0.5, 0.9])
  func `is timed by Schroeder's integral`(time: Double) throws {
    let energies = room(time, sampleRate: 16_000, length: 1.2, strength: 0.3).map {
      Double($0) * Double($0) + 1e-8
    }
    let found = try #require(Reverberation(energies: energies, sampleRate: 16_000))
    #expect(abs(found.earlyDecayTime / time - 1) < 0.15)
    #expect(abs(try #require(found.t20) / time - 1) < 0.05)
    #expect(abs(try #require(found.t30) / time - 1) < 0.05)
  }

  @Test func `has no T30 where noise hides it`() throws {
    let energies = room(0.4, sampleRate: 8000, length: 0.8, strength: 0.3).map {
      Double($0) * Double($0) + 1e-5
    }
    let found = try #require(Reverberation(energies: energies, sampleRate: 8000))
    #expect(found.t30 == nil)
    #expect(abs(found.earlyDecayTime / 0.4 - 1) < 0.1)
  }

  @Test func `of a room is measured with a sweep`() throws {
    let sweep = PlantedSweep(length: 1, tail: 0.6)
    let taps = room(0.35, sampleRate: 8000, length: 0.45, strength: 0.1).enumerated().map {
      (delay: $0.offset, gain: $0.element)
    }
    // Every fourth reflection: enough for a decay, and a quarter of the work.
    let found = try #require(
      sweep.response(
        to: sweep.heard(taps.filter { $0.delay % 4 == 0 }, noise: 0.0003)))
    let reverberation = try #require(Reverberation(of: found))
    #expect(abs(try #require(reverberation.t20) / 0.35 - 1) < 0.1)
  }

  @Test func `isn't found in a cable, in noise or in nothing`() {
    let cable = (0..<8000).map { pow(10, -Double($0) / 30) + 1e-9 }
    #expect(Reverberation(energies: cable, sampleRate: 8000) == nil)
    var random = NoiseSource(seed: 9)
    let noise = (0..<8000).map { _ in Double(pow(random.next(), 2)) }
    #expect(Reverberation(energies: noise, sampleRate: 8000) == nil)
    // A single echo is no room.
    for (delay, loss) in [(0.15, 20.0), (0.3, 10.0), (0.08, 30.0)] {
      var echo = cable
      echo[Int(delay * 8000)] += cable[0] * pow(10, -loss / 10)
      let found = Reverberation(energies: echo, sampleRate: 8000)
      #expect(found == nil, "\(delay) s, \(loss) dB: \(String(describing: found))")
    }
    #expect(Reverberation(energies: [], sampleRate: 8000) == nil)
  }
}

@Suite struct `A transfer function` {
  @Test(arguments: [3, 12])
  func `of a delay is flat, without phase`(fraction: Int) throws {
    let sweep = PlantedSweep()
    let response = try #require(sweep.response(to: sweep.heard([(100, 0.25)])))
    let found = try #require(TransferFunction(of: response, octaveFraction: fraction))
    #expect(abs(found.leastDelay - 0.0125) < 20e-6)
    for point in found.points where (150...3400).contains(point.frequency) {
      #expect(abs(point.gain + 12.04) < 0.1)
      #expect(abs(point.phase) < 5)
      #expect(abs(point.groupDelay) < 50e-6)
    }
  }

  @Test func `says if the path inverts`() throws {
    let sweep = PlantedSweep()
    let response = try #require(sweep.response(to: sweep.heard([(0, -1)])))
    let found = try #require(TransferFunction(of: response))
    #expect(
      found.points.filter { (300...3400).contains($0.frequency) }.allSatisfy {
        abs(abs($0.phase) - 180) < 5
      })
  }

  @Test(arguments: [0.5, 0.8])
  func `has an all-pass's group delay and a flat gain`(coefficient: Double) throws {
    // y[n] = −a x[n] + x[n−1] + a y[n−1], whose group delay is
    // (1 − a²) / (1 + a² − 2a cos ω) samples.
    let sweep = PlantedSweep()
    var (last, output) = (0.0, 0.0)
    let heard = sweep.heard([(0, 1)]).map { sample -> Float in
      output = -coefficient * Double(sample) + last + coefficient * output
      last = Double(sample)
      return Float(output)
    }
    let response = try #require(sweep.response(to: heard))
    let found = try #require(TransferFunction(of: response))
    let delay = { (frequency: Double) in
      let a = coefficient
      return (1 - a * a) / (1 + a * a - 2 * a * cos(2 * .pi * frequency / 8000)) / 8000
    }
    #expect(abs(found.leastDelay - delay(2800)) < 20e-6)
    for point in found.points where (150...2700).contains(point.frequency) {
      #expect(abs(point.gain) < 0.15)
      #expect(abs(point.groupDelay - (delay(point.frequency) - delay(2800))) < 50e-6)
    }
    let distortion = try #require(found.groupDelayDistortion(in: 300...3400))
    #expect(abs(distortion - (delay(300) - delay(2800))) < 50e-6)
  }

  @Test func `has a low pass's gain and phase`() throws {
    // y[n] = (1 − a) x[n] + a y[n−1].
    let a = 0.7
    let sweep = PlantedSweep()
    var output = 0.0
    let heard = sweep.heard([(0, 1)]).map { sample -> Float in
      output = (1 - a) * Double(sample) + a * output
      return Float(output)
    }
    let response = try #require(sweep.response(to: heard))
    let found = try #require(TransferFunction(of: response))
    for point in found.points where (150...3000).contains(point.frequency) {
      let angle = 2 * .pi * point.frequency / 8000
      let (real, imaginary) = (1 - a * cos(angle), a * sin(angle))
      let gain = 20 * log10((1 - a) / (real * real + imaginary * imaginary).squareRoot())
      #expect(abs(point.gain - gain) < 0.2)
      let phase = -atan2(imaginary, real) + 2 * .pi * point.frequency * found.leastDelay
      #expect(abs(point.phase - phase * 180 / .pi) < 5)
    }
  }
}
