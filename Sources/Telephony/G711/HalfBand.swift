/// Halves and doubles the rate of a stream of sound, between a call's 16 kHz and the 8 kHz of G.711.
///
/// Both ways use one half-band filter, a windowed sinc of 47 taps: every second tap but the middle one
/// is zero, so that at the lower rate a filter of 24 taps and a delay are left. It is flat within
/// 0.03 dB up to 3.4 kHz, 52 dB down from 4.6 kHz on, and delays by 1.5 ms. Blocks are processed in
/// place: nothing is allocated after the beginning. A block may be shorter than others; what comes out
/// doesn't depend on how the sound is divided.
public struct HalfBand: Sendable {
  /// The taps of the phase that has any, from the middle outwards: a Kaiser window with β 5. Those
  /// before the middle mirror them, and all add up to 1.
  private static let side: [Float] = [
    0.317_361_90, -0.102_544_03, 0.057_778_23, -0.037_500_59, 0.025_593_95, -0.017_692_32,
    0.012_125_28, -0.008_106_71, 0.005_203_33, -0.003_141_12, 0.001_724_91, -0.000_802_85,
  ]
  private static let half = 12
  /// The delay of the middle tap, at the lower rate.
  private static let middle = half - 1
  /// Samples that are filtered side by side.
  private static let lanes = 16

  private let side: [Float]
  /// What is filtered: the end of the block before, then the block.
  private var filtered: [Float]
  /// What is only delayed.
  private var delayed: [Float]
  private var sums: [Float]
  private let block: Int

  /// - Parameter block: the most samples in a block at the lower rate.
  public init(block: Int) {
    self.block = block
    side = Self.side
    // The last samples are filtered together with some behind them.
    let whole = (block + Self.lanes - 1) / Self.lanes * Self.lanes
    filtered = Array(repeating: 0, count: 2 * Self.half - 1 + whole)
    delayed = Array(repeating: 0, count: Self.middle + block)
    sums = Array(repeating: 0, count: whole)
  }

  /// Halves the rate of a block.
  ///
  /// - Parameters:
  ///   - input: twice as many samples as a block has.
  ///   - output: takes a block.
  public mutating func halve(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>
  ) {
    halve(input, count: output.count) { output[$0] = $1 }
  }

  /// Halves the rate of a block, and makes whole steps of its samples: full scale is that of 16 bits,
  /// and what is beyond is clipped.
  public mutating func halve(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Int16>
  ) {
    halve(input, count: output.count) { output[$0] = Int16(level: $1) }
  }

  @inline(__always)
  private mutating func halve(
    _ input: UnsafeBufferPointer<Float>, count: Int, _ put: (_ place: Int, _ sample: Float) -> Void
  ) {
    precondition(input.count == 2 * count && count <= block, "a block has another length")
    let (past, middle) = (2 * Self.half - 1, Self.middle)
    filtered.withUnsafeMutableBufferPointer { filtered in
      for place in 0..<count { filtered[past + place] = input[2 * place + 1] }
    }
    delayed.withUnsafeMutableBufferPointer { delayed in
      for place in 0..<count { delayed[middle + place] = input[2 * place] }
    }
    filter()
    delayed.withUnsafeBufferPointer { delayed in
      sums.withUnsafeBufferPointer { sums in
        for place in 0..<count { put(place, 0.5 * delayed[place] + sums[place]) }
      }
    }
    move(count)
  }

  /// Doubles the rate of a block.
  ///
  /// - Parameters:
  ///   - input: a block.
  ///   - output: takes twice as many samples.
  public mutating func double(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(
      input.count <= block && output.count == 2 * input.count, "a block has another length")
    let (past, middle, count) = (2 * Self.half - 1, Self.middle, input.count)
    filtered.withUnsafeMutableBufferPointer { filtered in
      for place in 0..<count { filtered[past + place] = input[place] }
    }
    delayed.withUnsafeMutableBufferPointer { delayed in
      for place in 0..<count { delayed[middle + place] = input[place] }
    }
    filter()
    delayed.withUnsafeBufferPointer { delayed in
      sums.withUnsafeBufferPointer { sums in
        for place in 0..<count {
          output[2 * place] = 2 * sums[place]
          output[2 * place + 1] = delayed[place]
        }
      }
    }
    move(count)
  }

  /// Filters a block: for neighbours side by side, since the products of one sum can't be added up
  /// so without changing what comes out.
  private mutating func filter() {
    let size = MemoryLayout<Float>.size
    side.withUnsafeBufferPointer { side in
      filtered.withUnsafeBytes { samples in
        sums.withUnsafeMutableBytes { sums in
          guard let samples = samples.baseAddress else { return }
          for place in stride(from: 0, to: sums.count, by: Self.lanes * size) {
            var sum = SIMD16<Float>.zero
            var before = samples + place + (Self.half - 1) * size
            var after = before + size
            for tap in 0..<Self.half {
              sum +=
                side[tap]
                * (before.loadUnaligned(as: SIMD16<Float>.self)
                  + after.loadUnaligned(as: SIMD16<Float>.self))
              before -= size
              after += size
            }
            sums.storeBytes(of: sum, toByteOffset: place, as: SIMD16<Float>.self)
          }
        }
      }
    }
  }

  /// Keeps the end of a block for the next one.
  private mutating func move(_ count: Int) {
    filtered.withUnsafeMutableBufferPointer { filtered in
      for place in 0..<2 * Self.half - 1 { filtered[place] = filtered[count + place] }
    }
    delayed.withUnsafeMutableBufferPointer { delayed in
      for place in 0..<Self.middle { delayed[place] = delayed[count + place] }
    }
  }
}
