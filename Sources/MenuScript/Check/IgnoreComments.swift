/// Comments that silence rules in their place: `# gooya:ignore W501, W505 reason`.
///
/// At the end of a line a comment covers that line; alone on a line, the next one.
struct IgnoreComments: Sendable {
  private struct Comment: Sendable {
    let range: TextRange
    let codes: [Located<String>]
    let hasReason: Bool
    /// Whether it has the line to itself.
    let isAlone: Bool
    /// The line that it covers.
    var line: Int
  }

  private let file: String
  private var comments: [Comment] = []
  private static let mark = "gooya:ignore"
  /// A longer line, in bytes, isn't searched for comments.
  private static let longestLine = 4096

  /// Finds the comments of a file; none if it isn't YAML.
  init(_ source: SourceText, limits: ReadingLimits) {
    file = source.file
    let lines = source.lines(containing: Self.mark)
    var unheard = Findings(file: file)
    guard !lines.isEmpty,
      let root = YAMLReader.read(source, limits: limits, findings: &unheard)
    else { return }
    let texts = TextsByLine(root, lines: Set(lines))
    comments = lines.compactMap { number in
      Self.comment(in: source.line(number, upTo: Self.longestLine), number, texts)
    }
    // Comments on consecutive lines all cover the line below.
    for index in comments.indices.reversed() where comments[index].isAlone {
      let below = comments.index(after: index)
      let isStacked =
        below < comments.endIndex && comments[below].isAlone
        && comments[below].range.start.line == comments[index].line
      if isStacked { comments[index].line = comments[below].line }
    }
  }

  private static func comment(in line: String, _ number: Int, _ texts: TextsByLine) -> Comment? {
    let scalars = Array(line.unicodeScalars)
    let mark = Array(Self.mark.unicodeScalars)
    let range = { (start: Int, end: Int) in
      TextRange(
        TextPosition(line: number, column: start + 1), TextPosition(line: number, column: end + 1))
    }
    for start in scalars.indices where scalars[start...].starts(with: mark) {
      let rest = scalars[(start + mark.count)...]
      guard rest.first.map(isBlank) ?? true else { continue }
      // A comment begins at a '#' at the start of the line or after a blank.
      var run = start
      while run > 0, isBlank(scalars[run - 1]) || scalars[run - 1] == "#" { run -= 1 }
      guard let hash = scalars[run..<start].firstIndex(of: "#"), hash > run || run == 0,
        !texts.contain(range(hash, hash).start)
      else { continue }
      let words = rest.split { isBlank($0) || $0 == "," || $0 == ":" }
      // A first word that isn't a code was meant as one.
      let count = max(min(words.count, 1), words.prefix(while: isCode).count)
      let isAlone = scalars[..<hash].allSatisfy(isBlank)
      return Comment(
        range: range(hash, scalars.count),
        codes: words.prefix(count).map {
          Located(String(String.UnicodeScalarView($0)), range($0.startIndex, $0.endIndex))
        },
        hasReason: words.dropFirst(count).contains {
          $0.contains(where: \.properties.isAlphabetic)
        },
        isAlone: isAlone, line: number + (isAlone ? 1 : 0))
    }
    return nil
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// Whether a word is a letter and digits, as codes are.
  private static func isCode(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.count > 1 && word.first?.properties.isAlphabetic == true
      && word.dropFirst().allSatisfy { ("0"..."9").contains($0) }
  }

  /// Removes findings that the comments silence, and reports faulty comments.
  ///
  /// - Parameter isChecked: whether all breaches of a rule in this file are among the findings.
  func silence(_ findings: inout Findings, isChecked: (Rule) -> Bool) {
    if comments.isEmpty { return }
    var found: [Place: Bool] = [:]
    for diagnostic in findings.diagnostics where diagnostic.range.file == file {
      found[Place(line: diagnostic.range.start.line, code: diagnostic.code)] = false
    }
    for comment in comments {
      let rules = rules(of: comment, &findings)
      if comment.codes.isEmpty {
        findings.report(CommentRules.BadIgnore(problem: .noCode), at: comment.range)
      } else if !comment.hasReason, rules.count == comment.codes.count {
        findings.report(CommentRules.BadIgnore(problem: .noReason), at: comment.range)
      }
      for rule in rules where comment.hasReason {
        let place = Place(line: comment.line, code: rule.value.code)
        if found[place] != nil {
          found[place] = true
        } else if isChecked(rule.value) {
          findings.report(
            CommentRules.BadIgnore(problem: .needless(rule.value.code)), at: rule.range)
        }
      }
    }
    findings.remove {
      $0.range.file == file
        && found[Place(line: $0.range.start.line, code: $0.code)] == true
    }
  }

  /// The rules that a comment names and may silence; other codes are reported.
  private func rules(of comment: Comment, _ findings: inout Findings) -> [Located<Rule>] {
    comment.codes.compactMap { code in
      let problem: CommentRules.BadIgnore.Problem
      if let rule = Self.rules[code.value.uppercased()] {
        if rule.isIgnorable { return Located(rule, code.range) }
        problem = rule.isAboutIgnores ? .itself(rule.code) : .error(rule.code)
      } else if findings.isFull(of: .warning) {
        problem = .unknownCode(code.value, suggestion: nil)
      } else {
        let suggestion = findings.suggestion(for: code.value, among: Rule.all.map(\.code))
        problem = .unknownCode(code.value, suggestion: suggestion)
      }
      findings.report(CommentRules.BadIgnore(problem: problem), at: code.range)
      return nil
    }
  }

  private static let rules = Dictionary(
    Rule.all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  private struct Place: Hashable {
    let line: Int
    let code: String
  }
}

/// The texts of a document on certain lines: in them a `#` begins no comment.
private struct TextsByLine {
  private var ranges: [Int: [TextRange]] = [:]
  private let lines: Set<Int>

  init(_ root: LocatedNode, lines: Set<Int>) {
    self.lines = lines
    insert(root)
  }

  func contain(_ place: TextPosition) -> Bool {
    ranges[place.line]?.contains { $0.start <= place && place < $0.end } ?? false
  }

  private mutating func insert(_ node: LocatedNode) {
    switch node.content {
    case .scalar:
      for line in node.range.start.line...node.range.end.line where lines.contains(line) {
        ranges[line, default: []].append(node.range)
      }
    case .sequence(let items):
      for item in items { insert(item) }
    case .mapping(let pairs):
      for pair in pairs {
        insert(pair.key)
        insert(pair.value)
      }
    }
  }
}
