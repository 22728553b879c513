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
    var uses: [ValueUse] = []
    var asks = false
    switch state.kind {
    case nil: break
    case .say(let prompts, _, _), .hangUp(let prompts): uses += prompts.uses
    case .menu(let prompts, let again):
      uses += prompts.uses + (again ?? []).uses
      asks = true
    case .collect(let name, let known):
      if let field = fields.first(where: { $0.name.value == name.value }) {
        uses += field.prompt.uses + field.settings.uses
        uses += (field.confirm ?? []).uses.map { use in
          var use = use
          use.isOwnEntry = use.name == name.value
          return use
        }
      }
      if let known { uses += known.use(.known(field: name.value)) }
      asks = true
    case .service(let service, let input):
      for argument in input.all {
        let kind = ValueUse.Kind.input(service: service.value, name: argument.name.value)
        uses += argument.value.map { $0.use(kind) } ?? []
      }
    case .transfer(let target): uses += target.use(.dialled)
    case .language(let target, _):
      if case .value(let name) = target.value {
        uses.append(ValueUse(name: name, range: target.range, kind: .language))
      }
    }
    if asks { uses += state.settings.uses + defaults.uses }
    return uses
  }
}

extension SettingsSyntax {
  fileprivate var uses: [ValueUse] { (noinput ?? []).uses + (nomatch ?? []).uses }
}

extension [PromptSyntax] {
  fileprivate var uses: [ValueUse] {
    flatMap { prompt in
      if case .value(let value, _) = prompt.kind { value.use(.spoken) } else { [ValueUse]() }
    }
  }
}

extension Located<ValueSyntax> {
  fileprivate func use(_ kind: ValueUse.Kind) -> [ValueUse] {
    if case .name(let name) = value { [ValueUse(name: name, range: range, kind: kind)] } else { [] }
  }
}
