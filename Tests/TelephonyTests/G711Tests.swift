import Telephony
import Testing

@Suite struct `G.711` {
  /// The decision values of a positive half, in units of the law's resolution, and the values that
  /// stand for the intervals between them: ITU-T G.711, tables 1a and 2a.
  struct Law: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let codec: G711
    /// Units of a 16-bit sample in one of the standard's.
    let scale: Int
    let decisions: [Int]
    let values: [Int]
    /// The code of each interval of the positive half; the negative one's has the first bit off.
    let codes: [UInt8]

    static let muLaw = {
      var decisions = [0, 1]
      for segment in 0..<8 {
        for _ in segment == 0 ? 1..<16 : 0..<16 {
          decisions.append(decisions[decisions.endIndex - 1] + 2 << segment)
        }
      }
      var values = [0]
      for interval in 1..<128 { values.append((decisions[interval] + decisions[interval + 1]) / 2) }
      return Law(
        testDescription: "µ-law", codec: .muLaw, scale: 4, decisions: decisions, values: values,
        codes: (0..<128).map { 0xFF - $0 })
    }()

    /// In halves of the standard's unit, so that its first value is a whole number.
    static let aLaw = {
      var decisions = [0]
      for segment in 0..<8 {
        for _ in 0..<16 {
          decisions.append(decisions[decisions.endIndex - 1] + 2 << max(segment - 1, 0))
        }
      }
      return Law(
        testDescription: "A-law", codec: .aLaw, scale: 8, decisions: decisions,
        values: (0..<128).map { (decisions[$0] + decisions[$0 + 1]) / 2 },
        codes: (0..<128).map { (0x80 + $0) ^ 0x55 })
    }()

    static let both = [muLaw, aLaw]
  }

  @Test func `its tables are those of the standard at their ends`() {
    #expect(Law.muLaw.decisions[14...17] == [27, 29, 31, 35])
    #expect(Law.muLaw.decisions.suffix(2) == [7903, 8159])
    #expect([Law.muLaw.values[16], Law.muLaw.values[127]] == [33, 8031])
    #expect(Law.aLaw.decisions[31...33] == [62, 64, 68])
    #expect(Law.aLaw.decisions.suffix(2) == [3968, 4096])
    #expect([Law.aLaw.values[0], Law.aLaw.values[127]] == [1, 4032])
  }

  @Test(arguments: Law.both)
  func `every code is decoded to the value of its interval`(law: Law) {
    for (code, value) in zip(law.codes, law.values) {
      #expect(law.codec.decode(code) == Int16(value * law.scale))
      #expect(law.codec.decode(code & 0x7F) == Int16(-value * law.scale))
    }
    #expect(Set(law.codes).count == 128)
  }

  @Test(arguments: Law.both)
  func `every sample is encoded as the interval that holds it`(law: Law) {
    var wrong = 0
    for sample in Int16.min...Int16.max {
      let magnitude = Int(sample < 0 ? ~sample : sample)
      // What is beyond the last decision value belongs to the last interval.
      let interval = law.decisions.dropLast().lastIndex { $0 * law.scale <= magnitude } ?? 0
      let code = sample < 0 ? law.codes[interval] & 0x7F : law.codes[interval]
      if law.codec.encode(sample) != code { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test(arguments: Law.both)
  func `every code survives decoding and encoding, but for µ-law's negative zero`(law: Law) {
    let codes = Array(0...UInt8.max)
    let back = law.codec.encode(law.codec.decode(codes))
    for code in codes where back[Int(code)] != code { #expect(law.codec.decode(code) == 0) }
    #expect(back[0x7F] == (law.scale == 4 ? 0xFF : 0x7F))
    #expect(G711.muLaw.encode(0) == 0xFF && G711.muLaw.decode(0x7F) == 0)
  }

  @Test(arguments: [
    (Int16(0), UInt8(0xFF), UInt8(0xD5)), (-1, 0x7F, 0x55), (1000, 0xCE, 0xFA),
    (-1000, 0x4E, 0x7A), (32767, 0x80, 0xAA), (-32768, 0x00, 0x2A), (-4, 0x7F, 0x55),
    (-5, 0x7E, 0x55), (4, 0xFE, 0xD5), (-16, 0x7D, 0x55), (16, 0xFD, 0xD4), (-17, 0x7D, 0x54),
  ])
  func `a few samples have the codes that the ITU's software gives them`(
    sample: Int16, muLaw: UInt8, aLaw: UInt8
  ) {
    #expect(G711.muLaw.encode(sample) == muLaw)
    #expect(G711.aLaw.encode(sample) == aLaw)
  }

  @Test(arguments: Law.both)
  func `sound is encoded as its samples are, and clipped`(law: Law) {
    let samples = Array(Int16.min...Int16.max)
    var sound = samples.map { Float($0) / 32_768 }
    sound += [1, 1.5, -1.5, .infinity, -.infinity, 0.4 / 32_768, -0.4 / 32_768]
    var codes: [UInt8] = [1]
    sound.withUnsafeBufferPointer { law.codec.encode($0, appendingTo: &codes) }
    let (most, least) = (law.codec.encode(.max), law.codec.encode(.min))
    #expect(
      codes.dropFirst()
        == law.codec.encode(samples)[...] + [most, most, least, most, least]
        + [law.codec.encode(0), law.codec.encode(0)])
    sound = [.nan]
    sound.withUnsafeBufferPointer { law.codec.encode($0, appendingTo: &codes) }
  }
}
