/// A pattern as the places of its symbols, and which can follow which (Glushkov's construction):
/// it has no other states, and reading a symbol is a union of sets.
struct PatternPlaces: Sendable {
  /// A set of places.
  struct Places: Hashable, Sendable {
    private var words: [UInt64]

    init(count: Int) {
      words = Array(repeating: 0, count: (count + 63) / 64)
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    mutating func insert(_ place: Int) { words[place / 64] |= 1 << (place % 64) }

    mutating func formUnion(_ other: Places) {
      for word in words.indices { words[word] |= other.words[word] }
    }

    func contains(_ place: Int) -> Bool { words[place / 64] >> (place % 64) & 1 == 1 }

    func intersects(_ other: Places) -> Bool { zip(words, other.words).contains { $0 & $1 != 0 } }

    func intersection(_ other: Places) -> Places {
      var both = self
      for word in words.indices { both.words[word] &= other.words[word] }
      return both
    }

    var all: [Int] {
      var all: [Int] = []
      for (word, bits) in words.enumerated() {
        var bits = bits
        while bits != 0 {
          all.append(word * 64 + bits.trailingZeroBitCount)
          bits &= bits - 1
        }
      }
      return all
    }
  }

  /// What can be read at each place.
  private(set) var symbols: [SymbolSet] = []
  /// Which places can come after each.
  private(set) var follow: [Places] = []
  /// Where a text can begin, and where it can end.
  private(set) var first: Places
  private(set) var last: Places
  /// Whether nothing matches, too.
  private(set) var isNullable: Bool

  /// - Parameter alphabet: the only symbols that there are.
  init(_ node: PatternNode, of alphabet: SymbolSet) {
    let count = node.size
    first = Places(count: count)
    last = first
    isNullable = true
    follow = Array(repeating: first, count: count)
    let whole = add(node)
    symbols = symbols.map { $0.intersection(alphabet) }
    var live = Places(count: count)
    for place in symbols.indices where !symbols[place].isEmpty { live.insert(place) }
    follow = follow.map { $0.intersection(live) }
    first = whole.first.intersection(live)
    last = whole.last.intersection(live)
    isNullable = whole.isNullable
  }

  /// A part of the pattern.
  private struct Part {
    var first: Places
    var last: Places
    var isNullable: Bool
  }

  private mutating func add(_ node: PatternNode) -> Part {
    let none = Places(count: follow.count)
    switch node {
    case .symbols(let set):
      var place = none
      place.insert(symbols.count)
      symbols.append(set)
      return Part(first: place, last: place, isNullable: false)
    case .sequence(let nodes):
      var whole = Part(first: none, last: none, isNullable: true)
      for node in nodes { append(add(node), to: &whole) }
      return whole
    case .choice(let nodes):
      var whole = Part(first: none, last: none, isNullable: false)
      for node in nodes {
        let part = add(node)
        whole.first.formUnion(part.first)
        whole.last.formUnion(part.last)
        whole.isNullable = whole.isNullable || part.isNullable
      }
      return whole
    case .repetition(let node, let least, let most):
      var whole = Part(first: none, last: none, isNullable: true)
      for copy in 0..<max(most ?? least, most == nil ? 1 : 0) {
        var part = add(node)
        if most == nil && copy == max(least, 1) - 1 { link(part.last, to: part.first) }
        if copy >= least { part.isNullable = true }
        append(part, to: &whole)
      }
      return whole
    }
  }

  private mutating func append(_ part: Part, to whole: inout Part) {
    link(whole.last, to: part.first)
    if whole.isNullable { whole.first.formUnion(part.first) }
    if !part.isNullable { whole.last = Places(count: follow.count) }
    whole.last.formUnion(part.last)
    whole.isNullable = whole.isNullable && part.isNullable
  }

  private mutating func link(_ from: Places, to: Places) {
    for place in from.all { follow[place].formUnion(to) }
  }

  // MARK: - Reading

  /// The places that can come after some.
  func following(_ places: Places) -> Places {
    var following = Places(count: symbols.count)
    for place in places.all { following.formUnion(follow[place]) }
    return following
  }

  /// The places that some can come after.
  func preceding(_ places: Places) -> Places {
    var preceding = Places(count: symbols.count)
    for place in symbols.indices where follow[place].intersects(places) {
      preceding.insert(place)
    }
    return preceding
  }

  func those(of places: Places, taking symbol: Int) -> Places {
    var taking = Places(count: symbols.count)
    for place in places.all where symbols[place].contains(symbol) { taking.insert(place) }
    return taking
  }
}

/// A pattern's parts as they are written.
indirect enum PatternNode: Sendable {
  case symbols(SymbolSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// As often as the first number says, up to the second; without it, without end.
  case repetition(PatternNode, Int, Int?)

  /// How many symbols it has with its counts written out; the largest number if there are too many
  /// to count.
  var size: Int {
    switch self {
    case .symbols: 1
    case .sequence(let nodes), .choice(let nodes):
      nodes.reduce(0) { size, node in
        let (sum, overflows) = size.addingReportingOverflow(node.size)
        return overflows ? .max : sum
      }
    case .repetition(let node, let least, let most):
      node.size.multipliedOrMax(by: max(most ?? least, most == nil ? 1 : 0))
    }
  }
}

extension Int {
  fileprivate func multipliedOrMax(by count: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: count)
    return overflows ? .max : product
  }
}
