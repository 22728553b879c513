/// A subscriber's name, cut and sized so that it stays in its place on a bill.
struct PrintedName {
  let text: String
  /// In units of the bill.
  let size: Int

  private static let largest = 32.0
  private static let smallest = 17.0
  /// The room that it has.
  private static let width = 470.0

  init(_ name: String) {
    var text = XMLText.plain(name)
    var ems = Self.ems(of: text)
    if ems * Self.smallest > Self.width {
      while (ems + 1) * Self.smallest > Self.width, !text.isEmpty {
        text.removeLast()
        ems = Self.ems(of: text)
      }
      text += "…"
      ems += 1
    }
    self.text = text
    size = Int(min(Self.largest, max(Self.smallest, Self.width / max(ems, 1))))
  }

  /// How wide a text is at most, in sizes of its letters.
  private static func ems(of text: String) -> Double {
    text.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFFE6, 0x1F000...0x3FFFF, 0xFDFA...0xFDFD:
      return 1.1
    default: return character.isUppercase ? 0.85 : 0.66
    }
  }
}
