/// Places boxes in rows so that arrows lead down where they can, in the way of Sugiyama, Tagawa and
/// Toda (1981): rows by the longest way from the start, few crossings, short arrows.
struct LayeredLayout {
  struct Size {
    let width: Double
    let height: Double
  }

  struct Point: Hashable {
    let x: Double
    let y: Double
  }

  /// The boxes' centres.
  private(set) var centres: [Point] = []
  /// By arrow, the centres of the boxes that it joins and of the gaps that it passes; empty for one
  /// from a box to itself.
  private(set) var ways: [[Point]] = []
  private(set) var size = Size(width: 0, height: 0)

  /// A box, or the gap in a row that an arrow passes.
  private struct Place {
    let width: Double
    let height: Double
    var row: Int
    var above: [Int] = []
    var below: [Int] = []
    var centre = 0.0
    /// Its place among those of its row.
    var rank = 0

    var isGap: Bool { height == 0 }
  }

  private var places: [Place]
  /// By arrow, the places along it, from the upper box to the lower.
  private var chains: [[Int]]
  private var rows: [[Int]] = []

  private static let gapWidth = 14.0
  private static let between = 26.0
  private static let margin = 24.0
  private static let sweeps = 12

  /// - Parameters:
  ///   - start: the box at the top.
  ///   - between: the height between rows.
  init(_ sizes: [Size], arrows: [(from: Int, to: Int)], start: Int, between rowGap: Double) {
    places = sizes.map { Place(width: $0.width, height: $0.height, row: 0) }
    let isUpwards = Self.upwards(arrows, count: sizes.count, from: start)
    let down = zip(arrows, isUpwards).map { arrow, isUpwards in
      isUpwards ? (from: arrow.to, to: arrow.from) : arrow
    }
    for (place, row) in Self.rows(down, count: sizes.count).enumerated() {
      places[place].row = row
    }
    chains = []
    chains = down.map { arrow in arrow.from == arrow.to ? [] : chain(arrow.from, arrow.to) }
    order()
    spread()
    place(rowGap)
    ways = zip(chains, isUpwards).map { chain, isUpwards in
      let points = chain.map { Point(x: places[$0].centre, y: rowMiddles[places[$0].row]) }
      return isUpwards ? points.reversed() : points
    }
    centres = sizes.indices.map {
      Point(x: places[$0].centre, y: rowMiddles[places[$0].row])
    }
  }

  private var rowMiddles: [Double] = []

  // MARK: Rows

  /// Which arrows would close a circle, as a walk from the start meets them.
  private static func upwards(
    _ arrows: [(from: Int, to: Int)], count: Int, from start: Int
  ) -> [Bool] {
    var outgoing: [[Int]] = Array(repeating: [], count: count)
    for (number, arrow) in arrows.enumerated() { outgoing[arrow.from].append(number) }
    var isUpwards = Array(repeating: false, count: arrows.count)
    // 0: not met; 1: on the way; 2: done.
    var state = Array(repeating: 0, count: count)
    for root in [start] + (0..<count) where state[root] == 0 {
      var way = [(box: root, next: 0)]
      state[root] = 1
      while let (box, next) = way.last {
        guard next < outgoing[box].count else {
          state[box] = 2
          way.removeLast()
          continue
        }
        way[way.count - 1].next += 1
        let arrow = outgoing[box][next]
        let target = arrows[arrow].to
        if state[target] == 1 {
          isUpwards[arrow] = true
        } else if state[target] == 0 {
          state[target] = 1
          way.append((target, 0))
        }
      }
    }
    return isUpwards
  }

  /// Each box's row: below all that lead to it, and no higher than right above what it leads to.
  private static func rows(_ arrows: [(from: Int, to: Int)], count: Int) -> [Int] {
    let arrows = arrows.filter { $0.from != $0.to }
    var row = Array(repeating: 0, count: count)
    var left = Array(repeating: 0, count: count)
    var outgoing: [[Int]] = Array(repeating: [], count: count)
    for arrow in arrows {
      left[arrow.to] += 1
      outgoing[arrow.from].append(arrow.to)
    }
    var ready = (0..<count).filter { left[$0] == 0 }
    var sorted: [Int] = []
    while let box = ready.popLast() {
      sorted.append(box)
      for target in outgoing[box] {
        row[target] = max(row[target], row[box] + 1)
        left[target] -= 1
        if left[target] == 0 { ready.append(target) }
      }
    }
    // A box that many lead to from afar goes no lower than it must; one with a single arrow out is
    // drawn to where that leads.
    for box in sorted.reversed() where !arrows.contains(where: { $0.to == box }) {
      if let lowest = outgoing[box].map({ row[$0] }).min() { row[box] = max(0, lowest - 1) }
    }
    return row
  }

