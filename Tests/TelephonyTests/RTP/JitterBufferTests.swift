import RandomInputs
import Telephony
import Testing

@Suite struct `The jitter buffer` {
  static func network(
    loss: Double = 0, repetition: Double = 0, jitter: Duration = .zero, seed: UInt64 = 1
  ) -> Network {
    Network(loss: loss, repetition: repetition, jitter: jitter, random: SeededGenerator(seed: seed))
  }

  static func talk(_ packets: Int, length: Int = 160) -> PlayedStream {
    var stream = PlayedStream(packetLength: length)
    stream.talk(packets)
    return stream
  }

  @Test(arguments: [80, 160, 240, 320, 480, 37])
  func `plays packets of any length in their order, without gaps`(length: Int) {
    let heard = Self.talk(500, length: length).played(
      through: Self.network(), for: .milliseconds(500 * length / 8))
    #expect(heard.numbers == Array(0..<heard.numbers.count))
    #expect(heard.numbers.count > 480)
    #expect(heard.gaps == 0)
    #expect(heard.statistics == JitterBuffer.Statistics())
  }

  @Test func `waits for hardly anything on a good network once it knows it`() {
    var stream = PlayedStream(isQuiet: true)
    stream.talk(1_000)
    let delays = stream.delays(stream.played(through: Self.network(), for: .seconds(20)))
    #expect(delays.allSatisfy { $0 <= .milliseconds(70) })
    #expect(delays.suffix(800).allSatisfy { $0 <= .milliseconds(50) })
  }

  @Test(arguments: 0..<3)
  func `puts packets in order at 60 ms jitter, and few come too late`(seed: UInt64) {
    let stream = Self.talk(2_000)
    let heard = stream.played(
      through: Self.network(jitter: .milliseconds(60), seed: seed), for: .seconds(40))
    #expect(heard.numbers == heard.numbers.sorted())
    #expect(Set(heard.numbers).count == heard.numbers.count)
    #expect(heard.numbers.count > 1_960)
    #expect(heard.gaps < 45)
    // Most is due within the jitter and two frames.
    #expect(stream.delays(heard).allSatisfy { $0 <= .milliseconds(160) })
    // The mean of the differences is 20 ms; the running mean is around it.
    #expect((.milliseconds(12)...(.milliseconds(30))).contains(heard.reception.jitterDuration))
  }

  @Test(arguments: 0..<3)
  func `fills in for what is lost, and keeps the time`(seed: UInt64) {
    let stream = Self.talk(2_000)
    let heard = stream.played(
      through: Self.network(loss: 0.05, repetition: 0.05, jitter: .milliseconds(60), seed: seed),
      for: .seconds(40))
    #expect(heard.numbers == heard.numbers.sorted())
    #expect(heard.numbers.count > 1_820)
    #expect((60...150).contains(heard.gaps))
    #expect(heard.statistics.duplicates > 60)
    #expect((65...135).contains(heard.reception.lost + heard.statistics.duplicates))
    #expect(stream.delays(heard).allSatisfy { $0 <= .milliseconds(200) })
  }

  @Test(arguments: [false, true])
  func `plays all that comes in a burst after a standstill, unless it is quiet`(isQuiet: Bool) {
    var stream = PlayedStream(isQuiet: isQuiet)
    stream.talk(1_000)
    for place in 200..<210 { stream.sent[place].time = .milliseconds(20 * 210) }
    let heard = stream.played(through: Self.network(), for: .seconds(20))
    let missing = Set(0..<990).subtracting(heard.numbers)
    let delays = stream.delays(heard).suffix(200)
    if isQuiet {
      #expect(missing.count <= 10)
      #expect(delays.allSatisfy { $0 <= .milliseconds(50) })
    } else {
      #expect(missing.isEmpty)
      #expect(delays.allSatisfy { $0 <= .milliseconds(250) })
    }
    #expect(heard.statistics.late == 0)
  }

