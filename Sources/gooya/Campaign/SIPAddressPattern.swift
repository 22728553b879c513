import Foundation
import LiveLine

/// Where numbers are called by SIP: `sip:{number}@192.0.2.20`.
struct SIPAddressPattern: Sendable {
  let text: String

  private static let place = "{number}"

  /// - Returns: `nil` if no address comes of it.
  init?(_ text: String) {
    self.text = text
    guard text.components(separatedBy: Self.place).count == 2,
      text.firstRange(of: Self.place)?.upperBound ?? text.endIndex <= text.lastIndex(of: "@")
        ?? text.startIndex,
      (try? WrittenSIPAddress(address(of: "1"))) != nil
    else { return nil }
  }

  func address(of number: String) -> String { text.replacing(Self.place, with: number) }

  /// The gateway, as `HOST:PORT` without the number's place.
  var place: String {
    String(text.suffix(from: text.lastIndex(of: "@") ?? text.startIndex).dropFirst())
  }

  /// With an address in place of the host's name, which may take its time; `nil` if nobody knows the name.
  var resolved: SIPAddressPattern? { SIPTarget.resolved(text).flatMap(SIPAddressPattern.init) }
}
