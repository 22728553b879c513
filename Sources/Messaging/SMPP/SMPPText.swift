/// The text of an SMS that comes in.
enum SMPPText {
  /// Reads octets by their `data_coding`; `nil` if they are no text, or in a form that isn't read.
  static func read(_ octets: [UInt8], dataCoding: UInt8) -> String? {
    switch dataCoding {
    case 0: ofDefaultAlphabet(octets)
    case 1: octets.allSatisfy { $0 < 0x80 } ? String(decoding: octets, as: UTF8.self) : nil
    case 3: latin(octets)
    case 8: wide(octets)
    default: nil
    }
  }

  /// The default alphabet is the centre's choice: GSM's, or ASCII and Latin 1. In GSM's '@' is 0, and
  /// other letters of addresses differ too, so octets that are no text elsewhere decide: an address
  /// comes out as it was written, or has no '@'.
  private static func ofDefaultAlphabet(_ octets: [UInt8]) -> String? {
    let isGSM = octets.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D }
    guard isGSM else { return latin(octets) }
    var text = String.UnicodeScalarView()
    var rest = octets[...]
    while let octet = rest.popFirst() {
      var septets = [octet]
      if octet == GSM7.escape, let next = rest.popFirst() { septets.append(next) }
      guard let scalar = GSM7.scalar(of: septets) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  private static func latin(_ octets: [UInt8]) -> String {
    String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
  }

  private static func wide(_ octets: [UInt8]) -> String? {
    guard octets.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: 0, to: octets.count, by: 2).map {
      UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
    }
    return String(validating: units, as: UTF16.self)
  }
}
