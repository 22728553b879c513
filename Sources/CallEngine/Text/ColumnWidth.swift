// How many columns a text takes on a terminal, by the rules of wcwidth(3): East Asian Width (UAX
// #11) decides what is wide; marks and format characters take no room.

extension StringProtocol {
  /// The columns that the text takes on a terminal.
  package var columns: Int { reduce(0) { $0 + $1.columns } }

  /// As much of the text's beginning as fits into a number of columns.
  package func clipped(to width: Int) -> String {
    var room = width
    return String(
      prefix { character in
        room -= character.columns
        return room >= 0
      })
  }

  /// As much of the text's end as fits into a number of columns, after `…` if it was shortened.
  package func clippedAtStart(to width: Int) -> String {
    if columns <= width { return String(self) }
    var room = width - 1
    var kept: [Character] = []
    for character in reversed() {
      room -= character.columns
      if room < 0 { break }
      kept.append(character)
    }
    return width < 1 ? "" : "…" + String(kept.reversed())
  }
}

extension Character {
  /// The columns that the character takes: 0, 1 or 2, or more if its parts are shown side by side.
  package var columns: Int {
    if let value = asciiValue { return value < 0x20 || value == 0x7F ? 0 : 1 }
    var columns = 0
    var isJoined = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x200D: isJoined = true
      case 0xFE0F: columns = Swift.max(columns, columns > 0 ? 2 : 0)
      case 0x1F3FB...0x1F3FF where columns > 0: break
      default:
        if !(isJoined && scalar.properties.isEmoji) { columns += scalar.columns }
        isJoined = false
      }
    }
    return columns
  }
}

extension Unicode.Scalar {
  package var columns: Int {
    switch value {
    case 0x20...0x7E: return 1
    case 0xAD, 0x0600...0x0605, 0x06DD, 0x070F, 0x08E2: return 1
    case 0x1160...0x11FF: return 0
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .surrogate, .lineSeparator,
      .paragraphSeparator:
      return 0
    default:
      return isWide ? 2 : 1
    }
  }

  private var isWide: Bool {
    switch value {
    case 0..<0x1100: false
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
      0x20000...0x3FFFD:
      true
    default: properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value)
    }
  }
}
