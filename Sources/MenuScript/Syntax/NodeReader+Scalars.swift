import CallEngine

extension NodeReader {
  /// A non-empty text. One that YAML takes for a number or a boolean must be quoted.
  mutating func text(_ node: LocatedNode, _ what: String) -> Located<String>? {
    guard let scalar = node.scalar else {
      reportWrongType(node, what, expected: "a text")
      return nil
    }
    let type = scalar.plainType
    if let type, type != .null {
      findings.report(
        ShapeRules.Unquoted(what: what, text: scalar.text, type: type), at: node.range,
        fixIts: [(node.range, "\"\(scalar.text)\"")])
      return nil
    }
    guard type == nil, !scalar.text.isBlank else {
      findings.report(ValueRules.Empty(what: what), at: node.range)
      return nil
    }
    return Located(scalar.text, node.range)
  }

  /// A list of distinct texts.
  mutating func names(
    _ node: LocatedNode, _ what: String, each: String, limit: Int, mayBeEmpty: Bool = false
  ) -> [Located<String>] {
    var names: [Located<String>] = []
    var seen: Set<String> = []
    let items = (mayBeEmpty ? list(node, what) : filledList(node, what)) ?? []
    if items.count > limit {
      findings.report(ValueRules.TooMany(what: what, limit: limit), at: items[limit].range)
    }
    for item in items.prefix(limit) {
      guard let name = text(item, "\(each.withArticle)") else { continue }
      if seen.insert(name.value).inserted {
        names.append(name)
      } else {
        findings.report(ValueRules.ListedTwice(what: each, name: name.value), at: name.range)
      }
    }
    return names
  }

  /// One of a few words.
  mutating func word(
    _ node: LocatedNode, _ what: String, among words: [String],
    advice: (String) -> String? = { _ in nil }
  ) -> Located<String>? {
    guard let word = text(node, what) else { return nil }
    if words.contains(word.value) { return word }
    let suggestion = findings.suggestion(for: word.value, among: words)
    findings.report(
      ValueRules.UnknownWord(
        what: what, word: word.value, choices: words, suggestion: suggestion),
      at: word.range, notes: advice(word.value).map { [findings.note($0)] } ?? [],
      fixIts: suggestion.map { [(word.range, $0)] } ?? [])
    return nil
  }

  /// One of an enumeration's words.
  mutating func word<Word>(_ node: LocatedNode, _ what: String) -> Word?
  where Word: RawRepresentable<String> & CaseIterable {
    word(node, what, among: Word.allCases.map(\.rawValue)).flatMap { Word(rawValue: $0.value) }
  }

  mutating func boolean(_ node: LocatedNode, _ what: String) -> Located<Bool>? {
    if let scalar = node.scalar, scalar.plainType == .boolean {
      return Located(scalar.text.lowercased() == "true", node.range)
    }
    let words = ["yes": "true", "on": "true", "no": "false", "off": "false"]
    let meant = node.scalar.flatMap { words[$0.text.lowercased()] ?? Self.booleans[$0.text] }
    findings.report(
      ShapeRules.WrongType(
        what: what, expected: "'true' or 'false' without quotes",
        found: node.scalar.map { quoted($0.text) } ?? node.description),
      at: node.range.firstPlace, fixIts: meant.map { [(node.range, $0)] } ?? [])
    return nil
  }

  private static let booleans = ["true": "true", "false": "false"]

  /// A whole number within a range.
  mutating func integer(
    _ node: LocatedNode, _ what: String, in limits: ClosedRange<Int>
  ) -> Located<Int>? {
    guard let scalar = node.scalar, !scalar.isNull, scalar.isPlain,
      scalar.text.isWholeNumber
    else {
      let isQuoted = node.scalar.map { !$0.isPlain && $0.text.isWholeNumber } ?? false
      reportWrongType(
        node, what, expected: isQuoted ? "a number without quotes" : "a whole number")
      return nil
    }
    guard let value = Int(scalar.text), limits.contains(value) else {
      findings.report(
        ValueRules.OutOfRange(
          what: what, text: scalar.text, lowest: "\(limits.lowerBound)",
          highest: "\(limits.upperBound)"),
        at: node.range)
      return nil
    }
    return Located(value, node.range)
  }

