extension String {
  /// The text with every run of blanks as one space, without control characters and without marks
  /// that override the direction of writing: data must not be able to steer a terminal.
  var inOneLine: String {
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

  private static func overridesDirection(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
