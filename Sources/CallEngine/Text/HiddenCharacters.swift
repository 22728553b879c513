// Characters that a terminal obeys, or that nobody sees: they must not come from outside unseen.

extension Unicode.Scalar {
  /// Whether it steers whatever shows it, or shows nothing: controls, ends of lines, marks that turn
  /// the direction of writing (Unicode's report 9), tags, noncharacters.
  ///
  /// The joiners U+200C and U+200D stay what they are, because Persian is written with them. LRM, RLM
  /// and ALM don't: which way a line runs is for its layout to say, and two names that differ by
  /// nothing else are to be told apart.
  public var isHidden: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x605: false
    // Signs around numbers: counted among the formats, but seen.
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

  /// What is shown in its place.
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
  /// The text on one line, with escapes such as `\u{1B}` for characters that steer or hide.
  public var visible: String {
    // Nearly all text has none.
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

  /// Each of the text's lines so; they end with LF or CR LF.
  public var visibleLines: [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
      var line = String.UnicodeScalarView(scalars)
      if line.last == "\r" { line.removeLast() }
      return String(line).visible
    }
  }

  /// The text, ends of lines apart, with other characters in the place of hidden ones.
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
