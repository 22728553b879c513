import CallEngine
import Speech

extension ScriptParser {
  /// The options allowed with each `as`, besides `rate`.
  static let options: [(form: String, keys: [String])] = [
    ("text", []), ("digits", ["group", "group_pause"]), ("telephone", ["group_pause"]),
    ("number", []), ("currency", ["unit"]), ("date", ["calendar"]),
  ]

  /// What to do about a form that isn't supported.
  private static func advice(on form: String) -> String? {
    ["time", "datetime", "date_time", "timestamp", "clock", "hour"].contains(form.lowercased())
      ? "times of day can't be read yet; write the words as a text" : nil
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

  /// `as:` and its options.
  mutating func spokenForm(_ map: NodeReader.Map) -> SpokenForm? {
    guard let node = reader.required("as", in: map),
      let word = reader.word(node, "'as'", among: Self.options.map(\.form), advice: Self.advice)?
        .value
    else { return nil }
    let options = Self.options.first { $0.form == word }?.keys ?? []
    checkOptions(map, allowed: ["value", "as", "rate"] + options, with: "'as: \(word)'")
    let group = map["group"].flatMap { reader.integer($0, "'group'", in: 1...ScriptLimits.group) }?
      .value
    let pause = map["group_pause"].flatMap {
      reader.duration($0, "'group_pause'", upTo: ScriptLimits.groupPause)
    }
    let rate: SpokenForm.Rate? = map["rate"].flatMap { reader.word($0, "'rate'") }
    let unit: SpokenForm.CurrencyUnit? = map["unit"].flatMap { reader.word($0, "'unit'") }
    let calendar: SpokenForm.DateCalendar? = map["calendar"].flatMap {
      reader.word($0, "'calendar'")
    }
    let kind: SpokenForm.Kind =
      switch word {
      case "digits": .digits(group: group)
      case "telephone": .telephone
      case "number": .number
      case "currency": .currency(unit ?? .rial)
      case "date": .date(calendar)
      default: .text
      }
    return SpokenForm(kind, groupPause: pause?.value, rate: rate ?? .normal)
  }
}
