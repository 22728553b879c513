import Foundation
import Sound
import Testing

@Suite struct `A level meter` {
  @Test(arguments: [(Float(1), 0.0), (0.5, -6.02), (0.001, -60)])
  func `gives a sine the same level as its peak and as its mean`(amplitude: Float, level: Double) {
    var meter = LevelMeter()
    meter.add((0..<8000).map { amplitude * Float(sin(2 * .pi * 1000 * (Double($0) + 2) / 8000)) })
    let found = meter.take()
    #expect(abs(found.rms - level) < 0.02 && abs(found.peak - level) < 0.02)
    #expect(found.clipped == 0)
  }

  /// A sine of 1 is of full scale; a greater one is cut off there.
  @Test(arguments: [
    (1000.0, 8000.0, Float(1), false), (1000, 48_000, 1, false), (20, 48_000, 1, false),
    (8000, 48_000, 1.1547, false), (50, 192_000, 1, false),
    (1000, 48_000, 1.02, true), (20, 48_000, 1.01, true), (440, 8000, 1.2, true),
  ])
  func `tells flat tops from a sine of full scale`(
    frequency: Double, rate: Double, amplitude: Float, isClipped: Bool
  ) {
    for phase in [0, 0.1, 0.25, 0.5] {
      var meter = LevelMeter()
      let sound = (0..<Int(rate)).map { index in
        // Halfway between two samples at phase 0.5, where six of them are a period.
        let time = (Double(index) + phase) / rate
        let sine = amplitude * Float(cos(2 * .pi * frequency * time))
        return (min(1, max(-1, sine)) * 32767).rounded() / 32768
      }
      meter.add(Array(sound.prefix(4096)))
      meter.add(Array(sound.dropFirst(4096)))
      let isTouching = sound.contains { abs($0) >= 32767 / 32768 }
      if isTouching { #expect((meter.take().clipped > 0) == isClipped, "\(phase)") }
    }
  }

  @Test func `counts the samples of flat tops, and what is beyond full scale`() {
    var meter = LevelMeter()
    meter.add([0, 1, 1, 1, 1, 0.2, -1, -1, 0, 1.5, 0, -1, -1, -1])
    #expect(meter.take().clipped == 8)
  }

  @Test func `has a floor, and starts over each time`() {
    var meter = LevelMeter()
    #expect(meter.take() == .silence)
    meter.add([1, 1, 1, -1, 0.5])
    #expect(meter.take().clipped == 3)
    meter.add([0, 0, .nan])
    #expect(meter.take() == .silence)
    meter.add([.infinity, 1e-20])
    #expect(meter.take() == .silence)
  }
}
