public import CallEngine

extension ScenarioReading {
  mutating func given(_ node: LocatedNode) -> [Scenario.Provision] {
    guard let map = values.reader.map(node, "'given'") else { return [] }
    return map.entries.compactMap { provision($0.key, $0.value) }
  }

  mutating func provision(_ key: Located<String>, _ node: LocatedNode) -> Scenario.Provision? {
    guard let subject = subject(key) else { return nil }
    let behaviour: StubBehaviour?
    if case .mapping = node.content {
      behaviour = self.behaviour(in: node, of: subject)
    } else {
      let text = values.reader.text(node, quoted(key.value))
      behaviour = text.flatMap { self.behaviour($0, of: subject) }
    }
    return behaviour.map { Scenario.Provision(subject: subject, behaviour: $0) }
  }

  private mutating func subject(_ key: Located<String>) -> StubTarget? {
    switch key.value {
    case "sms": return .sms
    case "email": return .email
    case "transfer": return .transfer(nil)
    case "record": return .recording(nil)
    default: break
    }
    if key.value.hasPrefix("transfer ") {
      let range = key.range
      let node = LocatedNode(
        content: .scalar(.init(text: String(key.value.dropFirst(9)), isPlain: false)),
        range: range, size: 1)
      return target(node, "a transfer's number").map { .transfer($0) }
    }
    if key.value.hasPrefix(StubTarget.recordPrefix) {
      let name = String(key.value.dropFirst(StubTarget.recordPrefix.count))
      // Without a script the name is looked up later.
      if program == nil || recordings.contains(name) { return .recording(name) }
    }
    if key.value.hasPrefix(StubTarget.hoursPrefix) {
      let name = String(key.value.dropFirst(StubTarget.hoursPrefix.count))
      // Without a script the name is looked up later.
      if program == nil && stateNames.isEmpty { services.append(OpeningHours.signature(name)) }
      if services.contains(where: { $0.name == OpeningHours.service(name) }) {
        return .service(OpeningHours.service(name))
      }
    }
    if services.contains(where: { $0.name == key.value }) { return .service(key.value) }
    let suggestion = suggestion(
      for: key.value,
      among: StubTarget.reservedNames + recordings.map { StubTarget.recording($0).key }
        + services.map { StubTarget.service($0.name).key })
    report(
      ScenarioRules.UnknownStub(name: key.value, suggestion: suggestion), at: key.range,
      fixIt: suggestion)
    return nil
  }

  /// The names under which the script records.
  private var recordings: [String] { program?.recordingNames ?? [] }

  /// Written as text: an outcome, `late 5s`, or `late 5s then` an outcome.
  private mutating func behaviour(
    _ text: Located<String>, of subject: StubTarget
  ) -> StubBehaviour? {
    let words = text.value.split(separator: " ").map(String.init)
    guard subject.canBeLate, words.first == "late",
      words.count == 2 || words.count == 4 && words[2] == "then"
    else {
      return outcome(text, of: subject).map { .init(outcome: ending($0, of: subject)) }
    }
    let node = LocatedNode(
      content: .scalar(.init(text: words[1], isPlain: true)), range: text.range, size: 1)
    guard let delay = delay(node) else { return nil }
    guard words.count == 4 else { return .late(delay) }
    return outcome(Located(words[3], text.range), of: subject, isPart: true).map {
      .init(outcome: ending($0, of: subject), delay: delay)
    }
  }

  /// Written as a map: `{ outcome: due, bill.amount: "17000", late: 2s }`.
  private mutating func behaviour(
    in node: LocatedNode, of subject: StubTarget
  ) -> StubBehaviour? {
    let place = quoted(subject.key)
    let outputs = service(subject)?.outputs ?? []
    let keys = ["outcome"] + (subject.canBeLate ? ["late"] : []) + outputs.map(\.name)
    guard let map = values.reader.map(node, place, keys: keys) else { return nil }
    let told = map.entries.filter { entry in outputs.contains { $0.name == entry.key.value } }
    let delay = map["late"].map { self.delay($0) } ?? .zero
    var outcome = "works"
    if map["outcome"] != nil || map["late"] == nil || !told.isEmpty {
      guard let node = values.reader.required("outcome", in: map),
        let text = values.reader.text(node, "'outcome'"),
        let read = self.outcome(text, of: subject)
      else { return nil }
      outcome = read
    }
    var output: [NamedValue] = []
    for entry in told {
      guard let declared = outputs.first(where: { $0.name == entry.key.value }),
        let value = value(entry.value, of: declared)
      else { continue }
      if let kind = declared.kind, !kind.accepts(value) {
        report(
          ServiceRules.GivenUnfit(what: quoted(declared.name), kind: kind.noun),
          at: entry.value.range.firstPlace)
      } else if !declared.words.isEmpty, !declared.words.contains(value.text) {
        report(
          ServiceRules.GivenUnfit(
            what: quoted(declared.name), kind: quoted(declared.words, joinedBy: "or")),
          at: entry.value.range.firstPlace)
      } else if service(subject)?.outcomes.contains(outcome) ?? false,
        declared.comes(with: outcome)
      {
        output.append(NamedValue(declared.name, value))
      } else {
        report(
          ScenarioRules.ForeignOutput(
            service: subject.key, name: declared.name, outcome: outcome,
            outcomes: declared.outcomes),
          at: entry.key.range)
      }
    }
    return delay.map {
      .init(outcome: ending(outcome, of: subject), output: output, delay: $0)
    }
  }

