import CallEngine
import Foundation

/// A picture's direction and how its end states are staggered, so that it is about as wide as a
/// screen or a sheet: a menu of two hundred states in rows would be a long ribbon.
struct PictureLayout {
  let runsDown: Bool
  /// Over how many rows the end states of a fan are spread.
  let stagger: Int
  /// States with a single arrow, which leads to them.
  private let leaves: Set<StateID>

  init(of graph: MenuGraph) {
    var targets: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var arrowsIn = Array(repeating: 0, count: graph.nodes.count)
    for arrow in graph.arrows where arrow.from != arrow.to {
      targets[arrow.from.index].append(arrow.to.index)
      arrowsIn[arrow.to.index] += 1
    }
    leaves = Set(
      graph.nodes.map(\.state).filter { targets[$0.index].isEmpty && arrowsIn[$0.index] == 1 })
    let rows = Self.rows(from: graph.start.index, targets)
    let ends = Set(leaves.map(\.index))
    let widest = rows.map { row in
      (ends: row.count(where: ends.contains), others: row.count { !ends.contains($0) })
    }
    var best = (badness: Double.infinity, runsDown: true, stagger: 1)
    for stagger in 1...6 {
      let across = widest.map {
        Double($0.others) + (Double($0.ends) / Double(stagger)).rounded(.up)
      }
      let along = Double(rows.count + stagger - 1)
      for runsDown in [true, false] {
        // A node with its spacing, in points.
        let ratio =
          runsDown
          ? (across.max() ?? 1) * 165 / (along * 100) : along * 270 / ((across.max() ?? 1) * 65)
        let badness = abs(log(ratio / 1.5)) + 0.1 * Double(stagger - 1) + (runsDown ? 0 : 0.3)
        if badness < best.badness { best = (badness, runsDown, stagger) }
      }
    }
    (runsDown, stagger) = (best.runsDown, best.stagger)
  }

  /// The minimum number of rows that an arrow spans; it cycles through the end states of a fan.
  func span(of arrow: MenuGraph.Arrow, ends: inout Int) -> Int {
    guard stagger > 1, leaves.contains(arrow.to) else { return 1 }
    ends += 1
    return 1 + (ends - 1) % stagger
  }

  /// The states in rows, by their distance from the start in arrows.
  private static func rows(from start: Int, _ targets: [[Int]]) -> [[Int]] {
    var isPlaced = Array(repeating: false, count: targets.count)
    isPlaced[start] = true
    var rows = [[start]]
    while let row = rows.last {
      var next: [Int] = []
      for target in row.flatMap({ targets[$0] }) where !isPlaced[target] {
        isPlaced[target] = true
        next.append(target)
      }
      if next.isEmpty { break }
      rows.append(next)
    }
    return rows
  }
}
