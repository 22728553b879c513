import RandomInputs
import Telephony
import Testing

/// A packet of a telephone event.
struct EventPacket {
  var digit: DTMFDigit
  var number: Int
  var timestamp: UInt32
  var duration: UInt16
  var hasEnded = false
  var isMarked = false

  func payload(volume: UInt8 = 10) -> [UInt8] {
    var payload: [UInt8] = []
    TelephoneEvent(
      code: digit.rawValue, hasEnded: hasEnded, attenuation: volume, duration: duration
    ).append(to: &payload)
    return payload
  }
}

extension TelephoneEventReceiver {
  mutating func receive(_ packet: EventPacket) -> [DTMFDigit] {
    receive(
      packet.payload().span.bytes, timestamp: packet.timestamp, sequenceNumber: packet.number,
      isMarked: packet.isMarked)
  }

  mutating func keys(_ packets: [EventPacket]) -> String {
    String(packets.flatMap { receive($0) }.map(\.character))
  }
}

@Suite struct `Telephone events received` {
  /// A key as most devices send it: a packet every 20 ms, three ends.
  static func press(
    _ digit: DTMFDigit, number: Int, timestamp: UInt32, packets: Int = 5
  ) -> [EventPacket] {
    (1...packets + 3).map { place in
      EventPacket(
        digit: digit, number: number + place - 1, timestamp: timestamp,
        duration: UInt16(160 * min(place, packets)), hasEnded: place > packets,
        isMarked: place == 1)
    }
  }

  static let five = press(.five, number: 1_000, timestamp: 8_000)
  static let fiveAgain = press(.five, number: 1_012, timestamp: 9_920)

  @Test func `tell of a key at its first packet`() {
    var receiver = TelephoneEventReceiver()
    #expect(receiver.receive(Self.five[0]) == [.five])
    #expect(receiver.keys(Array(Self.five.dropFirst())) == "")
  }

  @Test func `tell of each of the sixteen keys`() {
    var receiver = TelephoneEventReceiver()
    let packets = DTMFDigit.allCases.enumerated().flatMap { place, digit in
      Self.press(digit, number: 12 * place, timestamp: UInt32(1_920 * place))
    }
    #expect(receiver.keys(packets) == "0123456789*#ABCD")
  }

  @Test func `tell of a key once, whichever of its packets arrive`() {
    for arrived in 1..<(1 << Self.five.count) {
      let packets = Self.five.indices.filter { arrived & 1 << $0 != 0 }.map { Self.five[$0] }
      var receiver = TelephoneEventReceiver()
      #expect(receiver.keys(packets) == "5", "\(packets)")
      var backwards = TelephoneEventReceiver()
      #expect(backwards.keys(packets.reversed()) == "5", "\(packets)")
    }
  }

  @Test func `tell of two equal keys, though either's packets are lost in any combination`() {
    for first in 1..<(1 << 8) {
      for second in [1, 2, 0b1000_0000, 0b1110_0000, 0b0100_1000, 0b1111_1111] {
        let packets = zip([first, second], [Self.five, Self.fiveAgain]).flatMap { mask, press in
          press.indices.filter { mask & 1 << $0 != 0 }.map { press[$0] }
        }
        var receiver = TelephoneEventReceiver()
        #expect(receiver.keys(packets) == "55", "\(packets)")
      }
    }
  }

  @Test(arguments: 0..<50)
  func `tell of two equal keys whose packets are shuffled and repeated`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let packets = (Self.five + Self.fiveAgain + Self.five).shuffled(using: &random)
    var receiver = TelephoneEventReceiver()
    #expect(receiver.keys(packets) == "55")
  }

  @Test func `hold a key down for half a minute: segments of 65 535 ticks`() {
    var packets: [EventPacket] = []
    var number = 65_000
    var start: UInt32 = 0xFFFF_0000
    for segment in 0..<4 {
      for ticks in stride(from: 160, to: 65_535, by: 160) {
        packets.append(
          EventPacket(
            digit: .nine, number: number, timestamp: start, duration: UInt16(ticks),
            isMarked: segment == 0 && ticks == 160))
        number += 1
      }
      for _ in 0..<3 {
        packets.append(
          EventPacket(
            digit: .nine, number: number, timestamp: start, duration: .max, hasEnded: segment == 3))
        number += 1
      }
      start &+= UInt32(UInt16.max)
    }
    var receiver = TelephoneEventReceiver()
    #expect(receiver.keys(packets) == "9")
    for seed in 0..<20 {
      var network = Network(
        loss: 0.1, repetition: 0.1, jitter: .milliseconds(100),
        random: SeededGenerator(seed: UInt64(seed)))
      let sent = packets.enumerated().map { ($1, Duration.milliseconds(20) * $0) }
      var receiver = TelephoneEventReceiver()
      #expect(receiver.keys(network.carry(sent).map(\.packet)) == "9", "seed \(seed)")
    }
  }

  @Test func `hold a key down though its sender lets the duration wrap around`() {
    var receiver = TelephoneEventReceiver()
    let packets = (0..<1_000).map {
      EventPacket(
        digit: .one, number: $0, timestamp: 7, duration: UInt16(truncatingIfNeeded: 160 * $0))
    }
    #expect(receiver.keys(packets) == "1")
  }

  @Test func `hold a key down though its sender moves the timestamp on`() {
    var packets = Self.press(.three, number: 50, timestamp: 0, packets: 30)
    for place in packets.indices { packets[place].timestamp = UInt32(160 * place) }
    var receiver = TelephoneEventReceiver()
    let heard = receiver.keys(Array(packets.prefix(31)))
    #expect(heard == "3")
  }

  @Test(arguments: [
    (DTMFDigit.five, 8), (.five, 6), (.five, 1), (.six, 8), (.six, 5), (.six, 1),
  ])
  func `tell of two keys with one timestamp`(second: DTMFDigit, arrived: Int) {
    // The last of the second's packets: with its beginning, or only its ends.
    let again = Self.press(second, number: 1_012, timestamp: 8_000, packets: 4).suffix(arrived)
    var receiver = TelephoneEventReceiver()
    #expect(receiver.keys(Self.five + again) == "5\(second.character)")
    // The first's ends come late.
    var reordered = TelephoneEventReceiver()
    let packets = Self.five.prefix(6) + again.prefix(2) + Self.five.suffix(2) + again.dropFirst(2)
    #expect(reordered.keys(Array(packets)) == "5\(second.character)")
  }

  @Test func `tell of events that share a packet, in their order`() {
    var payload: [UInt8] = []
    for code in [UInt8(1), 2, 40, 3] {
      TelephoneEvent(code: code, hasEnded: true, duration: 400).append(to: &payload)
    }
    var receiver = TelephoneEventReceiver()
    for number in 0..<3 {
      let keys = receiver.receive(
        payload.span.bytes, timestamp: 100, sequenceNumber: number, isMarked: false)
      #expect(keys == (number == 0 ? [.one, .two, .three] : []))
    }
  }

  @Test func `ignore flash, tones that are no keys and payloads that are too short`() {
    var receiver = TelephoneEventReceiver()
    for payload in [[UInt8(16), 0, 0, 160], [255, 0, 0, 160], [5, 0, 0], [5], []] {
      let keys = receiver.receive(
        payload.span.bytes, timestamp: UInt32(payload.first ?? 0), sequenceNumber: 0,
        isMarked: true)
      #expect(keys.isEmpty)
    }
  }

  @Test(arguments: 0..<20)
  func `survive any packets`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var receiver = TelephoneEventReceiver()
    for _ in 0..<3_000 {
      let payload = random.bytes(.random(in: 0...24, using: &random))
      _ = receiver.receive(
        payload.span.bytes, timestamp: .random(in: 0...UInt32.max, using: &random),
        sequenceNumber: .random(in: 0...200_000, using: &random),
        isMarked: .random(using: &random))
    }
  }
}

