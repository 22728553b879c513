import CallEngine

/// In which form a field's value is read where a prompt names none. Prompts can stand before what
/// they read, so that this is known before anything else; faults are reported later.
extension ScriptParser {
  static func ownForms(of fields: LocatedNode) -> [String: SpokenForm.Kind] {
    guard case .mapping(let pairs) = fields.content else { return [:] }
    var forms: [String: SpokenForm.Kind] = [:]
    for pair in pairs.prefix(ScriptLimits.fields) {
      guard let name = pair.key.scalar?.text, case .mapping(let details) = pair.value.content
      else { continue }
      forms[name] = ownForm(details)
    }
    return forms
  }

  static func ownForm(_ details: [LocatedNode.Pair]) -> SpokenForm.Kind {
    func text(_ key: String) -> String? {
      details.first { $0.key.scalar?.text == key }?.value.scalar?.text
    }
    func has(_ key: String) -> Bool { details.contains { $0.key.scalar?.text == key } }
    if has("date") {
      return .date(text("calendar").flatMap { SpokenForm.DateCalendar(rawValue: $0) })
    }
    if has("time") { return .time }
    if has("letters") || has("star") { return .letters }
    if let amount = text("amount") {
      let currency = text("currency") ?? amount
      return currency.utf8.count == 3 ? .money(currency) : .currency(.rial)
    }
    if let rule = text("validate"), telephones.contains(rule) { return .telephone }
    return has("min") || has("max") ? .number : .digits(group: nil)
  }

  /// The rules of telephone numbers.
  private static let telephones = Set(
    [ValidationRule.iranMobile, .iranLandline, .iranLine, .chinaMobile].map(\.name))

  /// The form of the field's value that a prompt reads; `nil` for any other value.
  func ownForm(of prompt: NodeReader.Map) -> SpokenForm.Kind? {
    prompt["value"]?.scalar.flatMap { Self.name(in: $0.text) }.flatMap { ownForms[$0] }
  }
}
