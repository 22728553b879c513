import Foundation

/// Damages messages as nobody would by hand; the same in each run of a seed.
struct DamagedBytes: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// What a run begins with; `GOOYA_HOSTILE_SEED` is another one.
  static let seed =
    ProcessInfo.processInfo.environment["GOOYA_HOSTILE_SEED"].flatMap { UInt64($0) } ?? 4475

  /// How many inputs of each kind are tried: a few in a run of all tests, more in
  /// `Benchmarks/hostile`.
  static let count =
    ProcessInfo.processInfo.environment["GOOYA_HOSTILE_INPUTS"].flatMap(Int.init)
    ?? 400

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private static let pieces = [
    "\r\n", "\r\n\r\n", "\n", "\r\n ", ":", ";", ",", "\"", "\\", "<", ">", "@", "%00", "%", " ",
    "=", "/", "?", "-1", "0", "4294967296", "99999999999999999999", "sip:", "SIP/2.0", "z9hG4bK",
    ";tag=", ";branch=", "Require: a\r\n", "Content-Length: 9\r\n", "\u{0}", "\u{FEFF}", "گویا",
    String(repeating: "A", count: 700), String(repeating: "(", count: 300),
    String(repeating: "v: SIP/2.0/UDP 127.0.0.1\r\n", count: 60),
  ].map { Array($0.utf8) }

  /// A message with one to four damages.
  mutating func damaged(_ message: [UInt8], among others: [[UInt8]]) -> [UInt8] {
    var bytes = message
    for _ in 0..<Int.random(in: 1...4, using: &self) {
      let part = range(in: bytes)
      switch Int.random(in: 0..<8, using: &self) {
      case 0: bytes.replaceSubrange(part, with: [])
      case 1: bytes.insert(contentsOf: bytes[part], at: part.lowerBound)
      case 2, 3:
        let piece = Self.pieces.randomElement(using: &self) ?? []
        bytes.insert(contentsOf: piece, at: part.lowerBound)
      case 4: bytes.removeLast(min(bytes.count, Int.random(in: 0...40, using: &self)))
      case 5:
        let other = others.randomElement(using: &self) ?? []
        bytes.replaceSubrange(part.lowerBound..<bytes.count, with: other[range(in: other)])
      default:
        for place in part.prefix(4) { bytes[place] = UInt8.random(in: 0...255, using: &self) }
      }
    }
    return Array(bytes.prefix(8_000))
  }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &self)
    return start..<min(bytes.count, start + Int.random(in: 0...60, using: &self))
  }

  /// Whether a message has an IPv4 address that is none of this machine's: what is answered to it
  /// might leave the machine.
  static func leadsElsewhere(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split { !$0.isNumber && $0 != "." }.contains { word in
      word.split(separator: ".").count == 4 && !word.hasPrefix("127.0.0.1")
    }
  }
}
