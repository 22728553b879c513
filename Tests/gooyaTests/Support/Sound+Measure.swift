import Foundation
import Sound

extension [Float] {
  /// A sine at half of full scale.
  static func sine(_ frequency: Double, rate: Int, length: Duration) -> [Float] {
    (0..<Int(length / .seconds(1) * Double(rate))).map {
      Float(0.5 * sin(2 * .pi * frequency * Double($0) / Double(rate)))
    }
  }
}

extension AudioClip {
  /// The share that a frequency has in the whole energy, 0 to 1, by Goertzel's algorithm over 50 ms
  /// at a time, so that a gap counts as what it is.
  func share(of frequency: Double) -> Double {
    let size = sampleRate / 20
    var found = 0.0
    var all = 0.0
    for start in stride(from: 0, through: samples.count - size, by: size) {
      var (real, imaginary) = (0.0, 0.0)
      for index in start..<start + size {
        let angle = 2 * Double.pi * frequency * Double(index) / Double(sampleRate)
        real += Double(samples[index]) * cos(angle)
        imaginary += Double(samples[index]) * sin(angle)
        all += Double(samples[index]) * Double(samples[index])
      }
      found += 2 * (real * real + imaginary * imaginary) / Double(size)
    }
    return all == 0 ? 0 : found / all
  }
}
