/// Texts of others within XML and HTML.
enum XMLText {
  /// A text as it stands between tags or in an attribute, in one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in plain(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text in one line, without what XML 1.0 can't have and without marks that change the direction
  /// of what is around them.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: result.append(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: continue
      case _ where scalar.properties.isBidiControl: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
