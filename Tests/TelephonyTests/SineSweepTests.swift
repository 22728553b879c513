import Foundation
import Telephony
import Testing

@Suite struct `A sine sweep` {
  private static func sweep(
    from first: Double, to last: Double, seconds: Int64 = 5, rate: Int = 16000
  ) throws -> (SineSweep, [Float]) {
    var sweep = try #require(
      SineSweep(from: first, to: last, length: .seconds(seconds), sampleRate: rate))
    let start = sweep
    return (start, sweep.next(.max))
  }

  @Test(arguments: [(100.0, 3400.0), (3400, 100), (1000, 1000), (20, 7000), (300, 300.001)])
  func `passes each frequency when it says so`(first: Double, last: Double) throws {
    let (sweep, samples) = try Self.sweep(from: first, to: last)
    #expect(samples.count == 80000)
    for start in stride(from: 8000, to: 72000, by: 8000) {
      // The frequency heard over a stretch: its zero crossings, the ends taken to a fraction.
      let stretch = Array(samples[start..<start + 8000])
      var crossings: [Double] = []
      for index in 1..<stretch.count where stretch[index - 1] < 0 && stretch[index] >= 0 {
        let (before, after) = (Double(stretch[index - 1]), Double(stretch[index]))
        crossings.append(Double(index) - after / (after - before))
      }
      guard crossings.count > 2 else { continue }
      let heard = Double(crossings.count - 1) / (crossings[crossings.count - 1] - crossings[0])
      let middle = Double(start) + (crossings[crossings.count - 1] + crossings[0]) / 2
      let expected = sweep.frequency(at: .seconds(middle / 16000))
      #expect(abs(heard * 16000 / expected - 1) < 0.03)
    }
    #expect(abs(sweep.frequency(at: .zero) / first - 1) < 1e-9)
    #expect(abs(sweep.frequency(at: .seconds(5)) / last - 1) < 1e-9)
    #expect(abs(sweep.frequency(at: .seconds(9)) / last - 1) < 1e-9)
    let middle = sweep.frequency(at: .milliseconds(2500))
    #expect(abs(middle / (first * last).squareRoot() - 1) < 1e-9)
  }

  @Test func `has its level, swells and fades`() throws {
    let (_, samples) = try Self.sweep(from: 100, to: 3400)
    let peak = try #require(samples.map { abs($0) }.max())
    #expect(abs(20 * log10(peak) + 13.14) < 0.01)
    #expect(abs(samples[0]) < 1e-5 && abs(samples[samples.count - 1]) < 1e-4)
  }

  @Test func `is alike in blocks of any size`() throws {
    let (sweep, samples) = try Self.sweep(from: 100, to: 3400)
    var generator = sweep
    var joined: [Float] = []
    while case let block = generator.next(997), !block.isEmpty { joined += block }
    #expect(joined == samples)
    #expect(generator.next(1).isEmpty && generator.next(-1).isEmpty)
  }

  @Test func `refuses what it can't sound`() {
    func sweep(_ first: Double, _ last: Double, _ length: Duration, _ rate: Int) -> SineSweep? {
      SineSweep(from: first, to: last, length: length, sampleRate: rate)
    }
    #expect(sweep(100, 4000, .seconds(1), 8000) == nil)
    #expect(sweep(0, 3000, .seconds(1), 8000) == nil)
    #expect(sweep(100, .nan, .seconds(1), 8000) == nil)
    #expect(sweep(100, 3000, .seconds(-1), 8000) == nil)
    #expect(sweep(100, 3000, .seconds(Int64.max), 8000) == nil)
    #expect(sweep(100, 3000, .seconds(1), 0) == nil)
    var empty = sweep(100, 3000, .zero, 8000)
    #expect(empty?.next(10) == [])
    #expect(empty?.frequency(at: .zero) == 100)
  }
}
