import RandomInputs
import Telephony
import Testing

/// The whole way: our sender, a bad network, our receiver.
@Suite struct `Telephone events through loss and jitter` {
  struct Way: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var update = Duration.milliseconds(20)
    var length = Duration.milliseconds(100)
    var pause = Duration.milliseconds(100)
    var repetition = 0.0
  }

  static let ways = [
    Way(testDescription: "every 20 ms"),
    Way(testDescription: "every 50 ms", update: .milliseconds(50)),
    Way(testDescription: "short keys", length: .milliseconds(40)),
    Way(testDescription: "repeated packets", repetition: 0.2),
    Way(testDescription: "hasty keys", length: .milliseconds(40), pause: .milliseconds(40)),
  ]

  @Test(arguments: ways, 0..<2)
  func `each of 10 000 keys arrives once, at 5 % loss and 60 ms jitter`(way: Way, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Every third key is that before it.
    var keys: [DTMFDigit] = []
    for place in 0..<10_000 {
      let key = DTMFDigit.allCases[Int.random(in: 0..<16, using: &random)]
      keys.append(place % 3 == 2 ? keys[place - 1] : key)
    }
    var sender = TelephoneEventSender(update: way.update, length: way.length, pause: way.pause)
    var sent: [(packet: EventPacket, time: Duration)] = []
    var frame = 0
    let start = UInt32.random(in: 0...UInt32.max, using: &random)
    for key in keys {
      sender.press(key)
      while sender.isBusy {
        if let packet = sender.next(at: start &+ UInt32(160 * frame)),
          let digit = packet.event.digit
        {
          sent.append(
            (
              EventPacket(
                digit: digit, number: frame, timestamp: packet.timestamp,
                duration: packet.event.duration, hasEnded: packet.event.hasEnded,
                isMarked: packet.isMarked), .milliseconds(20) * frame
            ))
        }
        frame += 1
      }
    }
    var network = Network(
      loss: 0.05, repetition: way.repetition, jitter: .milliseconds(60), random: random)
    var receiver = TelephoneEventReceiver()
    let heard = network.carry(sent).flatMap { receiver.receive($0.packet) }
    #expect(heard.count == keys.count)
    // A late end of a key of which nothing else has arrived can come after a hasty next key.
    if way.pause < .milliseconds(60) {
      for key in DTMFDigit.allCases {
        #expect(heard.count { $0 == key } == keys.count { $0 == key }, "\(key)")
      }
      return
    }
    let place = zip(heard, keys).enumerated().first { $1.0 != $1.1 }?.offset ?? 0
    let different = max(0, place - 3)..<min(place + 3, keys.count, heard.count)
    #expect(heard[different] == keys[different], "from key \(different.lowerBound)")
  }
}
