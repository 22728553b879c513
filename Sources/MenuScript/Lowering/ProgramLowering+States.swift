import CallEngine

extension ProgramLowering {
  mutating func lower(_ state: StateSyntax) -> MenuState? {
    guard let kind = kind(of: state) else { return nil }
    let place = state.name.range.start
    return MenuState(
      name: state.name.value,
      location: SourceLocation(file: file, line: place.line, column: place.column),
      flushesTypeAhead: flushes(state), kind: kind)
  }

  private func flushes(_ state: StateSyntax) -> Bool {
    switch state.kind {
    case .transfer, .hangUp, nil: false
    default:
      (state.settings.flushesTypeAhead ?? defaults.settings.syntax.flushesTypeAhead)?.value ?? false
    }
  }

  private mutating func kind(of state: StateSyntax) -> MenuState.Kind? {
    switch state.kind {
    case nil: return nil
    case .say(let prompts, let times, let then):
      let sequence = lower(prompts)
      return resolver.state(then).map {
        .say(Say(sequence, times: times, bargeIn: bargeIn(state), then: $0))
      }
    case .menu(let prompts, let again): return menu(state, prompts, again)
    case .collect(let field, let known): return collect(state, field, known)
    case .service(let name, let input): return service(state, name, input)
    case .hours(let name): return hours(state, name)
    case .switch(let name, let cases): return valueSwitch(name, cases)
    case .count(let counter, let limit): return count(state, counter, upTo: limit)
    case .record(let record): return self.record(state, record)
    case .transfer(let transfer): return self.transfer(state, transfer)
    case .sms(let id, let to, let values): return sms(state, id, to, values)
    case .language(let language, let then): return languageSwitch(language, then)
    case .hangUp(let prompts): return .hangUp(HangUp(lower(prompts)))
    }
  }

  func bargeIn(_ state: StateSyntax) -> Bool {
    (state.settings.bargeIn ?? defaults.settings.syntax.bargeIn)?.value ?? true
  }

  // MARK: Menus and collects

  private mutating func menu(
    _ state: StateSyntax, _ prompts: [PromptSyntax], _ again: [PromptSyntax]?
  ) -> MenuState.Kind? {
    let sequence = lower(prompts)
    let later = again.map { lower($0) }
    var choices = state.choices.all.compactMap { lower($0) }
    let own = Set(state.choices.all.map(\.keys.value))
    choices += defaults.choices.filter { !own.contains($0.keys) }
    if !state.choices.isThere && !script.defaultChoices.isThere {
      resolver.findings.report(
        ShapeRules.MissingKey(key: "choices", place: "menu \(quoted(state.name.value))"),
        at: state.kindRange)
    }
    let settings = lower(state.settings)
    let exits = exits(of: state, [Outcomes.gaveUp], "a menu")
    guard let gaveUp = exits[Outcomes.gaveUp] else { return nil }
    let rules = rules([settings, defaults.settings], gaveUp: gaveUp)
    return .menu(Menu(sequence, again: later, choices: choices, rules: rules))
  }

  private mutating func collect(
    _ state: StateSyntax, _ name: Located<String>, _ known: Located<ValueSyntax>?
  ) -> MenuState.Kind? {
    let knownValue = known.flatMap { resolver.value($0) }
    let settings = lower(state.settings)
    guard resolver.field(name) != nil, let field = fields[name.value] else {
      resolveTargets(of: state)
      return nil
    }
    var outcomes = [Outcomes.collected, Outcomes.gaveUp]
    if field.hasCancel { outcomes.append(Outcomes.cancelled) }
    if field.check != nil { outcomes.append(Outcomes.failed) }
    let exits = exits(of: state, outcomes, "a collect of \(quoted(name.value))")
    guard let variable = field.variable, let collected = exits[Outcomes.collected],
      let gaveUp = exits[Outcomes.gaveUp]
    else { return nil }
    let rules = rules([settings, field.settings, defaults.settings], gaveUp: gaveUp)
    return .collect(
      Collect(
        variable, prompts: field.prompts, minDigits: field.minDigits, maxDigits: field.maxDigits,
        validation: field.validation, form: field.form,
        check: exits[Outcomes.failed].flatMap { field.check?.check(failed: $0) },
        confirm: field.confirm, cancel: field.cancel,
        isSensitive: field.isSensitive, known: knownValue, rules: rules, collected: collected,
        cancelled: exits[Outcomes.cancelled]))
  }