@Suite struct `Telephone events sent` {
  /// What is sent of keys, frame by frame; nothing is a frame of sound.
  static func send(
    _ keys: [DTMFDigit], from start: UInt32 = 4_000, update: Duration = .milliseconds(20),
    length: Duration = .milliseconds(100), pause: Duration = .milliseconds(60)
  ) -> [TelephoneEventSender.Packet?] {
    var sender = TelephoneEventSender(update: update, length: length, pause: pause)
    for key in keys { sender.press(key) }
    var packets: [TelephoneEventSender.Packet?] = []
    while sender.isBusy { packets.append(sender.next(at: start &+ UInt32(160 * packets.count))) }
    return packets
  }

  @Test func `begin at once, grow, and end three times`() {
    let packets = Self.send([.seven]).compactMap(\.self)
    #expect(packets.map(\.event.duration) == [160, 320, 480, 640, 800, 800, 800, 800])
    #expect(packets.map(\.event.hasEnded) == [false, false, false, false, false, true, true, true])
    #expect(packets.map(\.isMarked) == [true] + Array(repeating: false, count: 7))
    #expect(packets.allSatisfy { $0.timestamp == 4_000 && $0.event.code == 7 })
  }

  @Test func `are updated every 50 ms on the average where that is asked for`() {
    let packets = Self.send([.pound], update: .milliseconds(50), length: .milliseconds(400))
    let sent = packets.indices.filter { packets[$0] != nil }.map { 20 * $0 }
    #expect(sent == [0, 60, 100, 160, 200, 260, 300, 360, 400, 420, 440])
  }

  @Test func `keep a pause between two keys, across the timestamp's turn`() {
    let packets = Self.send([.one, .one], from: 0xFFFF_FF00, pause: .milliseconds(100))
    let starts = packets.compactMap(\.self).filter(\.isMarked).map(\.timestamp)
    #expect(starts == [0xFFFF_FF00, 0xFFFF_FF00 &+ 1_600])
    #expect(packets.prefix { $0 != nil }.count == 8)
  }

  @Test func `are split into segments when they are long`() {
    let packets = Self.send([.star], length: .seconds(20)).compactMap(\.self)
    #expect(Set(packets.map(\.timestamp)).sorted() == [4_000, 69_535, 135_070])
    #expect(packets.filter(\.event.hasEnded).map(\.event.duration) == [28_930, 28_930, 28_930])
    var receiver = TelephoneEventReceiver()
    let keys = packets.enumerated().flatMap { number, packet in
      var payload: [UInt8] = []
      packet.event.append(to: &payload)
      return receiver.receive(
        payload.span.bytes, timestamp: packet.timestamp, sequenceNumber: number,
        isMarked: packet.isMarked)
    }
    #expect(keys == [.star])
  }

  @Test func `begin again after days of silence`() {
    var sender = TelephoneEventSender()
    var timestamp: UInt32 = 0
    for _ in 0..<12 {
      sender.press(.zero)
      while sender.isBusy {
        _ = sender.next(at: timestamp)
        timestamp &+= 160
      }
      timestamp &+= 0x3000_0000
      sender.press(.zero)
      let packet = sender.next(at: timestamp)
      #expect(packet?.isMarked == true)
      while sender.isBusy {
        timestamp &+= 160
        _ = sender.next(at: timestamp)
      }
    }
  }

  @Test func `take 64 keys and no more`() {
    var sender = TelephoneEventSender()
    #expect((0..<100).filter { _ in sender.press(.two) }.count == 64)
  }
}
