import CallEngine

/// A case's key as written: values, spans of numbers, `set` and `unset`, with commas between them. A
/// text in single quotes means only itself.
enum CaseKey {
  struct Malformed: Error, Hashable {
    let fault: String
    var suggestion: String?
  }

  static func tests(of key: String) throws(Malformed) -> [ValueTest] {
    var tests: [ValueTest] = []
    for part in try parts(of: key) { tests.append(try test(part)) }
    return tests
  }

  /// The parts between commas that stand outside of single quotes.
  private static func parts(of key: String) throws(Malformed) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in key {
      if character == "'" { isQuoted.toggle() }
      if character == "," && !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    if isQuoted { throw Malformed(fault: "a single quote isn't closed") }
    return parts.map { $0.trimmingBlanks }
  }

  private static func test(_ part: String) throws(Malformed) -> ValueTest {
    if part.isEmpty { throw Malformed(fault: "nothing stands beside the comma") }
    if part.hasPrefix("'"), part.hasSuffix("'"), part.count > 1 {
      return .text(String(part.dropFirst().dropLast()))
    }
    switch part {
    case "set": return .set
    case "unset": return .unset
    case "else", "default", "other", "otherwise", "_", "*":
      throw Malformed(fault: "what happens otherwise goes under 'else', beside 'cases'")
    default: break
    }
    if let number = WrittenNumber(part) { return .numbers(number...number) }
    if let first = part.first, "<>=".contains(first) {
      throw Malformed(fault: "numbers are compared as a span with both its ends: '1-3'")
    }
    for mark in ["-", "–", "—", "...", ".."] {
      guard let span = span(part, mark) else { continue }
      if mark != "-" {
        throw Malformed(
          fault: "a span has '-' between its ends",
          suggestion: "\(span.lowest)-\(span.highest)")
      }
      guard span.lowest <= span.highest else {
        throw Malformed(
          fault: "the span ends before it begins",
          suggestion: "\(span.highest)-\(span.lowest)")
      }
      return .numbers(span.lowest...span.highest)
    }
    if part.last == "-", WrittenNumber(part.dropLast()) != nil {
      throw Malformed(fault: "a span has both its ends")
    }
    return .text(part)
  }

  private static func span(
    _ text: String, _ mark: String
  ) -> (lowest: WrittenNumber, highest: WrittenNumber)? {
    // A '-' at the beginning is a sign.
    let places = text.dropFirst().ranges(of: mark)
    for place in places {
      let low = String(text[..<place.lowerBound]).trimmingBlanks
      let high = String(text[place.upperBound...]).trimmingBlanks
      if let low = WrittenNumber(low), let high = WrittenNumber(high) { return (low, high) }
    }
    return nil
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
