/// Services.
extension CallMachine {
  mutating func begin(_ call: ServiceCall, at now: Duration) -> StateID? {
    let id = InvocationID(nextID())
    emit(.invoke(ServiceRequest(call, values: values), id))
    phase = .fetching(id, .call, deadline: now + call.fetchTimeout)
    return nil
  }

  mutating func fetched(
    _ reply: ServiceReply, _ fetch: CallPhase.Fetch, at now: Duration
  ) -> StateID? {
    switch fetch {
    case .call: outcome(of: reply)
    case .check(let entry, let visit): judged(entry, visit, by: reply, at: now)
    }
  }

  /// Sets a service's outputs and takes the exit of its outcome. Outputs that the reply lacks, for
  /// a failure all of them, are unset, so that no other subscriber's values remain.
  private mutating func outcome(of reply: ServiceReply) -> StateID? {
    guard case .service(let call) = program[state].kind else {
      preconditionFailure("a reply in state \(program[state].name)")
    }
    let place = call.outcomes.firstIndex { $0.name == reply.outcome }
    set(call.outputs, from: place == nil ? [] : reply.output)
    if place == nil, let failed = call.failed {
      return leave(by: .outcome(Outcomes.failed), to: failed)
    }
    let outcome = call.outcomes[place ?? call.outcomes.count - 1]
    return leave(by: .outcome(outcome.name), to: outcome.target)
  }

  /// Sets outputs to a reply's values. Most replies have them in the order of the signature.
  mutating func set(_ outputs: [ServiceCall.Output], from given: [NamedValue]) {
    var taken = 0
    for output in outputs {
      let isNext = taken < given.count && given[taken].name == output.name
      values[output.variable] = isNext ? given[taken].value : nil
      if isNext { taken += 1 }
    }
    if taken == given.count { return }
    for output in outputs {
      values[output.variable] = given.first { $0.name == output.name }?.value
    }
  }

  func value(of source: ValueSource) -> CallValue? {
    source.value(in: values)
  }
}
