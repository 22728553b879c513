import RandomInputs
import Telephony
import Testing

@Suite struct `RTP packets` {
  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let packet: RTPPacket
    let bytes: [UInt8]
  }

  static let examples = [
    Example(
      testDescription: "sound",
      packet: RTPPacket(
        RTPHeader(
          payloadType: 8, isMarked: true, sequenceNumber: 0x1234, timestamp: 0x89AB_CDEF,
          source: 0xDEAD_BEEF), payload: [0xD5, 0x55]),
      bytes: [
        0x80, 0x88, 0x12, 0x34, 0x89, 0xAB, 0xCD, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF, 0xD5, 0x55,
      ]),
    Example(
      testDescription: "contributors, an extension and padding",
      packet: RTPPacket(
        RTPHeader(
          payloadType: 96, sequenceNumber: 0xFFFF, timestamp: 0, source: 1,
          contributors: [2, 0xFFFF_FFFF], extension: .init(profile: 0xBEDE, content: [1, 2, 3, 4])),
        payload: [7], padding: 3),
      bytes: [
        0xB2, 0x60, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0xBE,
        0xDE, 0, 1, 1, 2, 3, 4, 7, 0, 0, 3,
      ]),
    Example(
      testDescription: "nothing but padding",
      packet: RTPPacket(
        RTPHeader(payloadType: 0, sequenceNumber: 0, timestamp: 0, source: 0), payload: [],
        padding: 1),
      bytes: [0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    Example(
      testDescription: "an empty extension",
      packet: RTPPacket(
        RTPHeader(
          payloadType: 0, sequenceNumber: 0, timestamp: 0, source: 0,
          extension: .init(profile: 9, content: [])), payload: []),
      bytes: [0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0]),
  ]

  @Test(arguments: examples)
  func `are written and read as RFC 3550 draws them`(example: Example) {
    #expect(example.packet.bytes == example.bytes)
    #expect(RTPPacket(example.bytes) == example.packet)
  }

  @Test(arguments: examples)
  func `are refused when they are cut off within the header`(example: Example) {
    let header = example.bytes.count - example.packet.payload.count - Int(example.packet.padding)
    for count in 0..<header {
      #expect(RTPPacket(Array(example.bytes.prefix(count))) == nil, "\(count) bytes")
    }
  }

  static let contradictions: [(String, [UInt8])] = [
    ("version 1", [0x40, 0] + zeros(10)),
    ("a sender report", [0x80, 200] + zeros(26)),
    ("padding without its length", [0xA0, 0] + zeros(10)),
    ("no padding, though it is said to be there", [0xA0, 0] + zeros(11)),
    ("more padding than bytes", [0xA0, 0] + [UInt8](repeating: 9, count: 18)),
    ("contributors that are missing", [0x8F, 0] + zeros(69)),
    ("an extension that is too long", [0x90, 0] + [UInt8](repeating: 1, count: 100)),
  ]

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  @Test(arguments: contradictions)
  func `are refused when they contradict themselves`(what: String, bytes: [UInt8]) {
    #expect(RTPPacket(bytes) == nil, "\(what)")
  }

  @Test(arguments: 0..<20)
  func `come back as they were sent, whatever is in them`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let isExtended = Bool.random(using: &random)
      let header = RTPHeader(
        payloadType: .random(in: 0..<64, using: &random), isMarked: .random(using: &random),
        sequenceNumber: .random(in: 0...UInt16.max, using: &random),
        timestamp: .random(in: 0...UInt32.max, using: &random),
        source: .random(in: 0...UInt32.max, using: &random),
        contributors: (0..<Int.random(in: 0...15, using: &random)).map { UInt32($0) << 20 },
        extension: isExtended
          ? .init(
            profile: .random(in: 0...UInt16.max, using: &random),
            content: random.bytes(4 * Int.random(in: 0...9, using: &random))) : nil)
      let packet = RTPPacket(
        header, payload: random.bytes(.random(in: 0...200, using: &random)),
        padding: .random(in: 0...255, using: &random))
      #expect(RTPPacket(packet.bytes) == packet)
    }
  }

  @Test(arguments: 0..<20)
  func `are read or refused, and written as they were read, from any bytes`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = random.bytes(.random(in: 0...64, using: &random))
      if !bytes.isEmpty, Bool.random(using: &random) { bytes[0] = 0x80 | bytes[0] & 0x3F }
      guard let packet = RTPPacket(bytes) else { continue }
      #expect(RTPPacket(packet.bytes) == packet)
      #expect(packet.bytes.count == bytes.count)
    }
  }
}

@Suite struct `Counters that wrap around` {
  static let turns: [([UInt16], [Int])] = [
    ([65_534, 65_535, 0, 1], [65_534, 65_535, 65_536, 65_537]),
    ([65_535, 1, 0, 65_534, 2], [65_535, 65_537, 65_536, 65_534, 65_538]),
    ([0, 65_535, 1], [0, -1, 1]),
    ([10, 32_777, 8], [10, 32_777, 65_544]),
    ([5, 5, 5], [5, 5, 5]),
  ]

  @Test(arguments: turns)
  func `go on over their turns`(values: [UInt16], extended: [Int]) {
    var counter = WrappingCounter(values[0])
    #expect(values.map { counter.extend($0) } == extended)
  }

  @Test func `count 5 days of 8 kHz and 20 turns of sequence numbers`() {
    var timestamps = WrappingCounter(UInt32.max - 5)
    var numbers = WrappingCounter(UInt16(60_000))
    for packet in 0..<1_400_000 where packet.isMultiple(of: 1_000) {
      let number = 60_000 + packet
      #expect(numbers.extend(UInt16(truncatingIfNeeded: number)) == number)
      let timestamp = Int(UInt32.max) - 5 + packet * 2_560
      #expect(timestamps.extend(UInt32(truncatingIfNeeded: timestamp)) == timestamp)
    }
  }
}

extension SeededGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...UInt8.max, using: &self) }
  }
}
