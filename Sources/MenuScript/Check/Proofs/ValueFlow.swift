import CallEngine

/// Which names certainly have a value in each state, and which may have one (definite assignment).
struct ValueFlow: Sendable {
  /// Sets of names as bits, 64 to a word.
  typealias NameSet = [UInt64]

  private let program: MenuProgram
  private let services: [String: ServiceSignature]
  private let places: [String: Int]
  /// By state; `nil` if no call reaches it.
  private var surely: [NameSet?]
  private var maybe: [NameSet]

  init(_ program: MenuProgram, services: [String: ServiceSignature]) {
    self.program = program
    self.services = services
    places = Dictionary(
      program.variableNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let empty = NameSet(repeating: 0, count: (program.variableNames.count + 63) / 64)
    surely = Array(repeating: nil, count: program.states.count)
    maybe = Array(repeating: empty, count: program.states.count)
    follow(from: empty)
  }

  /// Whether each path to a state sets a name.
  func surelyHas(_ name: String, in state: Int) -> Bool {
    guard let place = places[name], let set = surely[state] else { return true }
    return set.contains(place)
  }

  /// Whether any path to a state sets a name.
  func mayHave(_ name: String, in state: Int) -> Bool {
    guard let place = places[name], surely[state] != nil else { return true }
    return maybe[state].contains(place)
  }

  private mutating func follow(from empty: NameSet) {
    var start = empty
    for name in VariableID.builtInNames.indices { start.insert(name) }
    surely[program.start.index] = start
    maybe[program.start.index] = start
    var waiting = [program.start.index]
    var isWaiting = Array(repeating: false, count: program.states.count)
    while let state = waiting.popLast() {
      isWaiting[state] = false
      guard let surelyHere = surely[state] else { continue }
      for exit in program.exits(of: StateID(index: state)) {
        var surelyThere = surelyHere
        var maybeThere = maybe[state]
        apply(exit, of: program.states[state], &surelyThere, &maybeThere)
        let next = exit.target.index
        let before = surely[next]
        let met = before.map { $0.intersection(surelyThere) } ?? surelyThere
        let joined = maybe[next].union(maybeThere)
        guard met != before || joined != maybe[next] else { continue }
        surely[next] = met
        maybe[next] = joined
        if !isWaiting[next] {
          isWaiting[next] = true
          waiting.append(next)
        }
      }
    }
  }

  /// What leaving a state sets and unsets.
  private func apply(
    _ exit: StateExit, of state: MenuState, _ surely: inout NameSet, _ maybe: inout NameSet
  ) {
    if let variable = exit.sets {
      surely.insert(variable.index)
      maybe.insert(variable.index)
    }
    switch exit.shows {
    case nil: break
    case .set(let variable):
      surely.insert(variable.index)
      maybe.insert(variable.index)
    case .unset(let variable):
      surely.remove(variable.index)
      maybe.remove(variable.index)
    }
    // Where nothing was said, what was said before is gone.
    if case .recording(let variable) = state.subject, exit.sets == nil {
      surely.remove(variable.index)
      maybe.remove(variable.index)
    }
    guard let service = state.serviceCall?.service, case .outcome(let outcome) = exit.name
    else { return }
    let replies = state.kind.replies(before: outcome)
    // A reply unsets every output that it omits.
    for output in services[service]?.outputs ?? [] {
      guard let place = places[output.name] else { continue }
      if replies.outcomes.contains(where: output.comes) {
        maybe.insert(place)
      } else if replies.areSure {
        maybe.remove(place)
      }
      let isSure = replies.areSure && !output.isOptional
      if isSure && replies.outcomes.allSatisfy(output.comes) {
        surely.insert(place)
      } else {
        surely.remove(place)
      }
    }
  }
}

extension MenuState.Kind {
  /// The replies that a service can have given before the state is left by an outcome, and whether
  /// one of them surely was.
  fileprivate func replies(before outcome: String) -> (outcomes: [String], areSure: Bool) {
    guard case .collect(let collect) = self, let check = collect.check else {
      return ([outcome], true)
    }
    guard outcome == Outcomes.collected else { return ([], false) }
    return (check.accepted, collect.known == nil)
  }
}

extension ValueFlow.NameSet {
  fileprivate func contains(_ place: Int) -> Bool { self[place / 64] >> (place % 64) & 1 == 1 }

  fileprivate mutating func insert(_ place: Int) { self[place / 64] |= 1 << (place % 64) }

  fileprivate mutating func remove(_ place: Int) { self[place / 64] &= ~(1 << (place % 64)) }

  fileprivate func intersection(_ other: Self) -> Self { zip(self, other).map { $0 & $1 } }

  fileprivate func union(_ other: Self) -> Self { zip(self, other).map { $0 | $1 } }
}
