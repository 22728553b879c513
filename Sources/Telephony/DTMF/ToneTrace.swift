/// The last 80 ms: the sound and its slices, added in blocks of two slices, 8 ms.
struct ToneTrace: Sendable {
  /// How many slices are kept.
  static let capacity = 20
  static let blockLength = 2 * ToneSlice.length
  /// The energy of a block, in squared Int16 steps over 64, below which it is silence: -46 dBm0.
  /// The weaker tone of a digit needs as much.
  private static let silence: Int32 = 6_000
  /// Slice number n is kept at n modulo 32: a power of two costs no division.
  fileprivate static let kept = 32
  /// Sharpening needs the two samples before a slice, so the ring's last two are repeated before
  /// its first.
  private static let lead = 2

  private let slicer = ToneSlicer.shared
  private var slices = [ToneSlice](repeating: ToneSlice(), count: kept)
  private var samples = [Int16](repeating: 0, count: lead + kept * ToneSlice.length)
  /// How many slices there have been.
  private(set) var count = 0
  /// How many samples of the next block have come.
  private var waiting = 0

  /// Takes as many samples as the next block has room for, and returns their number.
  @inline(__always)
  mutating func take(_ sound: UnsafePointer<Int16>, atMost limit: Int) -> Int {
    let taken = min(Self.blockLength &- waiting, limit)
    let start = Self.lead &+ (count & (Self.kept &- 1)) &* ToneSlice.length &+ waiting
    samples.withUnsafeMutableBufferPointer { samples in
      (samples.baseAddress! + start).update(from: sound, count: taken)
    }
    waiting &+= taken
    return taken
  }

  @inline(__always)
  var hasWholeBlock: Bool { waiting == Self.blockLength }

  /// Slices the completed block; `false` if it is silence.
  @inline(__always)
  mutating func sliceBlock() -> Bool {
    let place = count & (Self.kept &- 1)
    let isSound = samples.withUnsafeMutableBufferPointer { samples in
      let block = samples.baseAddress! + Self.lead + place &* ToneSlice.length
      // The first half of most sound is loud enough.
      let first = Self.energy(of: block)
      let isSound =
        first >= Self.silence
        || first &+ Self.energy(of: block + ToneSlice.length) >= Self.silence
      slices.withUnsafeMutableBufferPointer { slices in
        let slice = slices.baseAddress! + place
        if isSound {
          slicer.cut(2, from: block, into: slice)
        } else {
          slice[0] = ToneSlice()
          slice[1] = ToneSlice()
        }
      }
      if place &+ 2 == Self.kept {
        samples[0] = block[Self.blockLength &- 2]
        samples[1] = block[Self.blockLength &- 1]
      }
      return isSound
    }
    count &+= 2
    waiting = 0
    return isSound
  }

  /// A slice's energy, by 64 so that two fit.
  @inline(never)
  private static func energy(of slice: UnsafePointer<Int16>) -> Int32 {
    var energy: Int32 = 0
    for index in 0..<ToneSlice.length {
      let sample = Int32(slice[index])
      energy &+= (sample &* sample) >> 6
    }
    return energy
  }

  /// The newest block's energy, and its similarity to each of the eight tones.
  @inline(__always)
  var newestBlock: (energy: Float, likeness: SIMD8<Float>) {
    slices.withUnsafeBufferPointer { slices in
      let slice = slices.baseAddress! + place(of: Self.capacity &- 2)
      let first = slice[0].cosine * slice[0].cosine + slice[0].sine * slice[0].sine
      let second = slice[1].cosine * slice[1].cosine + slice[1].sine * slice[1].sine
      return (slice[0].energy + slice[1].energy, (first + second) * (2 / Float(ToneSlice.length)))
    }
  }

  /// Whether what sounds now filled the last four blocks too, as far as the energy tells.
  @inline(__always)
  var fillsFourBlocks: Bool {
    slices[place(of: Self.capacity &- 8)].energy > 0.5
      * slices[place(of: Self.capacity &- 2)].energy
  }

