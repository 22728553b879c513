import RandomInputs
import Telephony
import Testing

@Suite struct `RTCP packets` {
  static let reception = ReceptionReport(
    source: 0x0102_0304, fractionLost: 64, packetsLost: -2, highestSequenceNumber: 0x0001_0002,
    jitter: 33, lastSenderReport: 0xAABB_CCDD, delaySinceLastSenderReport: 0x0001_8000)

  struct Example: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let packets: [RTCPPacket]
    let bytes: [UInt8]
  }

  static let examples = [
    Example(
      testDescription: "a sender's report",
      packets: [
        .senderReport(
          .init(
            source: 9, time: NetworkTime(seconds: 1, fraction: 2), timestamp: 3, packets: 4,
            octets: 5), [])
      ],
      bytes: [
        0x80, 200, 0, 6, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5,
      ]),
    Example(
      testDescription: "a receiver's report with more packets than were sent",
      packets: [.receiverReport(source: 9, [reception])],
      bytes: [
        0x81, 201, 0, 7, 0, 0, 0, 9, 1, 2, 3, 4, 64, 0xFF, 0xFF, 0xFE, 0, 1, 0, 2, 0, 0, 0, 33,
        0xAA, 0xBB, 0xCC, 0xDD, 0, 1, 0x80, 0,
      ]),
    Example(
      testDescription: "names, one filled up and one that just fits",
      packets: [
        .description([
          .init(source: 1, items: [.canonicalName("ab"), .init(kind: 2, text: "گ")]),
          .init(source: 2, items: [.init(kind: 7, text: "abcde")]),
        ])
      ],
      bytes: [
        0x82, 202, 0, 7, 0, 0, 0, 1, 1, 2, 0x61, 0x62, 2, 2, 0xDA, 0xAF, 0, 0, 0, 0, 0, 0, 0, 2, 7,
        5, 0x61, 0x62, 0x63, 0x64, 0x65, 0,
      ]),
    Example(
      testDescription: "a report and a goodbye with its reason",
      packets: [.receiverReport(source: 1, []), .goodbye(sources: [1], reason: "over")],
      bytes: [
        0x80, 201, 0, 1, 0, 0, 0, 1, 0x81, 203, 0, 3, 0, 0, 0, 1, 4, 0x6F, 0x76, 0x65, 0x72, 0, 0,
        0,
      ]),
    Example(
      testDescription: "a goodbye of nobody", packets: [.goodbye(sources: [], reason: nil)],
      bytes: [0x80, 203, 0, 0]),
  ]

  @Test(arguments: examples)
  func `are written and read as RFC 3550 draws them`(example: Example) {
    #expect(RTCPPacket.compound(example.packets) == example.bytes)
    #expect(RTCPPacket.read(example.bytes) == example.packets)
    let isRTCP = RTCPPacket.isRTCP(example.bytes.span.bytes)
    #expect(isRTCP)
    #expect(RTPPacket(example.bytes) == nil)
  }

  @Test func `are read with padding, and past types that are unknown`() {
    let compound: [UInt8] = [
      0x80, 201, 0, 1, 0, 0, 0, 1, 0x80, 207, 0, 1, 1, 2, 3, 4, 0xA1, 203, 0, 2, 0, 0, 0, 1, 0, 0,
      0, 4,
    ]
    #expect(
      RTCPPacket.read(compound) == [
        .receiverReport(source: 1, []), .other(type: 207), .goodbye(sources: [1], reason: nil),
      ])
  }

  static let malformed: [(String, [UInt8])] = [
    ("nothing", []), ("a header cut off", [0x80, 201, 0]),
    ("longer than it is", [0x80, 201, 0, 2, 0, 0, 0, 1]),
    ("bytes behind it", [0x80, 201, 0, 1, 0, 0, 0, 1, 0]),
    ("too short for a sender", [0x80, 200, 0, 1, 0, 0, 0, 1]),
    ("too short for its reports", [0x82, 201, 0, 1, 0, 0, 0, 1]),
    ("version 1", [0x40, 201, 0, 1, 0, 0, 0, 1]),
    ("names without an end", [0x81, 202, 0, 2, 0, 0, 0, 1, 1, 2, 0x61, 0x62]),
    ("a name that is longer than the packet", [0x81, 202, 0, 2, 0, 0, 0, 1, 1, 9, 0x61, 0]),
    ("a reason that is longer than the packet", [0x80, 203, 0, 1, 4, 0x61, 0x62, 0x63]),
    ("too few sources", [0x82, 203, 0, 1, 0, 0, 0, 1]),
    ("padding in the middle", [0xA0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 4, 0x80, 203, 0, 0]),
    ("padding longer than the packet", [0xA0, 201, 0, 1, 0, 0, 0, 8]),
    ("padding of no whole words", [0xA0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3]),
  ]

  @Test(arguments: malformed)
  func `are refused whole when one is malformed`(what: String, bytes: [UInt8]) {
    #expect(RTCPPacket.read(bytes) == nil, "\(what)")
  }

  @Test func `carry texts of up to 255 bytes, cut at a whole character`() throws {
    let long = String(repeating: "گ", count: 200)
    let bytes = RTCPPacket.compound([.goodbye(sources: [], reason: long)])
    #expect(
      RTCPPacket.read(bytes)
        == [.goodbye(sources: [], reason: String(repeating: "گ", count: 127))])
  }

  @Test(arguments: 0..<20)
  func `are read or refused from any bytes`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = Self.examples.randomElement(using: &random)?.bytes ?? []
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      bytes = Array(bytes.prefix(.random(in: 0...bytes.count, using: &random)))
      guard let packets = RTCPPacket.read(bytes) else { continue }
      #expect(RTCPPacket.read(RTCPPacket.compound(packets)) == packets)
    }
  }

  @Test(arguments: [
    (NetworkTime(seconds: 10, fraction: 0), Duration.milliseconds(250), Duration.milliseconds(125)),
    // The 16 bits of seconds wrap around between question and answer.
    (NetworkTime(seconds: 0xFFFF, fraction: 0xF000_0000), .milliseconds(500), .seconds(2)),
  ])
  func `tell the round trip`(sent: NetworkTime, held: Duration, trip: Duration) throws {
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    let report = statistics.report(on: 1, lastReport: (sent, held))
    let start = Duration.seconds(Int64(sent.seconds)) + .seconds(Double(sent.fraction) / 0x1p32)
    let measured = try #require(report.roundTrip(at: NetworkTime(start + held + trip)))
    #expect(abs((measured - trip) / .milliseconds(1)) < 0.1)
  }

  @Test func `tell no round trip without a sender's report, and none below zero`() {
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    #expect(statistics.report(on: 1).roundTrip(at: NetworkTime(.seconds(9))) == nil)
    let early = statistics.report(on: 1, lastReport: (NetworkTime(.seconds(9)), .seconds(2)))
    #expect(early.roundTrip(at: NetworkTime(.seconds(10))) == .zero)
  }
}

