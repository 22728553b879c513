/// Halves and doubles the rate of a stream of sound, between a call's 16 kHz and the 8 kHz of G.711.
///
/// Both ways use one half-band filter, a windowed sinc of 63 taps: every second tap but the middle one
/// is zero, so that at the lower rate a filter of 32 taps and a delay are left. It is flat within
/// 0.1 dB up to 3.4 kHz, 50 dB down from 4.6 kHz on, and delays by 2 ms. Blocks are processed in
/// place: nothing is allocated after the beginning.
public struct HalfBand: Sendable {
  private static let taps = 32
  /// The delay of the middle tap, at the lower rate.
  private static let middle = 15

  /// The taps for the phase that has any, the last one first; they add up to 1/2.
  private let filter: [Float]
  /// What is filtered: the end of the block before, then the block.
  private var filtered: [Float]
  /// What is only delayed.
  private var delayed: [Float]
  private let block: Int

  /// - Parameter block: samples in a block at the lower rate.
  public init(block: Int) {
    self.block = block
    filter = Self.response
    filtered = Array(repeating: 0, count: Self.taps - 1 + block)
    delayed = Array(repeating: 0, count: Self.middle + block)
  }

  private static let response: [Float] = {
    let length = 2 * taps - 1
    let sum = (0..<taps).reduce(0.0) { $0 + tap(2 * $1, of: length) }
    return (0..<taps).reversed().map { Float(tap(2 * $0, of: length) / (2 * sum)) }
  }()

  private static func tap(_ place: Int, of length: Int) -> Double {
    let offset = Double(place) - Double(length / 2)
    let turn = Double(place) / Double(length - 1)
    // The sine of an odd multiple of π/2.
    let sine: Double = (place - length / 2) & 3 == 1 ? 1 : -1
    return sine / (.pi * offset) * (0.54 - 0.46 * Phasor(turns: turn).real)
  }

  /// Halves the rate of a block.
  ///
  /// - Parameters:
  ///   - input: twice as many samples as a block has.
  ///   - output: takes a block.
  public mutating func halve(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(input.count == 2 * block && output.count == block, "a block has another length")
    let (taps, middle, block) = (Self.taps, Self.middle, block)
    filtered.withUnsafeMutableBufferPointer { filtered in
      for place in 0..<block { filtered[taps - 1 + place] = input[2 * place + 1] }
    }
    delayed.withUnsafeMutableBufferPointer { delayed in
      for place in 0..<block { delayed[middle + place] = input[2 * place] }
      for place in 0..<block { output[place] = 0.5 * delayed[place] }
    }
    filtered.withUnsafeBufferPointer { filtered in
      for place in 0..<block { output[place] += convolved(filtered.baseAddress! + place) }
    }
    move()
  }

  /// Doubles the rate of a block.
  ///
  /// - Parameters:
  ///   - input: a block.
  ///   - output: takes twice as many samples.
  public mutating func double(
    _ input: UnsafeBufferPointer<Float>, into output: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(input.count == block && output.count == 2 * block, "a block has another length")
    let (taps, middle, block) = (Self.taps, Self.middle, block)
    filtered.withUnsafeMutableBufferPointer { filtered in
      for place in 0..<block { filtered[taps - 1 + place] = input[place] }
    }
    delayed.withUnsafeMutableBufferPointer { delayed in
      for place in 0..<block { delayed[middle + place] = input[place] }
      for place in 0..<block { output[2 * place + 1] = delayed[place] }
    }
    filtered.withUnsafeBufferPointer { filtered in
      for place in 0..<block {
        output[2 * place] = 2 * convolved(filtered.baseAddress! + place)
      }
    }
    move()
  }

  /// One sample of the filter's output, from the first of the samples that it needs.
  @inline(__always)
  private func convolved(_ samples: UnsafePointer<Float>) -> Float {
    filter.withUnsafeBufferPointer { filter in
      let taps = UnsafeRawPointer(filter.baseAddress!)
      let samples = UnsafeRawPointer(samples)
      var sum = SIMD8<Float>.zero
      var place = 0
      while place < Self.taps * MemoryLayout<Float>.size {
        sum +=
          taps.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
          * samples.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
        place += MemoryLayout<SIMD8<Float>>.size
      }
      return sum.sum()
    }
  }

  /// Keeps the end of the block for the next one.
  private mutating func move() {
    filtered.withUnsafeMutableBufferPointer { filtered in
      for place in 0..<Self.taps - 1 { filtered[place] = filtered[block + place] }
    }
    delayed.withUnsafeMutableBufferPointer { delayed in
      for place in 0..<Self.middle { delayed[place] = delayed[block + place] }
    }
  }
}
