/// How an SMS is encoded for transmission (3GPP TS 23.038; Documentation/domain.md §5).
package enum SMSEncoding: String, CaseIterable, Hashable, Sendable {
  /// The GSM 7-bit default alphabet and its extension; a unit is a septet.
  case gsm7 = "GSM7"
  /// A unit is 16 bits of UTF-16.
  case ucs2 = "UCS2"

  /// The encoding that a text needs: one character outside the GSM alphabet forces UCS-2.
  package init(for text: String) {
    self = text.unicodeScalars.allSatisfy { GSM7.septets(of: $0) != nil } ? .gsm7 : .ucs2
  }

  /// What it is usually called.
  package var name: String {
    switch self {
    case .gsm7: "GSM-7"
    case .ucs2: "UCS-2"
    }
  }

  /// The units of a message that is sent alone.
  package var unitsAlone: Int {
    switch self {
    case .gsm7: 160
    case .ucs2: 70
    }
  }

  /// The units of each part of a longer message; the rest is the concatenation header.
  package var unitsPerPart: Int {
    switch self {
    case .gsm7: 153
    case .ucs2: 67
    }
  }

  /// The units that a text takes.
  func units(of text: some StringProtocol) -> Int {
    switch self {
    case .gsm7: text.unicodeScalars.reduce(0) { $0 + (GSM7.septets(of: $1)?.count ?? 0) }
    case .ucs2: text.utf16.count
    }
  }
}

/// A text split into the segments of an SMS.
package struct SMSSegments: Hashable, Sendable {
  package struct Segment: Hashable, Sendable {
    package let text: String
    package let units: Int
  }

  package let encoding: SMSEncoding
  package let segments: [Segment]

  /// The units of all segments together.
  package var units: Int { segments.reduce(0) { $0 + $1.units } }

  package init(_ text: String) {
    encoding = SMSEncoding(for: text)
    let total = encoding.units(of: text)
    guard total > encoding.unitsAlone else {
      segments = [Segment(text: text, units: total)]
      return
    }
    segments = Self.split(text, encoding)
  }

  /// Splits between graphemes, so that no letter is cut in half; a grapheme too long for a segment
  /// of its own is split between its code points.
  private static func split(_ text: String, _ encoding: SMSEncoding) -> [Segment] {
    var segments: [Segment] = []
    var current = ""
    var units = 0
    func add(_ piece: some StringProtocol, _ pieceUnits: Int) {
      if units + pieceUnits > encoding.unitsPerPart {
        segments.append(Segment(text: current, units: units))
        current = ""
        units = 0
      }
      current += piece
      units += pieceUnits
    }
    for character in text {
      let piece = String(character)
      let pieceUnits = encoding.units(of: piece)
      if pieceUnits <= encoding.unitsPerPart {
        add(piece, pieceUnits)
      } else {
        for scalar in piece.unicodeScalars {
          let part = String(Character(scalar))
          add(part, encoding.units(of: part))
        }
      }
    }
    segments.append(Segment(text: current, units: units))
    return segments
  }
}

/// The GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1).
enum GSM7 {
  /// The escape to the extension table.
  static let escape: UInt8 = 0x1B

  /// The septets of a code point, two if it is in the extension table; `nil` if it is in neither.
  static func septets(of scalar: Unicode.Scalar) -> [UInt8]? {
    table[scalar]
  }

  /// The code point of a septet, or of two that begin with the escape; `nil` if it has none.
  static func scalar(of septets: [UInt8]) -> Unicode.Scalar? { scalars[septets] }

  private static let scalars = Dictionary(
    uniqueKeysWithValues: table.map { ($0.value, $0.key) })

  private static let table: [Unicode.Scalar: [UInt8]] = {
    let alphabet =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
    let extensions: [(UInt8, Unicode.Scalar)] = [
      (0x0A, "\u{0C}"), (0x14, "^"), (0x28, "{"), (0x29, "}"), (0x2F, "\\"), (0x3C, "["),
      (0x3D, "~"), (0x3E, "]"), (0x40, "|"), (0x65, "€"),
    ]
    var table: [Unicode.Scalar: [UInt8]] = [:]
    for (code, scalar) in alphabet.unicodeScalars.enumerated() where code != Int(escape) {
      table[scalar] = [UInt8(code)]
    }
    for (code, scalar) in extensions {
      table[scalar] = [escape, code]
    }
    return table
  }()
}
