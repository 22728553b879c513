/// One of the two companding laws of ITU-T G.711, with tables.
///
/// G.711 states its decision values in 14 bits (µ-law) and 13 bits (A-law), including the sign.
/// 16-bit samples are treated as in ITU-T G.191, the ITU's own software: left-justified, the lowest
/// 2 or 4 bits below the law's resolution, and negative samples folded by one's complement. So both
/// halves are symmetric, each decision value belongs to the interval that follows it, and −1 is a
/// negative zero. Software that negates instead (libsndfile; spandsp for µ-law) differs for the 127
/// negative samples that lie exactly on a decision value, and nowhere else.
public struct G711: Sendable {
  /// µ-law, used in North America and Japan, and as SIP's PCMU. Silence is 0xFF; 0x7F is a second
  /// zero.
  public static let muLaw = G711(
    unusedBits: 2, encodeMagnitude: muLawCode(ofMagnitude:), decode: muLawSample(of:))

  /// A-law, used in the rest of the world, including Iran and China, and as SIP's PCMA. It has no
  /// zero: 0xD5 and 0x55 are 8 above and below.
  public static let aLaw = G711(
    unusedBits: 4, encodeMagnitude: aLawCode(ofMagnitude:), decode: aLawSample(of:))

  /// Bits of a 16-bit sample below the law's resolution.
  private let unusedBits: Int16
  /// The code of each magnitude at the law's resolution, for a positive sample.
  private let codes: [UInt8]
  private let samples: [Int16]
  /// The samples from −1 to 1.
  let levels: [Float]

  private init(
    unusedBits: Int16, encodeMagnitude: (Int) -> UInt8, decode: (UInt8) -> Int16
  ) {
    self.unusedBits = unusedBits
    codes = (0...Int(Int16.max >> unusedBits)).map(encodeMagnitude)
    samples = (0...UInt8.max).map(decode)
    levels = samples.map { Float($0) / 32_768 }
  }

  /// The code whose interval contains a sample.
  public func encode(_ sample: Int16) -> UInt8 {
    // All ones for a negative sample; in both laws the code's first bit is the sign.
    let sign = sample >> 15
    return codes[Int((sample ^ sign) &>> unusedBits)] ^ (UInt8(truncatingIfNeeded: sign) & 0x80)
  }

  /// The sample in the middle of a code's interval.
  public func decode(_ code: UInt8) -> Int16 {
    samples[Int(code)]
  }

  public func encode(_ samples: some Collection<Int16>) -> [UInt8] { samples.map(encode) }

  public func decode(_ codes: some Collection<UInt8>) -> [Int16] { codes.map(decode) }

  /// Appends the codes of sound from −1 to 1; what is beyond is clipped.
  public func encode(_ sound: UnsafeBufferPointer<Float>, appendingTo bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: sound.count))
    let unusedBits = unusedBits
    bytes.withUnsafeMutableBufferPointer { bytes in
      codes.withUnsafeBufferPointer { codes in
        for place in 0..<sound.count {
          let sample = Int16(level: sound[place])
          let sign = sample >> 15
          bytes[start + place] =
            codes[Int((sample ^ sign) &>> unusedBits)] ^ (UInt8(truncatingIfNeeded: sign) & 0x80)
        }
      }
    }
  }
}

extension Int16 {
  /// The sample of a level, of which 1 is full scale; what is beyond is clipped, NaN too.
  @inline(__always)
  init(level: Float) {
    // Above zero, and so large that a unit is a whole one: adding rounds.
    let raised = level * 32_768 + 32_768
    let least = raised > 0 ? raised : 0
    let clipped = (least < 65_535 ? least : 65_535) + 8_388_608
    self = Int16(truncatingIfNeeded: clipped.bitPattern) ^ .min
  }
}

// Both laws have eight segments of sixteen equal steps, twice as wide from segment to segment.
// A-law's first two have the same width; µ-law's scale is shifted so that no two have.
extension G711 {
  /// What µ-law adds to a 14-bit magnitude so that a segment begins at each power of two.
  private static let bias = 33

  private static func muLawCode(ofMagnitude magnitude: Int) -> UInt8 {
    let biased = min(magnitude + bias, 0x1FFF)
    let segment = highestBit(of: biased) - 5
    return ~UInt8(segment << 4 | (biased >> (segment + 1)) & 0xF)
  }

  private static func muLawSample(of code: UInt8) -> Int16 {
    let (segment, step) = (~code >> 4 & 7, ~code & 0xF)
    let magnitude = (Int16(step) * 2 + Int16(bias)) << segment - Int16(bias)
    return code < 0x80 ? -4 * magnitude : 4 * magnitude
  }

  /// Every second bit of an A-law code is inverted, so that silence still has transitions.
  private static let evenBits: UInt8 = 0x55

  private static func aLawCode(ofMagnitude magnitude: Int) -> UInt8 {
    let segment = max(highestBit(of: magnitude | 1) - 3, 0)
    let step = (magnitude >> max(segment - 1, 0)) & 0xF
    return UInt8(0x80 | segment << 4 | step) ^ evenBits
  }

  private static func aLawSample(of code: UInt8) -> Int16 {
    let plain = code ^ evenBits
    let (segment, step) = (plain >> 4 & 7, Int16(plain & 0xF))
    let doubled = segment == 0 ? 2 * step + 1 : (2 * step + 33) << (segment - 1)
    return code < 0x80 ? -8 * doubled : 8 * doubled
  }

  private static func highestBit(of number: Int) -> Int {
    Int.bitWidth - 1 - number.leadingZeroBitCount
  }
}
