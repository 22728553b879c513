import Telephony
import Testing

/// A source's sound over a network, as a receiver plays it: every sample of a packet has the packet's
/// number, so that what is heard tells what was played, and when.
struct PlayedStream {
  struct Sent {
    var header: RTPHeader
    var number: Int
    var time: Duration
    var content = RTPReceiver.Content.sound
  }

  /// Makes every sample of a packet its number, and nothing of what is missing.
  struct Numbers: SoundDecoder {
    var isQuiet = false
    var clock: MediaClock { .telephone }
    var sampleRate: Int { 8_000 }
    func duration(of payload: RawSpan) -> Int? { payload.byteCount }

    mutating func decode(_ payload: RawSpan, appendingTo sound: inout [Float]) {
      let number = payload.withUnsafeBytes { Float(UInt16($0[0]) << 8 | UInt16($0[1])) }
      let scale: Float = isQuiet ? 1e-9 : 1
      for _ in 0..<payload.byteCount { sound.append((number + 1) * scale) }
    }

    mutating func conceal(_ count: Int, appendingTo sound: inout [Float]) {
      for _ in 0..<count { sound.append(0) }
    }

    mutating func pause() {}
  }

  var sent: [Sent] = []
  var isQuiet = false
  var packetLength = 160

  /// A packet every 20 ms or as long as it is.
  mutating func talk(
    _ packets: Int, from start: Duration = .zero, timestamp: UInt32 = 0, drift: Double = 1
  ) {
    let first = sent.count
    for place in 0..<packets {
      let header = RTPHeader(
        payloadType: 0, isMarked: place == 0,
        sequenceNumber: UInt16(truncatingIfNeeded: 65_500 + first + place),
        timestamp: timestamp &+ UInt32(place * packetLength), source: 1)
      let ticks = Double(place * packetLength) * drift
      sent.append(
        Sent(header: header, number: first + place, time: start + .seconds(ticks / 8_000)))
    }
  }

  /// What is heard of it.
  struct Heard {
    /// The packets in the order in which they were heard, and when each began, by 20 ms.
    var packets: [(number: Int, time: Duration)] = []
    /// Frames in which something was missing, and those of a pause.
    var gaps = 0
    var pauses = 0
    var reception = ReceptionStatistics(firstSequenceNumber: 0, clock: .telephone)
    var statistics = JitterBuffer.Statistics()

    var numbers: [Int] { packets.map(\.number) }
  }

  /// Plays it for a time, through a network.
  func played(through network: Network, for length: Duration) -> Heard {
    var network = network
    let arrivals = network.carry(sent.map { ($0, $0.time) })
    var heard = Heard()
    guard let first = arrivals.first else { return heard }
    var receiver = RTPReceiver(first.packet.header, decoder: Numbers(isQuiet: isQuiet))
    var next = 0
    var now = Duration.milliseconds(7)
    while now < length {
      while next < arrivals.count, arrivals[next].time <= now {
        let packet = arrivals[next].packet
        var payload = [UInt8](repeating: 0, count: packetLength)
        payload[0] = UInt8(packet.number >> 8)
        payload[1] = UInt8(packet.number & 0xFF)
        _ = receiver.take(
          packet.header, payload.span.bytes, as: packet.content, at: arrivals[next].time)
        next += 1
      }
      receiver.next(at: now) { sound in
        guard let sound else {
          heard.pauses += 1
          return
        }
        #expect(sound.count == 160)
        var isWhole = true
        // No packet is shorter than this stride.
        for place in stride(from: 0, to: 160, by: 16) {
          let number = Int((sound[place] / (isQuiet ? 1e-9 : 1)).rounded()) - 1
          if number < 0 {
            isWhole = false
          } else if heard.packets.last?.number != number {
            heard.packets.append((number, now))
          }
        }
        if !isWhole { heard.gaps += 1 }
      }
      now += .milliseconds(20)
    }
    heard.reception = receiver.reception
    heard.statistics = receiver.buffer.statistics
    return heard
  }

  func delays(_ heard: Heard) -> [Duration] {
    heard.packets.map { $0.time - sent[$0.number].time }
  }
}
