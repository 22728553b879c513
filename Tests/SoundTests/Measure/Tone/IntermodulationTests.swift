import Foundation
import Testing

@testable import Sound

@Suite struct `Intermodulation of two tones` {
  private static let first = 1370.0
  private static let second = 1850.0

  private func measured(_ tones: PlantedTones) -> Intermodulation? {
    Intermodulation(
      of: tones.samples[...], near: (Self.first, Self.second), sampleRate: tones.sampleRate)
  }

  @Test(arguments: [8000, 48_000])
  func `isn't found in two pure tones`(sampleRate: Int) throws {
    let found = try #require(
      measured(
        PlantedTones(
          sines: [(Self.first, 0.2), (Self.second, 0.2)], duration: 0.5, sampleRate: sampleRate)))
    #expect(abs(found.frequencies[0] - Self.first) < 0.01)
    #expect(abs(found.frequencies[1] - Self.second) < 0.01)
    #expect(abs(found.level + 13.98) < 0.01)
    #expect(found.strongest < -100)
  }

  @Test func `is measured product by product`() throws {
    let found = try #require(
      measured(
        PlantedTones(
          sines: [
            (Self.first, 0.2), (Self.second, 0.2), (480, 0.002), (3220, 0.001), (890, 0.02),
            (2330, 0.004),
          ], noise: 0.0002, duration: 0.5)))
    let planted = [[-1, 1]: -40.0, [1, 1]: -46.02, [2, -1]: -20, [-1, 2]: -33.98]
    #expect(found.products.map(\.order) == [2, 2, 3, 3])
    for product in found.products {
      #expect(abs(product.level - (planted[product.multiples] ?? 0)) < 0.15)
    }
    #expect(found.strongest > Intermodulation.limit)
  }

  @Test(arguments: [(0.0, 0.05), (0.02, 0.0), (0.1, 0.1)])
  func `of a bent characteristic is what algebra says`(square: Double, cube: Double) throws {
    // For tones of amplitude a, x + c₂x² + c₃x³ has c₂a² at f₂ ± f₁ and ¾c₃a³ at 2f₁ − f₂.
    let a = 0.3
    var tones = PlantedTones(sines: [(Self.first, a), (Self.second, a)], duration: 0.5)
    tones.sampleRate = 16_000
    let bent = tones.samples.map { sample in
      let x = Double(sample)
      return Float(x + square * x * x + cube * x * x * x)
    }
    let found = try #require(
      Intermodulation(of: bent[...], near: (Self.first, Self.second), sampleRate: 16_000))
    // The cube makes the tones louder by 9/4 c₃a³ as well.
    let tone = a + 9 / 4 * cube * a * a * a
    for product in found.products {
      let amplitude = product.order == 2 ? square * a * a : 0.75 * cube * a * a * a
      let expected = max(-100, 20 * log10(max(amplitude, 1e-9) / tone))
      #expect(abs(max(-100, product.level) - expected) < 0.1)
    }
  }

  @Test(arguments: [(20.0, 0.999), (-30, 1.001)])
  func `isn't made up by clocks that differ`(decibels: Double, ratio: Double) throws {
    let amplitude = pow(10, -abs(decibels) / 20)
    let found = try #require(
      measured(
        PlantedTones(
          sines: [(Self.first * ratio, amplitude), (Self.second * ratio, amplitude)],
          duration: 0.5)))
    #expect(found.strongest < -90)
  }

  @Test func `needs both tones`() {
    #expect(measured(PlantedTones(sines: [(Self.first, 0.2)], noise: 0.01, duration: 0.5)) == nil)
    #expect(measured(PlantedTones(noise: 0.1, duration: 0.5)) == nil)
    #expect(measured(PlantedTones(duration: 0.5)) == nil)
  }
}
