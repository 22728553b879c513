import CallEngine

extension ScenarioReading {
  mutating func given(_ node: LocatedNode) -> [Scenario.Provision] {
    guard let map = values.reader.map(node, "'given'") else { return [] }
    return map.entries.compactMap { entry in
      let subject = subject(entry.key)
      let text = values.reader.text(entry.value, quoted(entry.key.value))
      guard let subject, let text, let behaviour = behaviour(text, of: subject, entry.key.value)
      else { return nil }
      return Scenario.Provision(subject: subject, behaviour: behaviour)
    }
  }

  private mutating func subject(_ key: Located<String>) -> Scenario.Provision.Subject? {
    switch key.value {
    case "sms": return .sms
    case "email": return .email
    case "transfer": return .transfer(nil)
    default: break
    }
    if key.value.hasPrefix("transfer ") {
      let range = key.range
      let node = LocatedNode(
        content: .scalar(.init(text: String(key.value.dropFirst(9)), isPlain: false)),
        range: range, size: 1)
      return number(node, "a transfer's number").map { .transfer($0) }
    }
    if services.contains(where: { $0.name == key.value }) { return .service(key.value) }
    let suggestion = suggestion(
      for: key.value, among: ["sms", "email", "transfer"] + services.map(\.name))
    report(
      ScenarioRules.UnknownStub(name: key.value, suggestion: suggestion), at: key.range,
      fixIt: suggestion)
    return nil
  }

  private mutating func behaviour(
    _ text: Located<String>, of subject: Scenario.Provision.Subject, _ name: String
  ) -> Scenario.Provision.Behaviour? {
    // A service's own outcomes follow from its data, so that a stub can only let it work or fail.
    let outcomes: [String]
    switch subject {
    case .sms, .email, .service: outcomes = ["works", ServiceSignature.failed]
    case .transfer: outcomes = ["works"] + Outcomes.transfer
    }
    if outcomes.contains(text.value) {
      let works = ["works", TransferOutcome.connected.rawValue].contains(text.value)
      return works ? .works : .outcome(text.value)
    }
    let words = text.value.split(separator: " ")
    if words.count == 2, words[0] == "late" {
      let node = LocatedNode(
        content: .scalar(.init(text: String(words[1]), isPlain: true)), range: text.range, size: 1)
      let delay = values.reader.duration(node, "'late'", upTo: .hours(24))
      return delay.map { .late($0.value) }
    }
    report(
      ScenarioRules.UnknownBehaviour(name: name, text: text.value, outcomes: outcomes),
      at: text.range)
    return nil
  }
}
