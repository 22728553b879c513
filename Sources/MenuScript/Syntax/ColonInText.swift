/// A text without quotes in which a colon stands, so that YAML takes its beginning for a key:
/// `en-US: Welcome: press 1`.
struct ColonInText {
  /// From the beginning of the text to its end, as far as that is clear.
  let range: TextRange
  /// The text in quotes; `nil` if it isn't clear where it ends.
  let replacement: String?
  /// Whether what stands before the colon may be a key that lacks a comma instead.
  let colon: ReadingRules.Syntax.Colon

  /// - Parameters:
  ///   - place: where reading failed.
  ///   - problem: why, in libyaml's words.
  /// - Returns: `nil` if no such text is there.
  init?(in source: SourceText, at place: TextPosition, _ problem: String) {
    // Inside brackets or braces, one of them ends the text.
    let isInBrackets = problem.hasPrefix("did not find expected ',' or")
    guard isInBrackets || problem == "mapping values are not allowed in this context" else {
      return nil
    }
    let line = Array(source.line(place.line, upTo: 10_000).unicodeScalars)
    let colon = place.column - 1
    guard Self.isColon(colon, of: line),
      let key = (0..<colon).last(where: { Self.isColon($0, of: line) }),
      let start = (key + 1..<colon).first(where: { line[$0] != " " }),
      !"\"'[{&*!|>%@`#,]}".unicodeScalars.contains(line[start])
    else { return nil }
    let closing: [Unicode.Scalar] = isInBrackets ? ["]", "}"] : []
    let rest = line[start...]
    let end = rest.firstIndex(where: closing.contains) ?? line.endIndex
    let text = String(String.UnicodeScalarView(rest[..<end])).trimmed
    range = TextRange(
      TextPosition(line: place.line, column: start + 1),
      TextPosition(line: place.line, column: start + 1 + text.unicodeScalars.count))
    // A comma may end it, a '#' may begin a comment, and a text may go on in the next line.
    let name = line[..<key].reversed().prefix { !" [{,\"'".unicodeScalars.contains($0) }
    let isLanguage =
      name.contains("-") && name.allSatisfy { $0 == "-" || $0.properties.isAlphabetic }
    let mayLackComma = isInBrackets && !isLanguage
    self.colon = mayLackComma ? .inTextOrKey : .inText
    let isClear =
      !mayLackComma && !text.contains(" #") && !text.contains("\t")
      && (isInBrackets
        ? end < line.endIndex && !text.contains { "[{,".contains($0) }
        : !Self.goesOn(after: place.line, from: key, of: line, in: source))
    replacement = isClear ? text.inDoubleQuotes : nil
  }

  /// Whether a colon with a blank or nothing behind it is there.
  private static func isColon(_ place: Int, of line: [Unicode.Scalar]) -> Bool {
    guard line.indices.contains(place), line[place] == ":" else { return false }
    return place + 1 == line.count || line[place + 1] == " "
  }

  /// Whether the next line is indented further than the key, and so belongs to its value.
  private static func goesOn(
    after number: Int, from key: Int, of line: [Unicode.Scalar], in source: SourceText
  ) -> Bool {
    let next = source.line(number + 1, upTo: 10_000).unicodeScalars
    let blanks = next.prefix { $0 == " " }.count
    let keyStart = line.firstIndex { $0 != " " && $0 != "-" } ?? key
    return blanks < next.count && blanks > keyStart
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// The text as a YAML scalar in double quotes.
  var inDoubleQuotes: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
