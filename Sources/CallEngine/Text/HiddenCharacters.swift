// Characters that control a terminal or are invisible: text from outside must not smuggle them in.

extension Unicode.Scalar {
  /// Whether it controls what displays it, or is invisible: control characters, line ends, marks
  /// that change the writing direction (UAX #9), tags, noncharacters.
  ///
  /// The joiners U+200C and U+200D don't count, because Persian is written with them. LRM, RLM and
  /// ALM do: the layout decides a line's direction, and two names that differ in nothing else must
  /// be distinguishable.
  public var isHidden: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x605: false
    // Number signs, which Unicode classes as format characters, are visible.
    case 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: false
    case 0x200C, 0x200D: false
    default:
      switch properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
      case .unassigned: properties.isNoncharacterCodePoint
      default: false
      }
    }
  }

  /// The escape shown in its place.
  fileprivate var escape: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}

extension StringProtocol {
  /// The text on one line, with escapes such as `\u{1B}` for hidden characters.
  public var visible: String {
    // Nearly all text has none, and much of it is ASCII.
    if utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return String(self) }
    if !unicodeScalars.contains(where: \.isHidden) { return String(self) }
    var shown = ""
    for scalar in unicodeScalars {
      if scalar.isHidden {
        shown += scalar.escape
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The same for each of the text's lines, which end with LF or CR LF.
  public var visibleLines: [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
      var line = String.UnicodeScalarView(scalars)
      if line.last == "\r" { line.removeLast() }
      return String(line).visible
    }
  }

  /// The text with its hidden characters replaced, except for line ends.
  func replacingHidden(_ replacement: (Unicode.Scalar) -> String) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isHidden && scalar != "\n" {
        result += replacement(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
