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
    _ text: String, _ style: DocumentNode.Style, source: String, quoting: Quoting
  ) -> String {
    let isOneLine = !source.unicodeScalars.contains(where: DocumentComments.isBreak)
    let plain = LocatedNode.Scalar(text: text, isPlain: true)
    if plain.plainType != nil {
      // A number and a text of digits are different values.
      return style == .plain ? source : quoted(text, style, source, isOneLine)
    }
    if quoting == .always { return quoted(text, style, source, isOneLine) }
    if isAmbiguous(text) {
      // Other YAML readers may interpret it differently, so the author's quotes are kept.
      return style == .plain && isOneLine ? source : quoted(text, style, source, isOneLine)
    }
    let needsNoQuotes =
      switch quoting {
      case .always: false
      case .unlessWord: isWord(text)
      case .unlessPhrase: isPhrase(text, besides: "")
      case .unlessTitle: isPhrase(text, besides: ",\"")
      }
    return needsNoQuotes ? text : quoted(text, style, source, isOneLine)
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
      isLetter($0) || isDigit($0) || "_-.@".unicodeScalars.contains($0)
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
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
    if words.contains(text.lowercased()) { return true }
    return isDigit(first) && !isDuration(text)
      && text.unicodeScalars.allSatisfy { isDigit($0) || isLetter($0) || $0 == "." || $0 == "_" }
  }

  /// Digits and a unit.
  private static func isDuration(_ text: String) -> Bool {
    let digits = text.unicodeScalars.prefix(while: isDigit)
    let unit = String(text.unicodeScalars.dropFirst(digits.count))
    return !digits.isEmpty && ["ms", "s", "m", "h"].contains(unit)
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
