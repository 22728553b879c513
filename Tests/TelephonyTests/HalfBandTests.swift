import Foundation
import Telephony
import Testing

@Suite("Between 16 kHz and 8 kHz")
struct HalfBandTests {
  private static let block = 160

  /// The level of a tone of amplitude 1 behind the filter, in dB.
  private func level(of frequency: Double, doubling: Bool) -> Double {
    var filter = HalfBand(block: Self.block)
    let (inRate, inLength, outLength) = doubling ? (8000.0, 160, 320) : (16_000.0, 320, 160)
    var power = 0.0
    for block in 0..<20 {
      let input = (0..<inLength).map { place in
        Float(sin(2 * .pi * frequency * Double(block * inLength + place) / inRate))
      }
      var output = [Float](repeating: 0, count: outLength)
      input.withUnsafeBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          doubling ? filter.double(input, into: output) : filter.halve(input, into: output)
        }
      }
      if block >= 4 { power += output.reduce(0) { $0 + Double($1 * $1) } / Double(outLength) }
    }
    return 10 * log10(max(power / 16 * 2, 1e-12))
  }

  @Test("Passes a telephone's band", arguments: [100.0, 300, 697, 1000, 1633, 2500, 3300])
  func passes(frequency: Double) {
    #expect(abs(level(of: frequency, doubling: false)) < 0.15)
    #expect(abs(level(of: frequency, doubling: true)) < 0.15)
  }

  @Test("Lets nothing fold back into it", arguments: [4700.0, 5200, 6500, 7900])
  func stops(frequency: Double) {
    #expect(level(of: frequency, doubling: false) < -48)
  }

  @Test("Continues from block to block as if there were none")
  func continues() {
    let samples = (0..<960).map { Float(sin(Double($0) * 0.2)) }
    func halved(in length: Int) -> [Float] {
      var filter = HalfBand(block: length)
      return stride(from: 0, to: samples.count, by: 2 * length).flatMap { start in
        var output = [Float](repeating: 0, count: length)
        samples[start..<start + 2 * length].withContiguousStorageIfAvailable { input in
          output.withUnsafeMutableBufferPointer { filter.halve(input, into: $0) }
        }
        return output
      }
    }
    #expect(halved(in: 160) == halved(in: 480))
  }
}