  @Test func `is silent while the source pauses, and begins anew with what it says next`() {
    var stream = PlayedStream()
    stream.talk(100)
    stream.talk(100, from: .seconds(5), timestamp: 40_000)
    let heard = stream.played(through: Self.network(), for: .seconds(8))
    #expect(heard.numbers == Array(0..<200))
    // After the end, and after that of each part, something is made up for 60 ms.
    #expect(heard.gaps <= 6)
    #expect((190...200).contains(heard.pauses))
    #expect(heard.statistics.concealed <= 960)
  }

  @Test func `fills no gap where a key's event or comfort noise says that there is no sound`() {
    for content in [RTPReceiver.Content.event, .comfortNoise] {
      var stream = PlayedStream()
      stream.talk(200)
      for place in 50..<60 {
        stream.sent[place].content = content
        if content == .event { stream.sent[place].header.timestamp = 50 * 160 }
      }
      let heard = stream.played(through: Self.network(), for: .seconds(4))
      #expect(heard.numbers == Array(0..<50) + Array(60..<heard.numbers.count + 10), "\(content)")
      #expect(heard.numbers.count > 185)
      #expect(heard.statistics.concealed <= 160)
      #expect(heard.statistics.late == 0)
    }
  }

  @Test(arguments: [0.9995, 1.0005])
  func `follows a source whose clock is fast or slow, over five minutes`(drift: Double) {
    var stream = PlayedStream(isQuiet: true)
    stream.talk(15_000, drift: drift)
    let heard = stream.played(through: Self.network(jitter: .milliseconds(5)), for: .seconds(299))
    #expect(heard.numbers == heard.numbers.sorted())
    // 0.05 % of 15 000 are 8.
    #expect(heard.numbers.count > 14_930)
    #expect(heard.gaps < 20)
    #expect(stream.delays(heard).dropFirst(100).allSatisfy { $0 <= .milliseconds(70) })
    #expect(heard.statistics.discarded == 0)
  }

  @Test func `begins anew when the source's timestamps or sequence numbers do`() {
    var stream = PlayedStream()
    stream.talk(100)
    stream.talk(100, from: .seconds(2), timestamp: 0xF000_0000)
    stream.talk(100, from: .seconds(4), timestamp: 0)
    // Only a little back, so that all come too late at first.
    stream.talk(100, from: .seconds(6), timestamp: 8_000)
    for place in 200..<400 { stream.sent[place].header.sequenceNumber &+= 30_000 }
    let heard = stream.played(through: Self.network(), for: .seconds(9))
    for part in [0..<100, 100..<200, 200..<300] {
      #expect(heard.numbers.filter { part.contains($0) }.count >= 98, "\(part)")
    }
    #expect(heard.numbers.filter { (300..<400).contains($0) }.count >= 80)
  }

  @Test func `follows another source from its second packet on, or at once after a silence`() {
    var stream = PlayedStream()
    stream.talk(100)
    stream.talk(100, from: .seconds(2), timestamp: 77_000)
    stream.talk(100, from: .seconds(5), timestamp: 5)
    for place in 100..<300 {
      stream.sent[place].header.source = UInt32(place / 100) << 20
      stream.sent[place].header.sequenceNumber &+= 20_000
    }
    let heard = stream.played(through: Self.network(), for: .milliseconds(7_200))
    // The last packets of the first are given up for the second, whose first isn't taken.
    #expect(heard.numbers == Array(0..<heard.numbers.prefix { $0 < 100 }.count) + Array(101..<300))
    #expect(heard.numbers.count > 290)
    #expect(heard.reception.received == 100)
  }

  @Test func `isn't put off by single packets of other sources`() {
    var stream = PlayedStream()
    stream.talk(200)
    let own = stream.sent
    for place in stride(from: 10, to: 200, by: 7) {
      var forged = own[place]
      forged.header.source = .max
      forged.header.sequenceNumber = UInt16(place)
      forged.number = 60_000
      stream.sent.append(forged)
    }
    let heard = stream.played(through: Self.network(), for: .seconds(4))
    #expect(heard.numbers == Array(0..<heard.numbers.count))
    #expect(heard.numbers.count > 190)
  }

