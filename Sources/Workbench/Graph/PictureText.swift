import CallEngine

extension String {
  /// The text as a picture shows it: in one line, with nothing hidden, and with marks that set a text
  /// from right to left apart, and a name inside such a text.
  ///
  /// - Parameter isRightToLeft: whether it is part of a text that is.
  func forPicture(isRightToLeft: Bool = false) -> String {
    guard isRightToLeft || self.isRightToLeft else { return visible }
    let names = visible.replacing("‹", with: "\u{2066}‹").replacing("›", with: "›\u{2069}")
    return "\u{2067}\(names)\u{2069}"
  }

  /// Whether the first letter outside of names in `‹›` is of a script that is written so.
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

  /// Everything but plain letters, digits, spaces and what is seen beyond ASCII, spelt as numbers.
  ///
  /// - Parameters:
  ///   - plain: what is written as it is, too.
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