  /// Reads the last 20 slices in place.
  @inline(__always)
  func read<Result>(_ body: (ToneWindow) -> Result) -> Result {
    slices.withUnsafeBufferPointer { slices in
      samples.withUnsafeBufferPointer { samples in
        body(
          ToneWindow(
            slices: slices.baseAddress!, samples: samples.baseAddress! + Self.lead,
            oldest: count &- Self.capacity))
      }
    }
  }

  @inline(__always)
  private func place(of index: Int) -> Int {
    (count &- Self.capacity &+ index) & (Self.kept &- 1)
  }
}

/// The last 20 slices of a trace and their sound; valid only while `ToneTrace.read` lends it. Arrays
/// would count references in every access.
struct ToneWindow {
  fileprivate let slices: UnsafePointer<ToneSlice>
  /// The first slice's first sample.
  fileprivate let samples: UnsafePointer<Int16>
  /// The number of the oldest slice.
  fileprivate let oldest: Int

  /// One of the slices, 0 the oldest.
  @inline(__always)
  subscript(index: Int) -> ToneSlice { slices[place(of: index)] }

  /// The products of a slice with one pair, with the other tones' share removed.
  @inline(__always)
  func amplitudes(of pair: TonePair, at index: Int) -> TonePhasors {
    // Indexing a vector with a run-time index would go through memory. The cosines come first in a
    // slice, then the sines.
    let slice = UnsafeRawPointer(slices + place(of: index))
    let low = slice + pair.row &* 4
    let high = slice + (4 &+ pair.column) &* 4
    let cosine = SIMD2(low.load(as: Float.self), high.load(as: Float.self))
    let sine = SIMD2(
      low.load(fromByteOffset: MemoryLayout<SIMD8<Float>>.size, as: Float.self),
      high.load(fromByteOffset: MemoryLayout<SIMD8<Float>>.size, as: Float.self))
    return pair.amplitudes(cosine: cosine, sine: sine)
  }

  @inline(__always)
  private func place(of index: Int) -> Int { (oldest &+ index) & (ToneTrace.kept &- 1) }

  /// The samples of a slice.
  private func sound(of index: Int) -> UnsafeBufferPointer<Int16> {
    UnsafeBufferPointer(
      start: samples + place(of: index) * ToneSlice.length, count: ToneSlice.length)
  }

  /// The mean power of the unsharpened sound in some slices, less each slice's mean, so that
  /// neither DC nor hum counts.
  func power(in range: Range<Int>) -> Float {
    var energy: Float = 0
    for index in range {
      var squares: Int32 = 0
      var sum: Int32 = 0
      for sample in sound(of: index) {
        // By 32, their number, so that the sum fits.
        squares &+= (Int32(sample) &* Int32(sample)) >> 5
        sum &+= Int32(sample)
      }
      let mean = Float(sum) / Float(ToneSlice.length)
      energy += Float(squares) - mean * mean
    }
    return energy / Float(range.count)
  }

  /// The power of some slices at each frequency of a scale, as if a sine of that frequency were
  /// alone.
  ///
  /// A Hann window keeps a tone's leakage 31 dB down outside its main lobe, `lobe(of:)` to either
  /// side.
  func powers(in range: Range<Int>, on scale: ToneScale) -> [Float] {
    let count = range.count * ToneSlice.length
    let turn = Phasor(turns: 1 / Double(count))
    var angle = Phasor(turns: 0.5 / Double(count))
    var windowed: [Float] = []
    windowed.reserveCapacity(count)
    for index in range {
      for sample in sound(of: index) {
        windowed.append(Float(sample) * Float(1 - angle.real))
        angle = angle.times(turn)
      }
    }
    // A sine of amplitude a has the squared value (a · count / 2)² in a window whose mean is 1.
    return scale.squares(of: windowed).map { $0 * 2 / Float(count * count) }
  }

  /// The distance from a tone's frequency, in Hz, beyond which its leakage is small in
  /// `powers(in:on:)`.
  func lobe(of range: Range<Int>) -> Float { 2.2 * 8_000 / Float(range.count * ToneSlice.length) }
}