  @Test func `goes on after the timestamp's and the sequence number's turn`() {
    var stream = PlayedStream()
    stream.talk(500, timestamp: UInt32.max - 40_000)
    let heard = stream.played(through: Self.network(), for: .seconds(10))
    #expect(heard.numbers == Array(0..<heard.numbers.count))
    #expect(heard.gaps == 0)
  }

  @Test func `keeps no more than it has room for, and plays nothing later than its limit`() {
    var stream = PlayedStream()
    stream.talk(400)
    // All of 8 s at once, and then a network that holds everything up for 2 s.
    for place in stream.sent.indices { stream.sent[place].time = .milliseconds(place / 200) }
    let heard = stream.played(through: Self.network(), for: .seconds(9))
    #expect(heard.numbers == heard.numbers.sorted())
    #expect(heard.numbers.count <= JitterBuffer.capacity)
    #expect(heard.statistics.discarded > 300)
  }

  @Test(arguments: 0..<10)
  func `survives any packets at any time, and always gives whole frames`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = RTPHeader(payloadType: 0, sequenceNumber: 9, timestamp: 9, source: 9)
    var receiver = RTPReceiver(first, decoder: G711Decoder(.aLaw))
    var now = Duration.zero
    var header = first
    for _ in 0..<1_500 {
      now += .milliseconds(Int.random(in: 0...30, using: &random))
      header.sequenceNumber &+= 1
      header.timestamp &+= 160
      if Int.random(in: 0..<20, using: &random) == 0 {
        header.sequenceNumber = .random(in: 0...UInt16.max, using: &random)
      }
      if Int.random(in: 0..<20, using: &random) == 0 {
        header.timestamp = .random(in: 0...UInt32.max, using: &random)
      }
      if Int.random(in: 0..<20, using: &random) == 0 {
        now += .seconds(Int.random(in: 0...100_000, using: &random))
      }
      header.isMarked = .random(using: &random)
      let length = [0, 1, 4, 80, 160, 161, 480, 1_460, 1_461, 3_300].randomElement(using: &random)
      _ = receiver.take(
        header, random.bytes(length ?? 0).span.bytes,
        as: [.sound, .sound, .event, .comfortNoise].randomElement(using: &random) ?? .sound,
        at: now)
      receiver.next(at: now) { sound in #expect(sound?.count ?? 160 == 160) }
    }
  }

  /// In-band keys as a codec carries them, through a bad network: the delay may change only in
  /// pauses, and gaps are filled, so that each is heard once.
  @Test(arguments: 0..<4)
  func `leaves tones whole at 60 ms jitter and 2 % loss`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var recording = Recording()
    let keys = (0..<100).map { _ in DTMFDigit.allCases.randomElement(using: &random) ?? .one }
    for key in keys {
      recording.press(key, for: 120)
      recording.pause(100)
    }
    let codes = G711.aLaw.encode(recording.pcm)
    let sent = (0..<codes.count / 160).map { place in
      (packet: place, time: Duration.milliseconds(20) * place)
    }
    var network = Self.network(loss: 0.02, jitter: .milliseconds(60), seed: seed)
    let arrivals = network.carry(sent)
    let header = { (place: Int) in
      RTPHeader(
        payloadType: 8, sequenceNumber: UInt16(place), timestamp: UInt32(place * 160), source: 1)
    }
    var receiver = RTPReceiver(header(arrivals[0].packet), decoder: G711Decoder(.aLaw))
    var detector = DTMFDetector()
    var heard: [DTMFDigit] = []
    var next = 0
    for frame in 0..<sent.count + 50 {
      let now = Duration.milliseconds(20) * frame
      while next < arrivals.count, arrivals[next].time <= now {
        let place = arrivals[next].packet
        _ = receiver.take(
          header(place), Array(codes[place * 160..<place * 160 + 160]).span.bytes, as: .sound,
          at: arrivals[next].time)
        next += 1
      }
      receiver.next(at: now) { sound in
        let samples = sound.map { $0.map { Int16($0 * 32_767) } }
        heard += detector.detect(in: samples ?? [Int16](repeating: 0, count: 160)).map(\.digit)
      }
    }
    #expect(heard == keys)
  }
}
