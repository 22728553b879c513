/// Entries that a service judges.
extension CallMachine {
  /// Asks the service about an entry that is otherwise accepted.
  mutating func ask(
    _ check: EntryCheck, about value: CallValue, of collect: Collect, _ entry: CallPhase.Entry,
    _ visit: CallPhase.Visit, at now: Duration
  ) -> StateID? {
    let id = InvocationID(nextID())
    // The name gets its value only when the entry is accepted.
    var asked = values
    asked[collect.variable] = value
    emit(.invoke(ServiceRequest(check.call, values: asked), id))
    phase = .fetching(id, .check(entry, visit), deadline: now + check.call.fetchTimeout)
    return nil
  }

  /// Takes the service's answer: a refusal is one nomatch (K9). Outputs that an accepting reply
  /// lacks, and all of any other, are unset, so that none of an earlier entry's remain.
  mutating func judged(
    _ entry: CallPhase.Entry, _ visit: CallPhase.Visit, by reply: ServiceReply, at now: Duration
  ) -> StateID? {
    guard case .collect(let collect) = program[state].kind, let check = collect.check else {
      preconditionFailure("state \(program[state].name) asks no service about its entries")
    }
    let isAccepted = check.accepted.contains(reply.outcome)
    set(check.call.outputs, from: isAccepted ? reply.output : [])
    if isAccepted { return take(entry, visit, at: now) }
    guard check.refused.contains(reply.outcome) else {
      return leave(by: .outcome(Outcomes.failed), to: check.failed)
    }
    return nomatch(collect.promptsAfterNomatch, visit, at: now)
  }
}
