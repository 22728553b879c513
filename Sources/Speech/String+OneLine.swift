extension String {
  /// The text with every run of blanks as one space, without control characters and without marks
  /// that override the direction of writing: data must not be able to steer a terminal.
  var inOneLine: String {
    if isOneLine { return self }
    var line = String.UnicodeScalarView()
    var owesSpace = false
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator:
        owesSpace = !line.isEmpty
      case .format where Self.overridesDirection(scalar):
        continue
      default:
        if owesSpace { line.append(" ") }
        owesSpace = false
        line.append(scalar)
      }
    }
    return String(line)
  }

  /// Whether nothing has to be changed, as in nearly every text of a catalog: only letters, marks and
  /// punctuation of ASCII and of the Latin and Arabic blocks, and single spaces between words.
  private var isOneLine: Bool {
    var wasSpace = true
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x20:
        if wasSpace { return false }
        wasSpace = true
      case 0x21...0x7E, 0xC0...0x24F, 0x60C, 0x61B, 0x61F...0x6DC, 0x6F0...0x6FF, 0x200C:
        wasSpace = false
      default: return false
      }
    }
    return !wasSpace || isEmpty
  }

  private static func overridesDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