  /// A duration with its unit, within a range.
  mutating func duration(
    _ node: LocatedNode, _ what: String, upTo highest: DurationText = ScriptLimits.call
  ) -> Located<Duration>? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reportWrongType(node, what, expected: "a duration such as '5s'")
      return nil
    }
    let text = DurationText(scalar.text)
    switch text.reading {
    case .bareNumber:
      findings.report(
        ValueRules.BareDuration(what: what, text: scalar.text), at: node.range,
        fixIts: [
          (node.range, ValueRules.BareDuration(what: what, text: scalar.text).suggestion)
        ])
      return nil
    case .malformed:
      let meant = text.meant
      findings.report(
        ValueRules.BadDuration(what: what, text: scalar.text, suggestion: meant), at: node.range,
        fixIts: meant.map { [(node.range, $0)] } ?? [])
      return nil
    case .duration(let duration?) where duration > .zero && duration <= highest.limit:
      return Located(duration, node.range)
    case .duration:
      findings.report(
        ValueRules.OutOfRange(
          what: what, text: scalar.text, lowest: "1ms", highest: highest.text),
        at: node.range)
      return nil
    }
  }

  /// Keys of a telephone, quoted.
  mutating func keys(
    _ node: LocatedNode, _ what: String, limit: Int = ScriptLimits.choiceKeys
  ) -> Located<KeySequence>? {
    text(node, what).flatMap { keys($0, what, limit: limit) }
  }

  mutating func keys(
    _ text: Located<String>, _ what: String, limit: Int = ScriptLimits.choiceKeys
  ) -> Located<KeySequence>? {
    guard let keys = KeySequence(text.value), keys.count <= limit else {
      let finding = ValueRules.BadKeys(what: what, text: text.value, limit: limit)
      findings.report(
        finding, at: text.range, notes: finding.advice.map { [findings.note($0)] } ?? [],
        fixIts: finding.suggestion.map { [(text.range, "\"\($0)\"")] } ?? [])
      return nil
    }
    return Located(keys, text.range)
  }

  mutating func languageTag(_ text: Located<String>) -> Located<String>? {
    let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
    let isTag =
      (2...3).contains(parts[0].count) && parts[0].allSatisfy(\.isASCIILetter)
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.count) && part.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit }
      }
    if isTag { return text }
    let meant = Self.meantTag(text.value)
    findings.report(
      ValueRules.BadLanguageTag(tag: text.value, suggestion: meant), at: text.range,
      fixIts: meant.map { [(text.range, $0)] } ?? [])
    return nil
  }

  /// The tag of a locale as POSIX writes it, `tr_TR.UTF-8`.
  private static func meantTag(_ text: String) -> String? {
    let parts = text.prefix { $0 != "." && $0 != "@" }.split { $0 == "_" || $0 == "-" }
    guard parts.count == 2, (2...3).contains(parts[0].count), parts[1].count == 2,
      parts.joined().allSatisfy(\.isASCIILetter)
    else { return nil }
    return "\(parts[0].lowercased())-\(parts[1].uppercased())"
  }

  /// Whether a name is allowed; reported if not.
  mutating func isName(
    _ name: Located<String>, of what: String, reserved: Set<String> = []
  ) -> Bool {
    let isReserved = reserved.contains(name.value)
    if Self.isName(name.value) && !isReserved { return true }
    findings.report(
      ShapeRules.BadName(what: what, name: name.value, isReserved: isReserved), at: name.range)
    return false
  }

  static func isName(_ text: String) -> Bool {
    if text.utf8.allSatisfy(\.isPlainNameByte) {
      return text.utf8.first.map { $0 >= UInt8(ascii: "A") && $0 != UInt8(ascii: "_") } ?? false
    }
    return text.first.map(\.isLetter) ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || "_-\u{200C}".contains($0) }
  }
}

extension UInt8 {
  /// An ASCII letter, a digit, `_` or `-`.
  fileprivate var isPlainNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Character {
  var isASCIILetter: Bool { isASCII && isLetter }
  var isASCIIDigit: Bool { isASCII && isNumber }
}

extension String {
  /// Whether there is nothing but blanks.
  fileprivate var isBlank: Bool {
    // Most texts begin with an ASCII letter.
    if let first = utf8.first, 0x21...0x7E ~= first { return false }
    return allSatisfy(\.isWhitespace)
  }

  /// `an entry`, `a language`.
  fileprivate var withArticle: String { ("aeiou".contains(first ?? " ") ? "an " : "a ") + self }

  /// Digits with or without a sign.
  fileprivate var isWholeNumber: Bool {
    let digits = hasPrefix("-") || hasPrefix("+") ? dropFirst() : self[...]
    return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
  }
}