  /// The first layer that has a value, otherwise the built-in value.
  private func rules(_ layers: [LoweredSettings], gaveUp: StateID) -> EntryRules {
    func first<Value>(_ value: (LoweredSettings) -> Value?) -> Value? {
      for layer in layers {
        if let value = value(layer) { return value }
      }
      return nil
    }
    let silence = PromptSequence([], languages: resolver.languages)
    let terminator = Self.terminator(first { $0.syntax.terminator?.value })
    return EntryRules(
      timeout: first { $0.syntax.timeout?.value } ?? BuiltIn.timeout,
      interdigitTimeout: first { $0.syntax.interdigitTimeout?.value } ?? BuiltIn.interdigitTimeout,
      maxNoinput: first { $0.syntax.maxNoinput?.value } ?? BuiltIn.maxNoinput,
      maxNomatch: first { $0.syntax.maxNomatch?.value } ?? BuiltIn.maxNomatch,
      noinput: first(\.noinput) ?? silence, nomatch: first(\.nomatch) ?? silence,
      terminator: terminator, bargeIn: first { $0.syntax.bargeIn?.value } ?? true, gaveUp: gaveUp)
  }

  static func terminator(_ named: SettingsSyntax.Terminator?) -> Digit? {
    switch named {
    case nil: BuiltIn.terminator
    case .some(.key(let key)): key
    case .some(.none): nil
    }
  }

  // MARK: Services, transfers, languages

  private mutating func service(
    _ state: StateSyntax, _ name: Located<String>, _ input: InputsSyntax
  ) -> MenuState.Kind? {
    let signature = resolver.service(name)
    let arguments = input.all.compactMap { argument in
      argument.value.flatMap { resolver.value($0) }
        .map { ServiceCall.Argument(argument.name.value, $0) }
    }
    guard let signature else {
      resolveTargets(of: state)
      return nil
    }
    check(input, of: signature, at: name.range)
    let all = signature.outcomes + [Outcomes.failed]
    let exits = exits(of: state, all, quoted(signature.name))
    let outputs = signature.outputs.compactMap { output in
      resolver.variable(Located(output.name, name.range)).map {
        ServiceCall.Output(output.name, $0)
      }
    }
    guard let failed = exits[Outcomes.failed] else { return nil }
    let outcomes = signature.outcomes.compactMap { outcome in
      exits[outcome].map { ServiceCall.Outcome(outcome, $0) }
    }
    let declared = declared[signature.name]
    let timeout =
      state.settings.fetchTimeout?.value ?? declared?.fetchTimeout
      ?? defaults.settings.syntax.fetchTimeout?.value
    return .service(
      ServiceCall(
        service: signature.name, declaration: declared, input: arguments, outputs: outputs,
        outcomes: outcomes, failed: failed, fetchTimeout: timeout ?? BuiltIn.fetchTimeout))
  }

  mutating func check(
    _ input: InputsSyntax, of signature: ServiceSignature, at range: TextRange
  ) {
    let names = signature.inputs.map(\.name)
    var given = Set(input.all.map(\.name.value))
    for argument in input.all where !names.contains(argument.name.value) {
      let name = argument.name
      let suggestion = resolver.findings.report(unknown: name, among: names) {
        NameRules.UnknownInput(service: signature.name, name: name.value, suggestion: $0)
      }
      if let suggestion { given.insert(suggestion) }
    }
    for argument in input.all {
      guard case .literal(let text)? = argument.value?.value, let range = argument.value?.range,
        let kind = signature.inputs.first(where: { $0.name == argument.name.value })?.kind,
        !kind.accepts(.text(text))
      else { continue }
      resolver.findings.report(
        ServiceRules.Unfit(what: quoted(text), kind: kind.noun), at: range)
    }
    let missing = signature.inputs.filter { $0.isRequired && !given.contains($0.name) }
    if !missing.isEmpty && input.isWhole {
      resolver.findings.report(
        NameRules.MissingInput(service: signature.name, names: missing.map(\.name)), at: range)
    }
  }

