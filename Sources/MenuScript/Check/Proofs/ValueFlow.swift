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

  /// Where an exit leads, and what it does to names, in this order.
  private struct Way {
    let target: Int
    let changes: [Change]
  }

  /// What becomes of a name: whether it surely has a value, and whether it may have one. `nil`
  /// leaves that as it is.
  private struct Change {
    let place: Int
    let surely: Bool?
    let maybe: Bool?

    /// The name has a value, or has none.
    static func isSet(_ variable: VariableID, _ isSet: Bool) -> Change {
      Change(place: variable.index, surely: isSet, maybe: isSet)
    }
  }

  /// Passes on what is known from state to state until nothing changes. Mostly a state's turn comes
  /// after those that lead to it, so that few rounds are needed.
  private mutating func follow(from empty: NameSet) {
    var start = empty
    for name in VariableID.builtInNames.indices { start.set(name, true) }
    surely[program.start.index] = start
    maybe[program.start.index] = start
    let ways = program.states.indices.map(ways(from:))
    let order = StateGraph(ways.map { $0.map(\.target) }).order(from: program.start.index)
    var isWaiting = Array(repeating: false, count: program.states.count)
    isWaiting[program.start.index] = true
    while let first = order.firstIndex(where: { isWaiting[$0] }) {
      for state in order[first...] where isWaiting[state] {
        isWaiting[state] = false
        for way in ways[state] where pass(along: way, from: state) { isWaiting[way.target] = true }
      }
    }
  }

  /// - Returns: whether anything new is known of the state that it leads to.
  private mutating func pass(along way: Way, from state: Int) -> Bool {
    guard var surelyThere = surely[state] else { return false }
    var maybeThere = maybe[state]
    for change in way.changes {
      if let surely = change.surely { surelyThere.set(change.place, surely) }
      if let maybe = change.maybe { maybeThere.set(change.place, maybe) }
    }
    let hasGrown = maybe[way.target].formUnion(maybeThere)
    guard let hasShrunk = surely[way.target]?.formIntersection(surelyThere) else {
      surely[way.target] = surelyThere
      return true
    }
    return hasGrown || hasShrunk
  }

  private func ways(from state: Int) -> [Way] {
    program.exits(of: StateID(index: state)).map { exit in
      Way(target: exit.target.index, changes: changes(by: exit, of: program.states[state]))
    }
  }

  /// What leaving a state sets and unsets.
  private func changes(by exit: StateExit, of state: MenuState) -> [Change] {
    var changes: [Change] = []
    if let variable = exit.sets { changes.append(.isSet(variable, true)) }
    switch exit.shows {
    case nil: break
    case .set(let variable): changes.append(.isSet(variable, true))
    case .unset(let variable): changes.append(.isSet(variable, false))
    }
    // Where nothing was said, what was said before is gone.
    if case .recording(let variable) = state.subject, exit.sets == nil {
      changes.append(.isSet(variable, false))
    }
    guard let service = state.serviceCall?.service, case .outcome(let outcome) = exit.name
    else { return changes }
    let replies = state.kind.replies(before: outcome)
    // A reply unsets every output that it omits.
    for output in services[service]?.outputs ?? [] {
      guard let place = places[output.name] else { continue }
      let mayCome = replies.outcomes.contains(where: output.comes)
      let isSure =
        replies.areSure && !output.isOptional && replies.outcomes.allSatisfy(output.comes)
      changes.append(
        Change(place: place, surely: isSure, maybe: mayCome ? true : replies.areSure ? false : nil))
    }
    return changes
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

  fileprivate mutating func set(_ place: Int, _ isMember: Bool) {
    let bit: UInt64 = 1 << (place % 64)
    if isMember { self[place / 64] |= bit } else { self[place / 64] &= ~bit }
  }

  /// - Returns: whether it has fewer members now.
  fileprivate mutating func formIntersection(_ other: Self) -> Bool {
    var hasShrunk = false
    for word in indices where self[word] & ~other[word] != 0 {
      self[word] &= other[word]
      hasShrunk = true
    }
    return hasShrunk
  }

  /// - Returns: whether it has more members now.
  fileprivate mutating func formUnion(_ other: Self) -> Bool {
    var hasGrown = false
    for word in indices where other[word] & ~self[word] != 0 {
      self[word] |= other[word]
      hasGrown = true
    }
    return hasGrown
  }
}
