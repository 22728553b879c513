import Foundation
import RandomInputs

extension Damages {
  private static let marksOfSIP = [
    "\r\n", "\r\n\r\n", "\n", "\r\n ", ":", ";", ",", "\"", "\\", "<", ">", "@", "%00", "%", " ",
    "=", "/", "?", "-1", "0", "4294967296", "99999999999999999999", "sip:", "SIP/2.0", "z9hG4bK",
    ";tag=", ";branch=", "Require: a\r\n", "Content-Length: 9\r\n", "\u{0}", "\u{FEFF}", "گویا",
    String(repeating: "A", count: 700), String(repeating: "(", count: 300),
    String(repeating: "v: SIP/2.0/UDP 127.0.0.1\r\n", count: 60),
  ]

  /// Damages for messages of SIP.
  init(toSIP seed: UInt64) {
    self.init(seed: seed, pieces: Self.marksOfSIP)
  }

  /// A message with one to four damages.
  mutating func damaged(_ message: [UInt8], among others: [[UInt8]]) -> [UInt8] {
    Array(damaged(message, times: 1...4, reach: 60, among: others).prefix(8_000))
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
