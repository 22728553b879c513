extension SMSSegments {
  /// A segment as it is handed to a centre.
  package struct UserData: Hashable, Sendable {
    /// The concatenation header (3GPP TS 23.040, 9.2.3.24.1); empty if the message is one segment.
    package let header: [UInt8]
    /// The text: GSM septets, one an octet, or UTF-16 with the higher octet first.
    package let text: [UInt8]

    package var octets: [UInt8] { header + text }
  }

  /// More than this no header can count.
  package static let mostSegments = 255

  /// The segments with their headers; `nil` if there are more than a header can count.
  ///
  /// - Parameter reference: the same in all segments of a message, and another in the next message
  ///   to the same recipient.
  package func userData(reference: UInt8) -> [UserData]? {
    guard segments.count <= Self.mostSegments else { return nil }
    let isAlone = segments.count == 1
    return segments.enumerated().map { index, segment in
      let header =
        [0x05, 0x00, 0x03, reference, UInt8(segments.count), UInt8(index + 1)] as [UInt8]
      return UserData(header: isAlone ? [] : header, text: encoding.octets(of: segment.text))
    }
  }
}

extension SMSEncoding {
  /// SMPP's and Kannel's number for it: the centre's default alphabet, or UCS-2.
  package var dataCoding: UInt8 {
    switch self {
    case .gsm7: 0
    case .ucs2: 8
    }
  }

  /// A text in this encoding; what it has no code for is left out.
  package func octets(of text: String) -> [UInt8] {
    switch self {
    case .gsm7: text.unicodeScalars.flatMap { GSM7.septets(of: $0) ?? [] }
    case .ucs2: text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }
}
