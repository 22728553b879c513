/// The states as a directed graph, for proofs and exploration.
public struct StateGraph: Sendable {
  let successors: [[Int]]

  /// - Parameter successors: by state, the places of those that it leads to.
  public init(_ successors: [[Int]]) {
    self.successors = successors
  }

  /// The states that can be reached from some, including these.
  public func reachable(from starts: some Sequence<Int>) -> [Bool] {
    var isReached = Array(repeating: false, count: successors.count)
    var waiting = Array(starts)
    while let place = waiting.popLast() {
      if isReached[place] { continue }
      isReached[place] = true
      waiting += successors[place]
    }
    return isReached
  }

  /// The graph with all its edges reversed.
  public var reversed: StateGraph {
    var predecessors = Array(repeating: [Int](), count: successors.count)
    for (place, nexts) in successors.enumerated() {
      for next in nexts { predecessors[next].append(place) }
    }
    return StateGraph(predecessors)
  }

  /// The states that can be reached from one, each before all that it leads to, except where a cycle
  /// leads back: the reverse of the order in which a depth-first search leaves them.
  public func order(from start: Int) -> [Int] {
    var isReached = Array(repeating: false, count: successors.count)
    var left: [Int] = []
    var path = [(place: start, next: 0)]
    isReached[start] = true
    while let (place, next) = path.last {
      if next == successors[place].count {
        left.append(place)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let successor = successors[place][next]
      if !isReached[successor] {
        isReached[successor] = true
        path.append((successor, 0))
      }
    }
    return left.reversed()
  }

  /// The groups of states that can all be reached from each other and from themselves: the strongly
  /// connected components with a cycle, by Tarjan's algorithm, each in ascending order.
  public var cycles: [[Int]] {
    var search = CycleSearch(count: successors.count)
    for place in successors.indices { search.visit(place, successors) }
    return search.groups.filter { group in
      group.count > 1 || successors[group[0]].contains(group[0])
    }.sorted { $0[0] < $1[0] }
  }

  /// The shortest cycle through a state.
  public func round(from start: Int) -> [Int] {
    var cameFrom: [Int: Int] = [:]
    var row = [start]
    while !row.isEmpty {
      var next: [Int] = []
      for place in row {
        for successor in successors[place] {
          if successor == start {
            var path = [place]
            while let last = path.last, last != start, let before = cameFrom[last] {
              path.append(before)
            }
            return path.reversed()
          }
          if cameFrom[successor] == nil {
            cameFrom[successor] = place
            next.append(successor)
          }
        }
      }
      row = next
    }
    return [start]
  }
}

extension MenuProgram {
  /// The graph of all states and exits.
  public var graph: StateGraph {
    StateGraph(exits.map { $0.map(\.target.index) })
  }

  /// By state, whether a hang-up or a transfer can be reached from it.
  public var canEnd: [Bool] {
    graph.reversed.reachable(from: states.indices.filter { states[$0].endsCall })
  }
}

/// Tarjan's search without recursion, because menus can be of any depth.
private struct CycleSearch {
  private var order: [Int?]
  private var lowest: [Int]
  private var isOnStack: [Bool]
  private var stack: [Int] = []
  private var counter = 0
  var groups: [[Int]] = []

  init(count: Int) {
    order = Array(repeating: nil, count: count)
    lowest = Array(repeating: 0, count: count)
    isOnStack = Array(repeating: false, count: count)
  }

  mutating func visit(_ start: Int, _ successors: [[Int]]) {
    guard order[start] == nil else { return }
    var path: [(place: Int, next: Int)] = []
    enter(start)
    path.append((start, 0))
    while let (place, next) = path.last {
      if next < successors[place].count {
        path[path.count - 1].next += 1
        let successor = successors[place][next]
        if let seen = order[successor] {
          if isOnStack[successor] { lowest[place] = min(lowest[place], seen) }
        } else {
          enter(successor)
          path.append((successor, 0))
        }
      } else {
        path.removeLast()
        if let parent = path.last?.place { lowest[parent] = min(lowest[parent], lowest[place]) }
        if lowest[place] == order[place] { closeGroup(at: place) }
      }
    }
  }

  private mutating func enter(_ place: Int) {
    order[place] = counter
    lowest[place] = counter
    counter += 1
    stack.append(place)
    isOnStack[place] = true
  }

  private mutating func closeGroup(at root: Int) {
    var group: [Int] = []
    while let place = stack.popLast() {
      isOnStack[place] = false
      group.append(place)
      if place == root { break }
    }
    groups.append(group.sorted())
  }
}
