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
    #expect(found.clipped == (amplitude == 1 ? 2000 : 0))
  }

  @Test func `has a floor, and starts over each time`() {
    var meter = LevelMeter()
    #expect(meter.take() == .silence)
    meter.add([1, -1, 0.5])
    #expect(meter.take().clipped == 2)
    meter.add([0, 0, .nan])
    #expect(meter.take() == .silence)
    meter.add([.infinity, 1e-20])
    #expect(meter.take() == .silence)
  }
}
