import MenuScript

/// A step's place in a scenario's text.
struct StepPlace {
  private let text: [UInt8]
  /// The step without its dash.
  private let range: Range<Int>
  /// Its lines, including the last one's end.
  private let lines: Range<Int>
  private let indentation: Int
  private let lineBreak: String

  /// - Returns: `nil` if the step wasn't read from this text.
  init?(of step: Scenario.Step, in text: String) {
    let source = SourceText(file: step.range.file, text: text)
    guard let start = source.byte(at: step.range.start), var end = source.byte(at: step.range.end),
      start < end
    else { return nil }
    let bytes = Array(text.utf8)
    // A block's end is where the next line begins.
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    let lineStart = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = bytes[end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    self.text = bytes
    range = start..<end
    lines = lineStart..<lineEnd
    indentation = step.range.start.column - 1
    lineBreak = bytes[lines].suffix(2) == [0x0D, 0x0A] ? "\r\n" : "\n"
  }

  /// The step as it is written, on one line.
  var words: String {
    String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// The text before the step on its line, if that is only its dash.
  private var dash: String? {
    let dash = String(decoding: text[lines.lowerBound..<range.lowerBound], as: UTF8.self)
    return dash.trimmedOfBlanks == "-" ? dash : nil
  }

  /// The text after the step on its last line.
  private var tail: String {
    String(decoding: text[range.upperBound..<lines.upperBound], as: UTF8.self)
  }

  private var isFlow: Bool { text[range.lowerBound] == UInt8(ascii: "{") }

  func replaced(by kinds: [Scenario.Step.Kind]) -> String? {
    guard let first = kinds.first else { return nil }
    if isFlow {
      guard kinds.count == 1 || dash != nil else { return nil }
    } else if dash == nil {
      return nil
    }
    var steps = String(decoding: text[..<range.lowerBound], as: UTF8.self)
    steps += written(first)
    steps += tail
    if kinds.count > 1, let dash {
      if !steps.hasSuffix(lineBreak) { steps += lineBreak }
      for kind in kinds.dropFirst() { steps += dash + written(kind) + lineBreak }
    }
    return steps + String(decoding: text[lines.upperBound...], as: UTF8.self)
  }

  /// The text without the step. A comment beside it is kept, on a line of its own.
  var removed: String? {
    guard let dash else { return nil }
    let before = String(decoding: text[..<lines.lowerBound], as: UTF8.self)
    let after = String(decoding: text[lines.upperBound...], as: UTF8.self)
    let comment = tail.trimmedOfBlanks
    guard comment.isEmpty || comment.hasPrefix("#") else { return nil }
    let margin = dash.prefix { $0 != "-" }
    return before + (comment.isEmpty ? "" : margin + comment + lineBreak) + after
  }

  private func written(_ kind: Scenario.Step.Kind) -> String {
    let step = ScenarioText.step(kind, indentation: isFlow ? nil : indentation)
    let text = step.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineBreak)
    return isFlow ? "{ \(text) }" : text
  }
}

extension String {
  fileprivate var trimmedOfBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
