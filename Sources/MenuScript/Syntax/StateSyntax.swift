import CallEngine

/// One state.
struct StateSyntax: Sendable {
  enum Kind: Sendable {
    case say([PromptSyntax], times: Int, then: Located<String>)
    case menu([PromptSyntax], again: [PromptSyntax]?)
    case collect(Located<String>, known: Located<ValueSyntax>?)
    case service(Located<String>, input: InputsSyntax)
    case hours(Located<String>)
    case `switch`(Located<String>, CasesSyntax<Located<String>>)
    case count(Located<String>, upTo: Located<Int>)
    case record(RecordSyntax)
    case transfer(TransferSyntax)
    /// - Parameter values: the names in its texts, once these are read.
    case sms(Located<String>, to: Located<ValueSyntax>, values: [String])
    case language(Located<LanguageSyntax>, then: Located<String>)
    case hangUp([PromptSyntax])
  }

  let name: Located<String>
  /// `nil` if it is malformed, which has been reported; its name still counts as a state's.
  var kind: Kind?
  /// The key that determines the kind.
  var kindRange: TextRange
  var settings = SettingsSyntax()
  var choices = ChoicesSyntax()
  var outcomes = OutcomesSyntax()

  /// The prompts written in the state.
  var prompts: [PromptSyntax] {
    let own: [PromptSyntax] =
      switch kind {
      case .say(let said, _, _), .hangUp(let said): said
      case .menu(let said, let again): said + (again ?? [])
      case .record(let record): record.prompt
      case .transfer(let transfer): transfer.prompts
      case .collect, .service, .hours, .switch, .count, .sms, .language, nil: []
      }
    return own + settings.prompts
  }

  /// The next state, if nothing is chosen.
  var then: Located<String>? {
    switch kind {
    case .say(_, _, let then), .language(_, let then): then
    case .menu, .collect, .service, .hours, .switch, .count, .record, .transfer, .sms, .hangUp,
      nil:
      nil
    }
  }

  /// Whether the state speaks the prompts for noinput and nomatch.
  var takesKeys: Bool {
    switch kind {
    case .menu, .collect: true
    case .say, .service, .hours, .switch, .count, .record, .transfer, .sms, .language, .hangUp, nil:
      false
    }
  }

  /// Where the state itself uses the value of a name, without its field and settings.
  var uses: [ValueUse] {
    switch kind {
    case .hours, nil: []
    case .say(let said, _, _), .hangUp(let said): said.uses
    case .menu(let said, let again): said.uses + (again ?? []).uses
    case .collect(let field, let known): known?.uses(.known(field: field.value)) ?? []
    case .service(let service, let input):
      input.all.flatMap { argument in
        argument.value?.uses(.input(service: service.value, name: argument.name.value)) ?? []
      }
    case .switch(let name, let cases):
      [
        ValueUse(
          name: name.value, range: name.range,
          kind: .branches(
            needsValue: !cases.handlesUnset, tellsValue: !cases.looksOnlyForPresence))
      ]
    case .count: []
    case .record(let record): record.prompt.uses
    case .transfer(let transfer): transfer.uses
    case .sms(let id, let to, let values):
      to.uses(.input(service: ScriptMessage.service(id.value), name: ScriptMessage.recipient))
        + values.map { name in
          ValueUse(
            name: name, range: id.range,
            kind: .input(service: ScriptMessage.service(id.value), name: name))
        }
    case .language(let target, _):
      if case .value(let name) = target.value {
        [ValueUse(name: name, range: target.range, kind: .language)]
      } else {
        []
      }
    }
  }
}
