/// The features of 4 ms of sound: its energy and its similarity to each of the eight tones of Q.23.
/// The detector knows the sound only by slices; longer windows are sums of slices.
struct ToneSlice: Sendable {
  /// Samples in a slice: short enough that a tone 3.5 % off keeps its phase within it, long enough
  /// to separate the groups.
  static let length = 32

  /// The products with the cosines and sines of 697, 770, 852, 941, 1209, 1336, 1477 and 1633 Hz,
  /// with phase 0 at the slice's middle.
  var cosine = SIMD8<Float>()
  var sine = SIMD8<Float>()
  /// The energy of the sharpened sound.
  var energy: Float = 0
}

/// Cuts sound into slices.
///
/// The sound is sharpened first, y[n] = x[n] - x[n-2]: this removes DC and 22 dB of mains hum, and
/// keeps the ratio of tones to white noise. The gain is 2 sin(2πf/8000).
struct ToneSlicer: Sendable {
  static let shared = ToneSlicer()

  /// For each of 16 distances from the middle, the cosines there of the low and the high tones,
  /// then the sines.
  private let waves: [SIMD4<Float>]

  private init() {
    waves = (0..<ToneSlice.length / 2).flatMap { step in
      let phasors = [DTMFDigit.rows, DTMFDigit.columns].map { group in
        group.map { Phasor(turns: $0 * (Double(step) + 0.5) / 8_000) }
      }
      return phasors.map { SIMD4($0.map { Float($0.real) }) }
        + phasors.map { SIMD4($0.map { Float($0.imaginary) }) }
    }
  }

  /// Cuts as many slices from `samples` as asked for; also reads the two samples before them.
  @inline(never)
  func cut(
    _ count: Int, from samples: UnsafePointer<Int16>, into slices: UnsafeMutablePointer<ToneSlice>
  ) {
    waves.withUnsafeBufferPointer { waves in
      for index in 0..<count {
        slices[index] = slice(at: samples + index &* ToneSlice.length, waves)
      }
    }
  }

  @inline(__always)
  private func slice(
    at samples: UnsafePointer<Int16>, _ waves: UnsafeBufferPointer<SIMD4<Float>>
  ) -> ToneSlice {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: ToneSlice.length) { floats in
      let sharp = floats.baseAddress!
      for index in 0..<ToneSlice.length {
        sharp[index] = Float(Int32(samples[index]) &- Int32(samples[index &- 2]))
      }
      let middle = ToneSlice.length / 2
      var energies = SIMD4<Float>()
      // Four registers of four tones: one of eight would be spilled to the stack in every step.
      var lowCosine = SIMD4<Float>()
      var highCosine = SIMD4<Float>()
      var lowSine = SIMD4<Float>()
      var highSine = SIMD4<Float>()
      for start in stride(from: 0, to: middle, by: 4) {
        // A cosine is even around the middle, a sine odd: half the products suffice.
        let after = load(sharp + (middle &+ start))
        let before = load(sharp + (middle &- 4 &- start))
        let mirrored = SIMD4(before.w, before.z, before.y, before.x)
        let even = after + mirrored
        let odd = after - mirrored
        energies += after * after
        energies += before * before
        for lane in 0..<4 {
          let place = 4 &* (start &+ lane)
          lowCosine += waves[place] * even[lane]
          highCosine += waves[place &+ 1] * even[lane]
          lowSine += waves[place &+ 2] * odd[lane]
          highSine += waves[place &+ 3] * odd[lane]
        }
      }
      let halves = energies.lowHalf + energies.highHalf
      return ToneSlice(
        cosine: SIMD8(lowHalf: lowCosine, highHalf: highCosine),
        sine: SIMD8(lowHalf: lowSine, highHalf: highSine), energy: halves.x + halves.y)
    }
  }

  @inline(__always)
  private func load(_ floats: UnsafePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(floats).loadUnaligned(as: SIMD4<Float>.self)
  }
}
