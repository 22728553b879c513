import RandomInputs
import Telephony

/// A network that loses, delays, repeats and thereby reorders packets, the same in each run.
struct Network {
  /// From 0 to 1.
  var loss = 0.0
  var repetition = 0.0
  /// Each packet is late by up to so much, by chance.
  var jitter = Duration.zero
  var random: SeededGenerator

  struct Arrival<Packet> {
    let packet: Packet
    let time: Duration
  }

  /// What arrives, in its order.
  mutating func carry<Packet>(_ sent: [(packet: Packet, time: Duration)]) -> [Arrival<Packet>] {
    var arrivals: [Arrival<Packet>] = []
    for (packet, time) in sent where Double.random(in: 0..<1, using: &random) >= loss {
      let copies = Double.random(in: 0..<1, using: &random) < repetition ? 2 : 1
      for _ in 0..<copies {
        let late = jitter * Double.random(in: 0...1, using: &random)
        arrivals.append(Arrival(packet: packet, time: time + late))
      }
    }
    return arrivals.sorted { $0.time < $1.time }
  }
}