  /// The places from one box down to another, with a gap in every row between.
  private mutating func chain(_ from: Int, _ to: Int) -> [Int] {
    var chain = [from]
    for row in places[from].row + 1..<max(places[from].row + 1, places[to].row) {
      places.append(Place(width: Self.gapWidth, height: 0, row: row))
      chain.append(places.count - 1)
    }
    chain.append(to)
    for (upper, lower) in zip(chain, chain.dropFirst()) {
      places[upper].below.append(lower)
      places[lower].above.append(upper)
    }
    return chain
  }

  // MARK: Order within rows

  private mutating func order() {
    rows = Array(repeating: [], count: (places.map(\.row).max() ?? 0) + 1)
    for place in places.indices { rows[places[place].row].append(place) }
    for row in rows.indices { rank(row) }
    var best = rows
    var fewest = crossings
    for sweep in 0..<Self.sweeps {
      if sweep.isMultiple(of: 2) {
        for row in rows.indices.dropFirst() { sort(row, by: \.above) }
      } else {
        for row in rows.indices.dropLast().reversed() { sort(row, by: \.below) }
      }
      let now = crossings
      if now < fewest { (best, fewest) = (rows, now) }
    }
    rows = best
  }

  /// Sorts a row by the mean place of its neighbours in the row beside it.
  private mutating func sort(_ row: Int, by side: KeyPath<Place, [Int]>) {
    let former = rows[row]
    let means = former.enumerated().map { number, place -> (mean: Double, number: Int) in
      let neighbours = places[place][keyPath: side]
      if neighbours.isEmpty { return (Double(number), number) }
      let sum = neighbours.reduce(0) { $0 + places[$1].rank }
      return (Double(sum) / Double(neighbours.count), number)
    }
    rows[row] = means.sorted { $0 < $1 }.map { former[$0.number] }
    rank(row)
  }

  private mutating func rank(_ row: Int) {
    for (number, place) in rows[row].enumerated() { places[place].rank = number }
  }

  /// How many arrows cross others between rows, counted with sums over prefixes (Fenwick's tree).
  private var crossings: Int {
    var count = 0
    for (row, next) in zip(rows, rows.dropFirst()) {
      var tree = Array(repeating: 0, count: next.count + 1)
      var seen = 0
      for place in row {
        let ends = places[place].below.map { places[$0].rank + 1 }.sorted()
        for end in ends {
          count += seen
          var node = end
          while node > 0 {
            count -= tree[node]
            node &= node - 1
          }
        }
        for end in ends {
          seen += 1
          var node = end
          while node < tree.count {
            tree[node] += 1
            node += node & -node
          }
        }
      }
    }
    return count
  }

  // MARK: Across

  private mutating func spread() {
    for row in rows { settle(row, at: row.map { _ in 0 }) }
    for sweep in 0..<Self.sweeps * 2 {
      let isDown = sweep.isMultiple(of: 2)
      for row in isDown ? rows : rows.reversed() {
        let wanted = row.map { number in
          let place = places[number]
          // The last sweeps look to both sides.
          let near =
            sweep > Self.sweeps ? place.above + place.below : isDown ? place.above : place.below
          if near.isEmpty { return place.centre }
          return near.reduce(0.0) { $0 + places[$1].centre } / Double(near.count)
        }
        settle(row, at: wanted)
      }
    }
    let left = places.map { $0.centre - $0.width / 2 }.min() ?? 0
    for place in places.indices { places[place].centre += Self.margin - left }
  }

  /// Moves the places of a row to where they want to be, as near as their order and widths allow:
  /// isotonic regression of what is wanted, by pooling neighbours.
  private mutating func settle(_ row: [Int], at wanted: [Double]) {
    struct Pool {
      var sum: Double
      var weight: Double
      var count: Int

      var value: Double { sum / weight }
    }
    var offsets: [Double] = []
    var offset = 0.0
    var pools: [Pool] = []
    for (number, place) in row.enumerated() {
      if number > 0 {
        let before = places[row[number - 1]]
        let isNarrow = before.isGap && places[place].isGap
        offset += (before.width + places[place].width) / 2 + (isNarrow ? 0 : Self.between)
      }
      offsets.append(offset)
      // Long arrows are to be straight.
      let weight = places[place].isGap ? 2.0 : 1
      pools.append(
        Pool(sum: (wanted[number] - offset) * weight, weight: weight, count: 1))
      while pools.count > 1, pools[pools.count - 2].value > pools[pools.count - 1].value {
        let last = pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].weight += last.weight
        pools[pools.count - 1].count += last.count
      }
    }
    var number = 0
    for pool in pools {
      for _ in 0..<pool.count {
        places[row[number]].centre = pool.value + offsets[number]
        number += 1
      }
    }
  }

  // MARK: Down

  private mutating func place(_ rowGap: Double) {
    var top = Self.margin
    for row in rows {
      let height = row.map { places[$0].height }.max() ?? 0
      rowMiddles.append(top + height / 2)
      top += height + rowGap
    }
    let right = places.map { $0.centre + $0.width / 2 }.max() ?? 0
    size = Size(width: right + Self.margin, height: top - rowGap + Self.margin)
  }
}
