import CallEngine

/// A place of the script where a name's value is needed.
struct ValueUse: Sendable {
  enum Kind: Hashable, Sendable {
    case spoken
    /// Given to a service as one of its inputs.
    case input(service: String, name: String)
    case dialled
    /// Taken into a field without asking; no value is no fault there.
    case known(field: String)
    case language
  }

  let name: String
  let range: TextRange
  let kind: Kind
  /// Whether it is the read-back of an entry that is just being confirmed.
  var isOwnEntry = false
}

extension ScriptSyntax {
  /// Every use of a name in a state, those in its field and in the defaults among them.
  func uses(in state: StateSyntax) -> [ValueUse] {
    var uses = state.uses
    if case .collect(let name, _) = state.kind,
      let field = fields.first(where: { $0.name.value == name.value })
    {
      uses += field.prompt.uses + field.settings.uses
      uses += (field.confirm ?? []).uses.map { use in
        var use = use
        use.isOwnEntry = use.name == name.value
        return use
      }
    }
    if state.takesKeys { uses += state.settings.uses + defaults.uses }
    return uses
  }
}

extension SettingsSyntax {
  fileprivate var uses: [ValueUse] { prompts.uses }
}

extension [PromptSyntax] {
  var uses: [ValueUse] {
    flatMap { prompt in
      if case .value(let value, _) = prompt.kind { value.uses(.spoken) } else { [ValueUse]() }
    }
  }
}

extension Located<ValueSyntax> {
  func uses(_ kind: ValueUse.Kind) -> [ValueUse] {
    if case .name(let name) = value { [ValueUse(name: name, range: range, kind: kind)] } else { [] }
  }
}
