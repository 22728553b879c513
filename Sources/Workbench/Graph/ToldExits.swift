import CallEngine

/// The exits that are listed inside their states instead of drawn, because their arrows would
/// repeat the same thing all over the picture.
enum ToldExits {
  /// From how many states the same exit must lead to one place.
  private static let manyStates = 4

  static func find(
    in program: MenuProgram, exits: [[StateExit]], depths: [Int?]
  ) -> Set<ExitPlace> {
    /// Whether an exit leads back to where a caller has been before.
    func leadsBack(_ exit: StateExit, _ state: Int) -> Bool {
      guard let here = depths[state], let there = depths[exit.target.index] else { return false }
      return there < here && !exits[exit.target.index].isEmpty
    }
    var sharers: [SharedExit: Set<Int>] = [:]
    var returners: [StateID: Set<Int>] = [:]
    for (state, exits) in exits.enumerated() {
      for exit in exits where exit.target.index != state {
        sharers[SharedExit(exit), default: []].insert(state)
        if leadsBack(exit, state) {
          returners[exit.target, default: []].insert(state)
        }
      }
    }
    let menus = program.states.count { $0.facts.kind == .menu }
    var told: Set<ExitPlace> = []
    for (state, exits) in exits.enumerated() {
      for exit in exits {
        let isTold =
          if exit.target.index == state {
            exit.isChoice
          } else if leadsBack(exit, state) {
            returners[exit.target, default: []].count >= manyStates
          } else if exit.name == .then {
            false
          } else {
            sharers[SharedExit(exit), default: []].count
              >= (exit.isChoice ? min(max(menus, 2), manyStates) : manyStates)
          }
        if isTold { told.insert(ExitPlace(state: state, exit: exit.name)) }
      }
    }
    // An arrow that is drawn anyway has room for another label.
    return told.filter { place in
      let siblings = exits[place.state]
      guard let target = siblings.first(where: { $0.name == place.exit })?.target else {
        return false
      }
      return target.index == place.state
        || !siblings.contains {
          $0.target == target && !told.contains(ExitPlace(state: place.state, exit: $0.name))
        }
    }
  }
}

/// An exit that several states may have.
private struct SharedExit: Hashable {
  let name: StateExit.Name
  let target: StateID

  init(_ exit: StateExit) {
    name = exit.name
    target = exit.target
  }
}

extension StateExit {
  fileprivate var isChoice: Bool {
    if case .choice = name { true } else { false }
  }
}
