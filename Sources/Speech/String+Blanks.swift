extension String {
  /// The text with every run of whitespace, including line ends, as one space, and none at its
  /// ends.
  var singleSpaced: String {
    if isSingleSpaced { return self }
    var line = String.UnicodeScalarView()
    var owesSpace = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        owesSpace = !line.isEmpty
        continue
      }
      if owesSpace { line.append(" ") }
      owesSpace = false
      line.append(scalar)
    }
    return String(line)
  }

  /// Whether nothing has to be changed, as in nearly every catalog text: only ASCII, Latin and
  /// Arabic letters, marks and punctuation, with single spaces between words.
  private var isSingleSpaced: Bool {
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
}
