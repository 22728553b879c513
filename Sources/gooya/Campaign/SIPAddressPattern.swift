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
      SIPRinging.isAddress(address(of: "1"))
    else { return nil }
  }

  func address(of number: String) -> String { text.replacing(Self.place, with: number) }

  /// With an address in place of the host's name, which may take its time; `nil` if nobody knows the name.
  var resolved: SIPAddressPattern? { SIPTarget.resolved(text).flatMap(SIPAddressPattern.init) }
}
