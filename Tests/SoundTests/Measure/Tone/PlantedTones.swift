import Foundation
import Sound

/// Sums of sines and noise, by their formulas.
struct PlantedTones: Sendable {
  /// Frequency in Hz and amplitude.
  var sines: [(frequency: Double, amplitude: Double)] = []
  var offset = 0.0
  /// The root mean square of white noise.
  var noise = 0.0
  var duration = 1.0
  var sampleRate = 8000
  /// Rounded to 16 bits, or as exact as the samples are.
  var is16Bit = false

  var samples: [Float] {
    var random = NoiseSource(seed: 7)
    return (0..<Int(duration * Double(sampleRate))).map { index in
      let time = Double(index) / Double(sampleRate)
      var value = offset + (noise > 0 ? noise * Double(random.next()) : 0)
      for (order, sine) in sines.enumerated() {
        value += sine.amplitude * sin(2 * .pi * sine.frequency * time + Double(order))
      }
      return Float(is16Bit ? (value * 32768).rounded() / 32768 : value)
    }
  }
}