@Suite struct `Statistics of reception` {
  @Test func `count loss since the beginning and since the last report`() {
    var statistics = ReceptionStatistics(firstSequenceNumber: 65_530, clock: .telephone)
    for number in 65_530..<65_630 where number % 4 != 1 {
      let place = statistics.receive(
        sequenceNumber: UInt16(truncatingIfNeeded: number), timestamp: nil, at: .zero)
      #expect(place == .valid(number))
    }
    #expect((statistics.expected, statistics.received, statistics.lost) == (99, 75, 24))
    let first = statistics.report(on: 7)
    #expect(first.fractionLost == UInt8(24 * 256 / 99))
    #expect((first.source, first.packetsLost, first.highestSequenceNumber) == (7, 24, 65_628))
    for number in 65_629..<65_639 {
      _ = statistics.receive(
        sequenceNumber: UInt16(truncatingIfNeeded: number), timestamp: nil, at: .zero)
    }
    #expect(statistics.report(on: 7).fractionLost == 0)
    #expect(statistics.lost == 24)
  }

  @Test func `tell fewer lost than none where packets come twice`() {
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    for number in [UInt16(0), 1, 1, 1, 2] {
      _ = statistics.receive(sequenceNumber: number, timestamp: nil, at: .zero)
    }
    let report = statistics.report(on: 1)
    #expect((report.packetsLost, report.fractionLost) == (-2, 0))
  }

  @Test func `measure no jitter when packets come as they were sent`() {
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    for packet in 0..<500 {
      _ = statistics.receive(
        sequenceNumber: UInt16(packet), timestamp: UInt32.max - 999 &+ UInt32(packet) * 160,
        at: .milliseconds(20 * packet + 70))
    }
    #expect(statistics.jitter == 0)
  }

  /// Packets are early and late in turn: their transit times differ by 10 ms, to which the running
  /// mean comes near from below.
  @Test func `measure the mean difference of transit times`() {
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    var expected = 0.0
    for packet in 0..<300 {
      _ = statistics.receive(
        sequenceNumber: UInt16(packet), timestamp: UInt32(packet) * 160,
        at: .milliseconds(20 * packet + packet % 2 * 10))
      if packet > 0 { expected += (80 - expected) / 16 }
      #expect(abs(Double(statistics.jitter) - expected) < 2)
    }
    #expect((78...80).contains(statistics.jitter))
    #expect((.milliseconds(9)...(.milliseconds(10))).contains(statistics.jitterDuration))
  }

  @Test func `ignore one stray number, and begin anew after two in sequence`() {
    var statistics = ReceptionStatistics(firstSequenceNumber: 100, clock: .telephone)
    func place(_ number: UInt16) -> ReceptionStatistics.Place {
      statistics.receive(sequenceNumber: number, timestamp: nil, at: .zero)
    }
    #expect(place(100) == .valid(100))
    #expect(place(20_000) == .stray)
    #expect(place(101) == .valid(101))
    #expect(place(40_000) == .stray)
    #expect(place(40_001) == .restarted(40_001))
    #expect(place(40_002) == .valid(40_002))
    #expect(statistics.lost == 0)
    #expect(place(39_950) == .valid(39_950))
    #expect(place(39_900) == .stray)
  }

  @Test(arguments: 0..<10)
  func `survive any numbers at any time`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var statistics = ReceptionStatistics(firstSequenceNumber: 0, clock: MediaClock(rate: 48_000))
    for _ in 0..<2_000 {
      _ = statistics.receive(
        sequenceNumber: .random(in: 0...UInt16.max, using: &random),
        timestamp: .random(in: 0...UInt32.max, using: &random),
        at: .seconds(Int64.random(in: 0...40_000_000, using: &random)))
      _ = statistics.report(on: 0)
    }
  }
}