  private mutating func hours(
    _ state: StateSyntax, _ name: Located<String>
  ) -> MenuState.Kind? {
    let isKnown = resolver.isHours(name)
    let outcomes = [OpeningHours.open, OpeningHours.closed]
    let exits = exits(of: state, outcomes, "hours")
    guard isKnown, exits.count == outcomes.count else { return nil }
    return .service(
      ServiceCall(
        kind: .hours, service: OpeningHours.service(name.value), input: [], outputs: [],
        outcomes: outcomes.compactMap { outcome in
          exits[outcome].map { ServiceCall.Outcome(outcome, $0) }
        }, failed: nil))
  }

  private mutating func sms(
    _ state: StateSyntax, _ id: Located<String>, _ to: Located<ValueSyntax>, _ values: [String]
  ) -> MenuState.Kind? {
    let recipient = resolver.value(to)
    if case .literal(let number) = to.value,
      MobileRecipient(number, region: script.region) == nil
    {
      resolver.findings.report(ServiceRules.BadRecipient(number: number), at: to.range)
    }
    let exits = exits(of: state, [ScriptMessage.sent, Outcomes.failed], "an SMS")
    let arguments = values.compactMap { name in
      resolver.variable(Located(name, id.range)).map { ServiceCall.Argument(name, .variable($0)) }
    }
    guard let recipient, let sent = exits[ScriptMessage.sent], let failed = exits[Outcomes.failed],
      let declared = declared[ScriptMessage.service(id.value)]
    else { return nil }
    let timeout = state.settings.fetchTimeout ?? defaults.settings.syntax.fetchTimeout
    return .service(
      ServiceCall(
        kind: .sms, service: declared.name, declaration: declared,
        input: [
          ServiceCall.Argument(ScriptMessage.recipient, recipient),
          ServiceCall.Argument(ScriptMessage.language, .variable(.language)),
        ] + arguments, outputs: [],
        outcomes: [ServiceCall.Outcome(ScriptMessage.sent, sent)], failed: failed,
        fetchTimeout: timeout?.value ?? BuiltIn.fetchTimeout))
  }

  private mutating func languageSwitch(
    _ language: Located<LanguageSyntax>, _ then: Located<String>
  ) -> MenuState.Kind? {
    let target: LanguageSwitch.Target? =
      switch language.value {
      case .next: .choice(.next)
      case .tag(let tag):
        resolver.language(Located(tag, language.range)).map { .choice(.declared($0)) }
      case .value(let name):
        resolver.variable(Located(name, language.range)).map { .value($0) }
      }
    let next = resolver.state(then)
    guard let target, let next else { return nil }
    return .language(LanguageSwitch(to: target, then: next))
  }

  // MARK: Outcomes

  /// If a state's outcomes aren't known, their targets are still looked up.
  private mutating func resolveTargets(of state: StateSyntax) {
    for link in state.outcomes.links { _ = link.target.flatMap { resolver.state($0) } }
  }

  /// The target of each of a state's outcomes, from the state or the defaults; those without a
  /// target are reported together.
  ///
  /// - Parameter optional: outcomes that the state need not have.
  mutating func exits(
    of state: StateSyntax, _ outcomes: [String], optional: [String] = [], _ place: String
  ) -> [String: StateID] {
    var exits: [String: StateID] = [:]
    var said: Set<String> = []
    for link in state.outcomes.links {
      let target = link.target.flatMap { resolver.state($0) }
      guard outcomes.contains(link.name.value) || optional.contains(link.name.value) else {
        let meant = reportUnknown(link, in: place, among: outcomes + optional)
        if let meant { said.insert(meant) }
        continue
      }
      said.insert(link.name.value)
      exits[link.name.value] = target
    }
    var missing: [String] = []
    for outcome in outcomes + optional where !said.contains(outcome) {
      if let target = defaults.outcomes[outcome] {
        exits[outcome] = target
      } else if outcomes.contains(outcome) {
        missing.append(outcome)
      }
    }
    if !missing.isEmpty && state.outcomes.isWhole && script.defaultOutcomes.isWhole {
      resolver.findings.report(
        NameRules.MissingOutcome(state: state.name.value, outcomes: missing), at: state.kindRange,
        notes: [resolver.findings.note("name its state under 'outcomes', here or in 'defaults'")])
    }
    return exits
  }
}