  /// What a service gives: a text, or a list's items.
  private mutating func value(
    _ node: LocatedNode, of output: ServiceSignature.Output
  ) -> CallValue? {
    guard case .list(let fields) = output.kind else {
      return values.reader.text(node, quoted(output.name)).map { .text($0.value) }
    }
    let items = values.reader.list(node, quoted(output.name))
    return items.map { items in
      .list(
        items.enumerated().compactMap { place, node in
          item(node, "item \(place + 1) of \(quoted(output.name))", fields)
        })
    }
  }

  /// An item of a list: a text, or texts by the names that its items have.
  private mutating func item(
    _ node: LocatedNode, _ place: String, _ fields: [ListField]
  ) -> ListItem? {
    let names = fields.map(\.name)
    if case .scalar = node.content {
      guard names.isEmpty || names.contains("") else {
        report(
          ServiceRules.GivenUnfit(
            what: place, kind: "a map with \(quoted(names))", found: node.description),
          at: node.range.firstPlace)
        return nil
      }
      return itemValue(node, place, "", fields).map { ListItem([$0]) }
    }
    let map =
      names.isEmpty
      ? values.reader.map(node, place) : values.reader.map(node, place, keys: names)
    return map.map { map in
      ListItem(
        map.entries.compactMap { entry in
          let name = entry.key.value
          return itemValue(entry.value, "\(quoted(name)) in \(place)", name, fields)
        })
    }
  }

  /// A value of an item; reported if it isn't of its kind.
  private mutating func itemValue(
    _ node: LocatedNode, _ place: String, _ name: String, _ fields: [ListField]
  ) -> NamedValue? {
    guard let text = values.reader.text(node, place) else { return nil }
    let value = NamedValue(name, text.value)
    guard let kind = fields.first(where: { $0.name == name })?.kind, !kind.accepts(value.value)
    else { return value }
    report(
      ServiceRules.GivenUnfit(what: place, kind: kind.noun, found: quoted(text.value)),
      at: text.range.firstPlace)
    return nil
  }

  private mutating func delay(_ node: LocatedNode) -> Duration? {
    values.reader.duration(node, "'late'", upTo: .hours(24))?.value
  }

  /// The outcome that a text names, if it exists.
  ///
  /// - Parameter isPart: whether the text is only part of the value.
  private mutating func outcome(
    _ text: Located<String>, of subject: StubTarget, isPart: Bool = false
  ) -> String? {
    let unanswered = StubBehaviour.noAnswer
    let outcomes: [String] =
      switch subject {
      case .sms, .email:
        ["works", Outcomes.failed, TransferOutcome.busy.rawValue, unanswered]
      case .service:
        ["works"] + (service(subject)?.outcomes ?? [])
          + (service(subject)?.canFail ?? true ? [Outcomes.failed, unanswered] : [])
      case .transfer: ["works"] + Outcomes.transfer
      case .recording: ["works", Outcomes.failed]
      }
    guard outcomes.contains(text.value) else {
      let suggestion = suggestion(for: text.value, among: outcomes)
      report(
        ScenarioRules.UnknownBehaviour(
          name: subject.key, text: text.value,
          behaviours: outcomes + (subject.canBeLate ? ["late 5s"] : []), suggestion: suggestion),
        at: text.range, fixIt: isPart ? nil : suggestion)
      return nil
    }
    return text.value
  }

  /// The outcome that a stub ends with; `nil` if it works normally.
  private func ending(_ outcome: String, of subject: StubTarget) -> String? {
    if case .transfer = subject, outcome == TransferOutcome.connected.rawValue { return nil }
    return outcome == "works" ? nil : outcome
  }

  private func service(_ subject: StubTarget) -> ServiceSignature? {
    guard case .service(let name) = subject else { return nil }
    return services.first { $0.name == name }
  }
}

extension StubTarget {
  /// What stands before the name of hours: `hours surgery: closed`.
  static let hoursPrefix = "hours "
  /// What stands before the name of a recording: `record message: failed`.
  static let recordPrefix = "record "
  /// What no service can be called.
  static let reservedNames = ["sms", "email", "transfer", "record"]

  /// Whether it can take its time: a recording takes as long as the caller speaks.
  var canBeLate: Bool { if case .recording = self { false } else { true } }

  /// The form in which it is written in a scenario.
  public var key: String {
    switch self {
    case .sms: "sms"
    case .email: "email"
    case .transfer(nil): "transfer"
    case .transfer(let number?): "transfer \(number)"
    case .service(let name):
      OpeningHours.name(ofService: name).map { Self.hoursPrefix + $0 } ?? name
    case .recording(nil): "record"
    case .recording(let name?): Self.recordPrefix + name
    }
  }
}
