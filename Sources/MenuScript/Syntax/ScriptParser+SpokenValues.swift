import CallEngine
import Speech

extension ScriptParser {
  /// The options allowed with each `as`, besides `rate`.
  static let options: [(form: String, keys: [String])] = [
    ("text", ["language"]), ("digits", ["group", "group_pause"]), ("telephone", ["group_pause"]),
    ("number", []), ("ordinal", []), ("currency", ["unit", "currency"]), ("date", ["calendar"]),
    ("time", []), ("letters", []),
  ]

  /// What to do about a form that isn't supported.
  private static func advice(on form: String) -> String? {
    ["datetime", "date_time", "timestamp", "moment"].contains(form.lowercased())
      ? "a moment is read twice: its day as 'date' and its time as 'time'" : nil
  }

  /// A prompt's option that doesn't fit its form.
  mutating func checkOptions(_ map: NodeReader.Map, allowed: [String], with what: String) {
    for entry in map.entries where !allowed.contains(entry.key.value) {
      reader.findings.report(
        ConflictRules.StrayOption(option: entry.key.value, what: what), at: entry.key.range)
    }
  }

  mutating func spokenValue(_ map: NodeReader.Map, _ node: LocatedNode) -> PromptSyntax.Kind? {
    let value = value(node, "'value'")
    guard let form = spokenForm(map), let value else { return nil }
    if case .literal(let text) = value.value, form.kind != .text,
      text.count > ScriptLimits.spokenCharacters
    {
      reader.findings.report(
        ValueRules.OutOfRange(
          what: "'value'", text: text, lowest: "1",
          highest: "\(ScriptLimits.spokenCharacters) characters"),
        at: value.range.firstPlace)
      return nil
    }
    return .value(value, form)
  }

  /// An ISO 4217 code.
  mutating func currencyCode(_ node: LocatedNode) -> String? {
    guard let code = reader.text(node, "'currency'") else { return nil }
    if ISOCurrency.codes.contains(code.value) { return code.value }
    let upper = code.value.uppercased()
    let suggestion =
      ISOCurrency.codes.contains(upper)
      ? upper : reader.findings.suggestion(for: code.value, among: ISOCurrency.codes)
    reader.findings.report(
      ValueRules.UnknownCurrency(code: code.value, suggestion: suggestion), at: code.range,
      fixIts: suggestion.map { [(code.range, $0)] } ?? [])
    return nil
  }

  /// The form's name; without `as`, that of the form in which a field's value is read.
  private mutating func formName(
    _ map: NodeReader.Map, otherwise own: SpokenForm.Kind?
  ) -> String? {
    if let own, !map.has("as") { return own.name }
    if reportMisspeltField(map) { return nil }
    return reader.required("as", in: map).flatMap {
      reader.word($0, "'as'", among: Self.options.map(\.form), advice: Self.advice)?.value
    }
  }

  /// Whether a prompt without `as` reads what only looks like a field; reported if so.
  private mutating func reportMisspeltField(_ map: NodeReader.Map) -> Bool {
    guard !map.has("as"), let node = map["value"],
      let name = node.scalar.flatMap({ Self.name(in: $0.text) }),
      !name.contains("."),
      // A table's columns are names that the script needn't write.
      writtenNames().isDisjoint(with: [name, "table"]),
      let meant = reader.findings.suggestion(for: name, among: ownForms.keys.sorted())
    else { return false }
    reader.findings.report(
      NameRules.UnknownValue(name: name, suggestion: meant), at: node.range,
      fixIts: [(node.range, "\"${\(meant)}\"")])
    return true
  }

  /// Whatever may name a recording, a service's output or a list's item; and every other key.
  private mutating func writtenNames() -> Set<String> {
    if let names = knownNames { return names }
    var names: Set<String> = []
    var waiting = root.map { [$0] } ?? []
    while let node = waiting.popLast() {
      switch node.content {
      case .scalar: break
      case .sequence(let items): waiting += items
      case .mapping(let pairs):
        for pair in pairs {
          guard let key = pair.key.scalar?.text else { continue }
          names.insert(key)
          if ["record", "as"].contains(key), let name = pair.value.scalar?.text {
            names.insert(name)
          }
          waiting.append(pair.value)
        }
      }
    }
    knownNames = names
    return names
  }

  /// `as:` and its options.
  mutating func spokenForm(_ map: NodeReader.Map) -> SpokenForm? {
    let own = ownForm(of: map)
    guard let word = formName(map, otherwise: own) else { return nil }
    let options = Self.options.first { $0.form == word }?.keys ?? []
    checkOptions(map, allowed: ["value", "as", "rate"] + options, with: "'as: \(word)'")
    let group = map["group"].flatMap { reader.integer($0, "'group'", in: 1...ScriptLimits.group) }?
      .value
    let pause = map["group_pause"].flatMap {
      reader.duration($0, "'group_pause'", upTo: ScriptLimits.groupPause)
    }
    let rate: SpokenForm.Rate? = map["rate"].flatMap { reader.word($0, "'rate'") }
    let unit: SpokenForm.CurrencyUnit? = map["unit"].flatMap { reader.word($0, "'unit'") }
    var calendar: SpokenForm.DateCalendar? = map["calendar"].flatMap {
      reader.word($0, "'calendar'")
    }
    let language = map["language"].flatMap { node in
      reader.text(node, "'language'").flatMap { reader.languageTag($0) }
    }
    var currency = map["currency"].flatMap { currencyCode($0) }
    if let currency, let stray = map.entries.first(where: { $0.key.value == "unit" }) {
      reader.findings.report(
        ConflictRules.StrayOption(option: "unit", what: "'currency: \(currency)'"),
        at: stray.key.range)
    }
    if map["currency"] != nil && currency == nil { return nil }
    // A field's amounts and dates are read as they are keyed in, unless the prompt says otherwise.
    if case .money(let own) = own, unit == nil { currency = currency ?? own }
    if case .date(let own) = own { calendar = calendar ?? own }
    let kind: SpokenForm.Kind =
      switch word {
      case "digits": .digits(group: group)
      case "telephone": .telephone
      case "number": .number
      case "ordinal": .ordinal
      case "currency": currency.map(SpokenForm.Kind.money) ?? .currency(unit ?? .rial)
      case "date": .date(calendar)
      case "time": .time
      case "letters": .letters
      default: .text
      }
    return SpokenForm(
      kind, groupPause: pause?.value, rate: rate ?? .normal,
      language: language.map { Language($0.value) })
  }
}
