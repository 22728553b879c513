import CallEngine

/// The exits that are told inside their states instead of drawn: those whose arrows would say the
/// same all over a picture.
enum ToldExits {
  /// From how many states the same exit must lead to one place.
  private static let manyStates = 4

  static func find(
    in program: MenuProgram, exits: [[StateExit]], depths: [Int?]
  ) -> Set<ExitPlace> {
    /// Whether an exit leads to where a caller has been before.
    func leadsBack(_ exit: StateExit, _ state: Int) -> Bool {
      guard let here = depths[state], let there = depths[exit.target.index] else { return false }
      return there < here && !exits[exit.target.index].isEmpty
    }
    var sharers: [StateExit: Set<Int>] = [:]
    var returners: [StateID: Set<Int>] = [:]
    for (state, exits) in exits.enumerated() {
      for exit in exits where exit.target.index != state {
        sharers[exit, default: []].insert(state)
        if leadsBack(exit, state) {
          returners[exit.target, default: []].insert(state)
        }
      }
    }
    let menus = program.states.count { if case .menu = $0.kind { true } else { false } }
    var told: Set<ExitPlace> = []
    for (state, exits) in exits.enumerated() {
      for (number, exit) in exits.enumerated() {
        let isTold =
          if exit.target.index == state {
            exit.isChoice
          } else if leadsBack(exit, state) {
            returners[exit.target, default: []].count >= manyStates
          } else if exit.cause == .then {
            false
          } else {
            sharers[exit, default: []].count
              >= (exit.isChoice ? min(max(menus, 2), manyStates) : manyStates)
          }
        if isTold { told.insert(ExitPlace(state: state, exit: number)) }
      }
    }
    // An arrow that is drawn anyway takes another label without more room.
    return told.filter { place in
      let target = exits[place.state][place.exit].target
      return target.index == place.state
        || !exits[place.state].enumerated().contains {
          $0.element.target == target
            && !told.contains(ExitPlace(state: place.state, exit: $0.offset))
        }
    }
  }
}

extension StateExit {
  fileprivate var isChoice: Bool {
    if case .choice = cause { true } else { false }
  }
}
