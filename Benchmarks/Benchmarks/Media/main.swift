import Glibc
import Telephony

// The media of one call, frame by frame, as a real call has it. What is returned is nothing but a
// sign that all of it is needed.

func header(_ frame: Int) -> RTPHeader {
  RTPHeader(
    payloadType: 8, sequenceNumber: UInt16(truncatingIfNeeded: frame),
    timestamp: UInt32(truncatingIfNeeded: frame * 160), source: 7)
}

/// A packet is read, buffered, decoded and brought to 16 kHz.
func take(_ count: Int, losing isLost: (Int) -> Bool) -> Float {
  let codes = (0..<16_000).map { G711.aLaw.encode(Int16($0 * 7919 % 20_000 - 10_000)) }
  var receiver = RTPReceiver(header(0), decoder: G711Decoder(.aLaw))
  var doubling = HalfBand(block: 160)
  var high = [Float](repeating: 0, count: 320)
  var packet: [UInt8] = []
  var sum: Float = 0
  for frame in 0..<count {
    packet.removeAll(keepingCapacity: true)
    header(frame).append(to: &packet)
    let start = frame * 160 % codes.count
    packet.append(contentsOf: codes[start..<start + 160])
    let now = Duration.milliseconds(20) * frame
    let bytes = packet.span.bytes
    if !isLost(frame), let (header, payload) = RTPHeader.read(bytes) {
      _ = receiver.take(header, bytes.extracting(payload), as: .sound, at: now)
    }
    receiver.next(at: now) { sound in
      guard let sound else { return }
      high.withUnsafeMutableBufferPointer { doubling.double(sound, into: $0) }
    }
    sum += high[0]
  }
  return sum
}

/// The line's sound is brought to 8 kHz, coded and written into a packet.
func send(_ count: Int) -> Float {
  let high = (0..<320).map { Float($0 % 40) / 100 }
  var low = [Float](repeating: 0, count: 160)
  var halving = HalfBand(block: 160)
  var packet: [UInt8] = []
  for frame in 0..<count {
    packet.removeAll(keepingCapacity: true)
    header(frame).append(to: &packet)
    high.withUnsafeBufferPointer { high in
      low.withUnsafeMutableBufferPointer { halving.halve(high, into: $0) }
    }
    low.withUnsafeBufferPointer { G711.aLaw.encode($0, appendingTo: &packet) }
  }
  return Float(packet.count)
}

/// Keys are sought in the caller's sound, and the line's is kept beside it for the echo: both at 8 kHz.
func listen(_ count: Int) -> Float {
  // A second of something like a voice: sums of a gliding pitch, louder and softer.
  let voice = (0..<16_000).map { place in
    let time = Float(place) / 16_000
    let pitch = 120 + 40 * sinf(8 * time)
    let sum = (1...20).reduce(Float(0)) { $0 + sinf(6.28 * pitch * Float($1) * time) / Float($1) }
    return 0.15 * sum * (0.5 + 0.5 * sinf(25 * time))
  }
  var (caller, line) = (HalfBand(block: 160), HalfBand(block: 160))
  var low = [Int16](repeating: 0, count: 160)
  var detector = DTMFDetector()
  var found = 0
  voice.withUnsafeBufferPointer { voice in
    for frame in 0..<count {
      let start = frame * 320 % voice.count
      let sound = UnsafeBufferPointer(rebasing: voice[start..<start + 320])
      low.withUnsafeMutableBufferPointer { low in
        line.halve(sound, into: low)
        caller.halve(sound, into: low)
        found += detector.detect(in: UnsafeBufferPointer(low)).count
      }
    }
  }
  return Float(found)
}

guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]) else {
  fputs("usage: MediaFrames in|loss|listen|out COUNT\n", stderr)
  exit(64)
}
let result =
  switch CommandLine.arguments[1] {
  case "in": take(count) { _ in false }
  case "loss": take(count) { $0 % 20 == 19 }
  case "listen": listen(count)
  default: send(count)
  }
exit(result.isNaN ? 1 : 0)
