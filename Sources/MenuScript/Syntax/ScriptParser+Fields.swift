import CallEngine

extension ScriptParser {
  mutating func fields(_ node: LocatedNode, into script: inout ScriptSyntax) {
    guard let map = reader.map(node, "'fields'") else {
      script.hasAllFields = false
      return
    }
    script.hasAllFields = script.hasAllFields && map.isWhole
    let limit = ScriptLimits.fields
    if map.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'fields'", limit: limit), at: map.entries[limit].key.range)
      script.hasAllFields = false
    }
    script.fields = map.entries.prefix(limit).map { entry in
      _ = reader.isName(entry.key, of: "field")
      return field(entry)
    }
  }

  static let fieldKeys = [
    "prompt", "digits", "min_digits", "max_digits", "date", "time", "amount", "letters", "calendar",
    "from", "to", "currency", "min", "max", "one_of", "pattern", "check", "star", "validate",
    "cancel",
    "noinput", "nomatch", "confirm", "sensitive", "timeout", "interdigit_timeout", "max_noinput",
    "max_nomatch", "terminator", "barge_in",
  ]

  mutating func field(_ entry: NodeReader.Map.Entry) -> FieldSyntax {
    var field = FieldSyntax(name: entry.key)
    let place = "field \(quoted(entry.key.value))"
    guard let map = reader.map(entry.value, place, keys: Self.fieldKeys) else { return field }
    field.prompt = reader.required("prompt", in: map).flatMap { prompts($0, "'prompt'") } ?? []
    let faults = reader.findings.errorCount
    kind(map, of: &field)
    field.star = star(map)
    field.oneOf = map["one_of"].map { choices($0, of: field) } ?? []
    field.pattern = map["pattern"].flatMap { pattern($0, of: field) }
    field.checks = map["check"].map { checks($0) } ?? []
    if let node = map["validate"] { validation(node, of: &field) }
    field.isWhole = map.isWhole && map.isKnown && reader.findings.errorCount == faults
    field.cancel = map["cancel"].flatMap { key($0, "'cancel'") }
    field.hasCancel = map.has("cancel")
    field.confirm = map["confirm"].flatMap { prompts($0, "'confirm'") }
    field.isSensitive =
      map["sensitive"].flatMap { reader.boolean($0, "'sensitive'") }?.value ?? false
    field.settings = settings(map)
    return field
  }

  /// What is keyed in: a date, a time, an amount, letters, or digits, which need no key of their
  /// own where others tell how many there are.
  private mutating func kind(_ map: NodeReader.Map, of field: inout FieldSyntax) {
    let written = map.entries.map(\.key).filter { key in
      FieldSyntax.kinds.contains { $0.key == key.value }
    }
    if written.count > 1 {
      reader.findings.report(
        FieldRules.SeveralKinds(kinds: written.map(\.value)), at: written[1].range)
      return
    }
    let kind = FieldSyntax.kinds.first { map.has($0.key) } ?? FieldSyntax.kinds[0]
    checkDetails(map, of: kind.key)
    field.kindRange = map.entry(kind.key)?.key.range
    switch (kind.key, map[kind.key]) {
    case ("date", let node?): date(node, map).map { field.kind = $0 }
    case ("time", let node?): time(node, map).map { field.kind = $0 }
    case ("amount", let node?): amount(node, map).map { field.kind = $0 }
    case ("letters", let node?): letters(node, map).map { field.kind = $0 }
    default: field.kind = .digits(digits(map, of: field.name))
    }
  }

  /// Reports keys that belong to another kind.
  private mutating func checkDetails(_ map: NodeReader.Map, of kind: String) {
    let all = FieldSyntax.kinds
    let own = all.first { $0.key == kind }?.details ?? []
    for entry in map.entries where !own.contains(entry.key.value) {
      let others = all.filter { $0.details.contains(entry.key.value) }.map(\.key)
      if others.isEmpty || entry.key.value == "validate" && entry.value.scalar == nil { continue }
      reader.findings.report(
        FieldRules.MisplacedDetail(key: entry.key.value, kind: kind, goesWith: others),
        at: entry.key.range)
    }
  }

  // MARK: Digits

  private mutating func digits(
    _ map: NodeReader.Map, of name: Located<String>
  ) -> FieldSyntax.DigitsSyntax {
    var digits = FieldSyntax.DigitsSyntax()
    digits.digits = map["digits"].flatMap { digitCount($0) }
    digits.minDigits = count("min_digits", in: map)
    digits.maxDigits = count("max_digits", in: map)
    digits.min = limit("min", in: map)
    digits.max = limit("max", in: map)
    let tellsLength = ["digits", "max_digits", "max", "one_of", "pattern"].contains { map.has($0) }
    if !tellsLength {
      reader.findings.report(
        ShapeRules.MissingKey(
          key: map.has("min_digits") ? "max_digits" : "digits",
          place: "field \(quoted(name.value))"),
        at: name.range)
    }
    return digits
  }

  /// `digits: 6` or `digits: 4-6`.
  private mutating func digitCount(_ node: LocatedNode) -> Located<ClosedRange<Int>>? {
    guard let text = node.scalar?.text, let span = Self.span(text) else {
      return reader.integer(node, "'digits'", in: 1...ScriptLimits.digits)
        .map { Located($0.value...$0.value, $0.range) }
    }
    if span.lowest > span.highest {
      let meant = "\(span.highest)-\(span.lowest)"
      reader.findings.report(
        ConflictRules.MinAboveMax(
          lowest: span.lowest, highest: span.highest, span: text, meant: meant),
        at: node.range, fixIts: [(node.range, meant)])
      return nil
    }
    guard (1...ScriptLimits.digits).contains(span.lowest),
      span.highest <= ScriptLimits.digits
    else {
      reader.findings.report(
        ValueRules.OutOfRange(
          what: "'digits'", text: text, lowest: "1", highest: "\(ScriptLimits.digits)"),
        at: node.range)
      return nil
    }
    return Located(span.lowest...span.highest, node.range)
  }

  /// The ends of a span; the way in which other formats write one is understood, too.
  private static func span(_ text: String) -> (lowest: Int, highest: Int)? {
    let parts = text.split { $0.decimalDigitValue == nil }.compactMap { DigitNumber($0)?.value }
    let marks = text.filter { $0.decimalDigitValue == nil && !$0.isWhitespace }
    guard parts.count == 2, ["-", "–", "..", "...", "to", ",", ":", "{,}"].contains(marks)
    else { return nil }
    return (parts[0], parts[1])
  }

  private mutating func count(_ key: String, in map: NodeReader.Map) -> Located<Int>? {
    map[key].flatMap { reader.integer($0, "'\(key)'", in: 1...ScriptLimits.digits) }
  }

  /// The letter that `*` stands for.
  private mutating func star(_ map: NodeReader.Map) -> Located<Character>? {
    guard let node = map["star"] else { return nil }
    let letter = node.scalar.map { $0.text.uppercased() } ?? ""
    guard letter.count == 1, let star = letter.first, ("A"..."Z").contains(star) else {
      reader.reportWrongType(node, "'star'", expected: "a letter such as 'X'")
      return nil
    }
    if let entry = map.entry("min") ?? map.entry("max") {
      reader.findings.report(
        FieldRules.MisplacedDetail(key: entry.key.value, kind: "star", goesWith: []),
        at: entry.key.range)
    }
    return Located(star, node.range)
  }

  private mutating func limit(_ key: String, in map: NodeReader.Map) -> Located<Int>? {
    map[key].flatMap { reader.integer($0, "'\(key)'", in: 0...ScriptLimits.largestNumber) }
  }

  // MARK: Amounts

  /// `amount: EUR`, or `amount: true` with `currency`.
  private mutating func amount(_ node: LocatedNode, _ map: NodeReader.Map) -> FieldSyntax.Kind? {
    var currency = map["currency"].flatMap { currencyCode($0) }
    if let scalar = node.scalar, !scalar.isNull, scalar.plainType != .boolean {
      if let entry = map.entry("currency") {
        reader.findings.report(
          FieldRules.MisplacedDetail(key: "currency", kind: "amount: \(scalar.text)", goesWith: []),
          at: entry.key.range)
      }
      currency = currencyCode(node)
      if currency == nil { return nil }
    } else if node.scalar == nil || node.scalar?.text.lowercased() == "false" {
      reader.reportWrongType(node, "'amount'", expected: "'true' or a currency such as 'EUR'")
      return nil
    }
    let entry = AmountEntry(in: currency)
    return .amount(
      currency: currency, min: money("min", in: map, entry),
      max: money("max", in: map, entry))
  }

  /// An amount, with or without quotes.
  private mutating func money(
    _ key: String, in map: NodeReader.Map, _ entry: AmountEntry
  ) -> Located<Int>? {
    guard let node = map[key] else { return nil }
    guard let scalar = node.scalar, !scalar.isNull else {
      reader.reportWrongType(node, "'\(key)'", expected: "an amount")
      return nil
    }
    if let number = entry.number(scalar.text) { return Located(number, node.range) }
    reader.findings.report(
      FieldRules.BadAmount(
        what: "'\(key)'", text: scalar.text, decimals: entry.decimals, currency: entry.currency),
      at: node.range)
    return nil
  }

  // MARK: Letters, lists, patterns

  private mutating func letters(_ node: LocatedNode, _ map: NodeReader.Map) -> FieldSyntax.Kind? {
    let keying: LetterEntry.Keying? = reader.word(node, "'letters'")
    let limits = 1...LetterEntry.mostLetters
    let min = map["min"].flatMap { reader.integer($0, "'min'", in: limits) }
    let max = map["max"].flatMap { reader.integer($0, "'max'", in: limits) }
    return keying.map { .letters($0, min: min, max: max) }
  }

  private mutating func choices(
    _ node: LocatedNode, of field: FieldSyntax
  ) -> [Located<String>] {
    let isWord = field.asksForLetters
    let star = field.star?.value
    let entries = reader.names(node, "'one_of'", each: "entry", limit: ScriptLimits.choices)
    return entries.compactMap { entry in
      let isUppercase = isWord || star != nil
      let text = isUppercase ? entry.value.uppercased() : String(entry.value.map(\.asciiDigit))
      let symbols: ClosedRange<Character> = isWord ? "A"..."Z" : "0"..."9"
      let isRight =
        text.utf8.count <= ScriptLimits.digits
        && text.allSatisfy { symbols.contains($0) || isWord && $0 == " " || $0 == star }
      if isRight { return Located(text, entry.range) }
      reader.findings.report(
        FieldRules.BadEntry(text: entry.value, isWord: isWord), at: entry.range)
      return nil
    }
  }

  private mutating func pattern(
    _ node: LocatedNode, of field: FieldSyntax
  ) -> Located<EntryPattern>? {
    guard let text = reader.text(node, "'pattern'") else { return nil }
    do throws(PatternFault) {
      let digits = field.star.map { EntryPattern.Alphabet.digitsAnd($0.value) } ?? .digits
      let alphabet = field.asksForLetters ? EntryPattern.Alphabet.letters : digits
      return Located(try EntryPattern(text.value, of: alphabet), text.range)
    } catch {
      reader.findings.report(
        FieldRules.BadPattern(fault: error), at: Self.place(error.place, in: text))
      return nil
    }
  }

  /// The place of a character in a scalar; the whole scalar, if it is written with escapes or on
  /// several lines.
  private static func place(_ place: Int, in text: Located<String>) -> TextRange {
    let range = text.range
    let width = range.end.column - range.start.column
    let length = text.value.unicodeScalars.count
    let quotes = width - length
    guard range.start.line == range.end.line, quotes == 0 || quotes == 2 else { return range }
    let before = text.value.prefix(place).unicodeScalars.count
    let column = range.start.column + quotes / 2 + before
    let end = column + (text.value.dropFirst(place).first?.unicodeScalars.count ?? 0)
    let line = range.start.line
    return TextRange(
      TextPosition(line: line, column: column), TextPosition(line: line, column: end))
  }

  /// One check, or several.
  private mutating func checks(_ node: LocatedNode) -> [Located<CheckRule>] {
    let nodes: [LocatedNode]
    if case .sequence = node.content {
      nodes = reader.filledList(node, "'check'") ?? []
    } else {
      nodes = [node]
    }
    return nodes.prefix(CheckRule.allCases.count).compactMap { node in
      let rule: CheckRule? = reader.word(node, "'check'")
      return rule.map { Located($0, node.range) }
    }
  }
}

/// A short number in ASCII, Persian or Arabic digits.
struct DigitNumber {
  let value: Int

  init?(_ text: Substring) {
    guard !text.isEmpty, text.count <= 4 else { return nil }
    value = text.reduce(0) { $0 * 10 + ($1.decimalDigitValue ?? 0) }
  }
}

extension Character {
  /// A digit in ASCII; any other character as it is.
  fileprivate var asciiDigit: Character {
    decimalDigitValue.map { Character(UnicodeScalar(UInt8(ascii: "0") + UInt8($0))) } ?? self
  }
}
