import CallEngine
import MenuScript

/// What services reply so that every branch is taken.
extension ExploreRun {
  /// Now and then, a service's output that takes some branch later.
  func decidingOutput(
    of service: String, using generator: inout SeededGenerator
  ) -> Scenario.Provision? {
    let outputs = program.outputs(of: service).filter { !deciding.texts(of: $0.variable).isEmpty }
    guard !outputs.isEmpty, generator.chance(percent: 50),
      let signature = services.signatures.first(where: { $0.name == service })
    else { return nil }
    let output = outputs[generator.below(outputs.count)]
    let texts = deciding.texts(of: output.variable)
    let outcomes = signature.outcomes.filter { outcome in
      signature.outputs.contains { $0.name == output.name && $0.comes(with: outcome) }
    }
    guard !outcomes.isEmpty else { return nil }
    return Scenario.Provision(
      subject: .service(service),
      behaviour: .outcome(
        outcomes[generator.below(outcomes.count)],
        [NamedValue(output.name, texts[generator.below(texts.count)])]))
  }

  /// What services do along a path if they have the outcomes that it needs, with the values that
  /// its switches need.
  func provisions(along path: MenuPath) -> [Scenario.Provision] {
    var told: [Int: [NamedValue]] = [:]
    for (place, hop) in path.hops.enumerated() {
      guard case .switch(let choice) = program[hop.from].kind,
        let text = deciding.text(taking: hop.exit.name, of: choice)
      else { continue }
      let source = path.hops[..<place].lastIndex { earlier in
        program.output(choice.variable, of: earlier.from) != nil
      }
      guard let source, let name = program.output(choice.variable, of: path.hops[source].from)
      else { continue }
      told[source, default: []].append(NamedValue(name, text))
    }
    return path.hops.enumerated().compactMap { place, hop in
      let provision = program.provision(for: hop, choosesOutcomes: true)
      guard let output = told[place], let provision else { return provision }
      return Scenario.Provision(
        subject: provision.subject,
        behaviour: StubBehaviour(outcome: provision.behaviour.outcome, output: output))
    }
  }
}

extension MenuProgram {
  /// What a service gives wherever it is called.
  fileprivate func outputs(of service: String) -> [ServiceCall.Output] {
    for state in states {
      if case .service(let call) = state.kind, call.service == service { return call.outputs }
    }
    return []
  }

  /// The name under which a state's service gives a variable's value; `nil` if it doesn't.
  fileprivate func output(_ variable: VariableID, of state: StateID) -> String? {
    guard case .service(let call) = self[state].kind else { return nil }
    return call.outputs.first { $0.variable == variable }?.name
  }

  /// The stub behaviour that a hop needs; `nil` if it needs none.
  ///
  /// - Parameter choosesOutcomes: whether services' own outcomes are set, too.
  func provision(
    for hop: MenuPath.Hop, choosesOutcomes: Bool
  ) -> Scenario.Provision? {
    guard case .outcome(var outcome) = hop.exit.name else { return nil }
    let hasFailed = hop.exit.trigger == .failed
    if case .collect(let collect) = self[hop.from].kind, let check = collect.check {
      if outcome == Outcomes.collected, let accepted = check.accepted.first { outcome = accepted }
      guard check.accepted.contains(outcome) || hasFailed else { return nil }
    }
    if let name = self[hop.from].serviceCall?.service, choosesOutcomes || hasFailed {
      return Scenario.Provision(subject: .service(name), behaviour: .outcome(outcome))
    }
    if case .record = self[hop.from].kind, hasFailed {
      return Scenario.Provision(subject: .recording(nil), behaviour: .outcome(outcome))
    }
    guard self[hop.from].putsThrough, hasFailed else { return nil }
    return Scenario.Provision(subject: .transfer(nil), behaviour: .outcome(outcome))
  }
}
