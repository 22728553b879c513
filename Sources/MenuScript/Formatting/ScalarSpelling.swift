import CallEngine

/// How a text is written on one line.
enum ScalarSpelling {
  enum Quoting {
    /// Prompts' texts.
    case always
    /// Names plain, everything else in quotes.
    case unlessWord
    /// A gateway's behaviour: plain words too.
    case unlessPhrase
    /// Never in brackets, so commas need no quotes either.
    case unlessTitle
  }

  /// - Parameter source: the text as it was written, with its quotes.
  static func text(
    _ text: String, _ style: DocumentNode.Style, source: @autoclosure () -> String,
    quoting: Quoting
  ) -> String {
    let isText = LocatedNode.Scalar(text: text, isPlain: true).plainType == nil
    // Other YAML readers may interpret it differently, so the author's quotes are kept.
    let isAmbiguous = isText && quoting != .always && isAmbiguous(text)
    if isText, !isAmbiguous, needsNoQuotes(text, quoting) { return text }
    let source = source()
    let isOneLine = !source.unicodeScalars.contains(where: DocumentComments.isBreak)
    // A number and a text of digits are different values.
    let staysPlain = style == .plain && (!isText || isAmbiguous && isOneLine)
    return staysPlain ? source : quoted(text, style, source, isOneLine)
  }

  private static func needsNoQuotes(_ text: String, _ quoting: Quoting) -> Bool {
    switch quoting {
    case .always: false
    case .unlessWord: isWord(text)
    case .unlessPhrase: isPhrase(text, besides: "")
    case .unlessTitle: isPhrase(text, besides: ",\"")
    }
  }

  private static func quoted(
    _ text: String, _ style: DocumentNode.Style, _ source: String, _ isOneLine: Bool
  ) -> String {
    // Unescaped, they would be invisible.
    let isOneLine = isOneLine && source.visible == source
    return switch style {
    // What the author escaped stays escaped.
    case .doubleQuoted where isOneLine: source
    // Fewer backslashes are easier to read.
    case .singleQuoted where isOneLine && text.contains { $0 == "\"" || $0 == "\\" }: source
    default: "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }
  }

  /// A name or similar, of letters, digits and `_ - . @`, or a duration.
  private static func isWord(_ text: String) -> Bool {
    if isDuration(text) { return true }
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      isLetter(first) || first == "_", isLetter(last) || isDigit(last) || last == "_"
    else { return false }
    return text.unicodeScalars.allSatisfy {
      switch $0 {
      case "_", "-", ".", "@": true
      default: isLetter($0) || isDigit($0)
      }
    }
  }

  /// Words and signs without meaning in YAML.
  private static func isPhrase(_ text: String, besides more: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      first.properties.isAlphabetic || isDigit(first), last != " ", last != ":"
    else { return false }
    let isCalm = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || (" _-.@'()/!?;:،؛؟«»\u{200C}" + more).unicodeScalars.contains($0)
    }
    return isCalm && !text.contains(": ")
  }

  /// Text that begins with a digit, and YAML 1.1's boolean words.
  private static func isAmbiguous(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return true }
    if text.utf8.count <= 5, booleanWords.contains(text.lowercased()) { return true }
    return isDigit(first) && !isDuration(text)
      && text.unicodeScalars.allSatisfy { isDigit($0) || isLetter($0) || $0 == "." || $0 == "_" }
  }

  private static let booleanWords: Set = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null",
  ]

  /// Digits and a unit.
  private static func isDuration(_ text: String) -> Bool {
    guard text.unicodeScalars.first.map(isDigit) ?? false else { return false }
    let digits = text.unicodeScalars.prefix(while: isDigit)
    let unit = String(text.unicodeScalars.dropFirst(digits.count))
    return ["ms", "s", "m", "h"].contains(unit)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    case "\u{85}": "\\N"
    case "\u{A0}": "\\_"
    case "\u{2028}": "\\L"
    case "\u{2029}": "\\P"
    default:
      scalar.isHidden
        ? "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16, uppercase: true)
        : String(scalar)
    }
  }
}
