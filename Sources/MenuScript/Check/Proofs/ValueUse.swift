import CallEngine

/// A place in the script that uses a name's value.
struct ValueUse: Sendable {
  enum Kind: Hashable, Sendable {
    case spoken
    /// Played, as a recording.
    case played
    /// Passed to a service as an input.
    case input(service: String, name: String)
    case dialled
    /// Taken over into a field without asking; a missing value isn't a fault there.
    case known(field: String)
    case language
    /// Kept as a result of the call; a missing value isn't a fault there.
    case kept
    /// A list whose items are spoken; a list that isn't set has none.
    case listed
    /// Decides which prompts are spoken.
    case chooses(needsValue: Bool, tellsValue: Bool)
    /// Decides where the call goes on.
    case branches(needsValue: Bool, tellsValue: Bool)
  }

  let name: String
  let range: TextRange
  let kind: Kind
  /// Whether it reads back an entry that is being confirmed.
  var isOwnEntry = false
  /// Whether it is in what reads an entry back, after a service has judged it.
  var isInConfirmation = false
}

extension ScriptSyntax {
  /// The values that are kept when a call is over.
  var resultUses: [ValueUse] {
    results.map { ValueUse(name: $0.value, range: $0.range, kind: .kept) }
  }

  /// Every use of a name in a state, including in its field and the defaults.
  func uses(in state: StateSyntax) -> [ValueUse] {
    var uses = state.uses
    if case .collect(let name, _) = state.kind,
      let field = fields.first(where: { $0.name.value == name.value })
    {
      uses += field.prompt.uses + field.settings.uses
      uses += field.check?.uses(of: name.value) ?? []
      uses += (field.confirm ?? []).uses.map { use in
        var use = use
        use.isOwnEntry = use.name == name.value
        use.isInConfirmation = true
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
    flatMap { prompt -> [ValueUse] in
      switch prompt.kind {
      case .clip, .pause, .text: []
      case .value(let value, let form):
        value.uses(form.kind == .recording ? .played : .spoken)
      case .each(let each):
        [ValueUse(name: each.list.value, range: each.list.range, kind: .listed)]
          + each.said.uses.filter { !each.isOfItem($0.name) } + each.empty.uses
      case .choice(let name, let cases):
        [
          ValueUse(
            name: name.value, range: name.range,
            kind: .chooses(
              needsValue: !cases.handlesUnset, tellsValue: !cases.looksOnlyForPresence))
        ] + cases.choices.flatMap(\.uses)
      }
    }
  }
}

extension Located<ValueSyntax> {
  func uses(_ kind: ValueUse.Kind) -> [ValueUse] {
    if case .name(let name) = value { [ValueUse(name: name, range: range, kind: kind)] } else { [] }
  }
}
