package import CallEngine
import HeapModule

/// A path through a menu: the states in order, and the exit by which each is left.
package struct MenuPath: Hashable, Sendable {
  package struct Hop: Hashable, Sendable {
    package let from: StateID
    package let exit: StateExit
  }

  package let start: StateID
  package internal(set) var hops: [Hop] = []

  package var end: StateID { hops.last?.exit.target ?? start }
}

/// The cost of a path to a state.
private struct PathCost: Comparable {
  let keys: Int
  let states: Int
  let place: Int

  static func < (left: PathCost, right: PathCost) -> Bool {
    (left.keys, left.states, left.place) < (right.keys, right.states, right.place)
  }
}

extension MenuPath.Hop {
  /// The keys that the exit needs; needing luck or patience costs as much as a few keys.
  fileprivate var keyCount: Int {
    switch exit.trigger {
    // An entry may need a terminator.
    case .keysPressed(let count): exit.sets == nil ? count : count + 1
    case .gaveUp: 3
    case .failed: 2
    case .spoke: 1
    case .answered, .passing: 0
    }
  }
}

extension MenuProgram {
  /// By state, the path from the start with the fewest keys, and among those the fewest states;
  /// `nil` if there is none.
  package var shortestPaths: [MenuPath?] {
    let hops = shortestHops(avoiding: [])
    return states.indices.map { path(to: StateID(index: $0), by: hops) }
  }

  /// The shortest path to a state that takes none of some steps; `nil` if there is none.
  func shortestPath(to state: StateID, avoiding avoided: Set<MenuPath.Hop>) -> MenuPath? {
    path(to: state, by: shortestHops(avoiding: avoided))
  }

  /// The path whose last steps to each state are these.
  private func path(to state: StateID, by lastHops: [MenuPath.Hop?]) -> MenuPath? {
    var hops: [MenuPath.Hop] = []
    var here = state
    while here != start {
      guard let hop = lastHops[here.index] else { return nil }
      hops.append(hop)
      here = hop.from
    }
    return MenuPath(start: start, hops: hops.reversed())
  }

  /// By state, the last step of the shortest path to it; `nil` for the start, and where there is none.
  private func shortestHops(avoiding avoided: Set<MenuPath.Hop>) -> [MenuPath.Hop?] {
    var cameBy: [MenuPath.Hop?] = Array(repeating: nil, count: states.count)
    var costs: [PathCost?] = Array(repeating: nil, count: states.count)
    var waiting = Heap([PathCost(keys: 0, states: 0, place: start.index)])
    costs[start.index] = waiting.min
    while let cost = waiting.popMin() {
      guard costs[cost.place] == cost else { continue }
      let from = StateID(index: cost.place)
      for exit in exits(of: from) {
        let hop = MenuPath.Hop(from: from, exit: exit)
        if avoided.contains(hop) { continue }
        let next = PathCost(
          keys: cost.keys + hop.keyCount, states: cost.states + 1,
          place: exit.target.index)
        if let known = costs[next.place], known <= next { continue }
        costs[next.place] = next
        cameBy[next.place] = hop
        waiting.insert(next)
      }
    }
    return cameBy
  }

  /// The paths from the start to a hang-up, or to a state whose exits all lead back, that go
  /// through no state twice, in the order of the script.
  ///
  /// - Parameter limit: the most to return; their number can be astronomical.
  package func simplePaths(upTo limit: Int) -> [MenuPath] {
    var found: [MenuPath] = []
    var isOnPath = Array(repeating: false, count: states.count)
    var path = MenuPath(start: start)
    var open: [ArraySlice<StateExit>] = [exits(of: start)[...]]
    isOnPath[start.index] = true
    if open[0].isEmpty { return [path] }
    var wentOn = [false]
    while let exits = open.last, found.count < limit {
      guard let exit = exits.first else {
        let state = path.end
        if wentOn.last == false { found.append(path) }
        isOnPath[state.index] = false
        open.removeLast()
        wentOn.removeLast()
        if !path.hops.isEmpty { path.hops.removeLast() }
        continue
      }
      open[open.count - 1].removeFirst()
      if isOnPath[exit.target.index] { continue }
      wentOn[wentOn.count - 1] = true
      path.hops.append(MenuPath.Hop(from: path.end, exit: exit))
      isOnPath[exit.target.index] = true
      open.append(self.exits(of: exit.target)[...])
      wentOn.append(false)
    }
    return found
  }
}

extension MenuProgram {
  /// Whether a caller can reach a state a second time.
  package var canGoRound: Bool {
    let isReachable = graph.reachable(from: [start.index])
    return graph.cycles.contains { isReachable[$0[0]] }
  }
}
