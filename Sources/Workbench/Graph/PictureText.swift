import CallEngine

extension String {
  /// The text as a picture shows it: on one line, with nothing hidden. Direction marks isolate a
  /// right-to-left text, and names inside it.
  ///
  /// - Parameter isRightToLeft: whether the text is part of a right-to-left one.
  func forPicture(isRightToLeft: Bool = false) -> String {
    guard isRightToLeft || self.isRightToLeft else { return visible }
    let names = visible.replacing("‹", with: "\u{2066}‹").replacing("›", with: "›\u{2069}")
    return "\u{2067}\(names)\u{2069}"
  }

  /// Whether the first letter outside of names in `‹›` belongs to a right-to-left script.
  var isRightToLeft: Bool {
    var isInName = false
    for scalar in unicodeScalars {
      if scalar == "‹" || scalar == "›" { isInName = scalar == "‹" }
      if isInName { continue }
      if scalar.isRightToLeft { return true }
      if scalar.properties.isAlphabetic { return false }
    }
    return false
  }

  /// The text with all characters escaped as numbers, except for plain letters, digits, spaces and
  /// visible characters beyond ASCII.
  ///
  /// - Parameters:
  ///   - plain: other characters that stay unescaped.
  ///   - spelling: how a character's number is written.
  func spelt(except plain: String = "", _ spelling: (UInt32) -> String) -> String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", "_", ".", ",", ":":
        text.unicodeScalars.append(scalar)
      case _ where !scalar.isASCII && !scalar.isHidden || plain.unicodeScalars.contains(scalar):
        text.unicodeScalars.append(scalar)
      default: text += spelling(scalar.value)
      }
    }
    return text
  }
}
