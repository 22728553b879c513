/// A regular expression that whole entries must match: `pattern:` in a field.
///
/// It has literals, classes, groups, alternatives and counts, and nothing that would need to go
/// back: an entry is read once, with all the places in the pattern where it can be, so that the
/// time doesn't depend on what a caller keys in.
public struct EntryPattern: Sendable {
  /// As the script has it.
  public let text: String
  let places: PatternPlaces

  /// The most symbols of a pattern once its counts are written out.
  public static let mostSymbols = 512
  public static let mostCharacters = 200

  /// What entries consist of.
  public enum Alphabet: Hashable, Sendable {
    case digits
    /// And the capital letter that a key stands for.
    case digitsAnd(Character)
    /// And blanks.
    case letters
    case all
  }

  /// - Parameter alphabet: whatever else the pattern has matches nothing.
  public init(_ text: String, of alphabet: Alphabet = .all) throws(PatternFault) {
    var parser = PatternParser(text)
    let node = try parser.parse()
    self.text = text
    places = PatternPlaces(node, of: alphabet.symbols)
  }

  /// Whether a text matches from its first symbol to its last.
  public func matches(_ text: String) -> Bool {
    var isFirst = true
    var here = PatternPlaces.Places(count: places.symbols.count)
    for byte in text.utf8 {
      guard let symbol = SymbolSet.symbol(byte) else { return false }
      let reachable = isFirst ? places.first : places.following(here)
      here = places.those(of: reachable, taking: symbol)
      if here.isEmpty { return false }
      isFirst = false
    }
    return isFirst ? places.isNullable : here.intersects(places.last)
  }

  /// The lengths that a matching entry can have, up to the longest entry.
  public var lengths: [Int] {
    var lengths: [Int] = places.isNullable ? [0] : []
    var here = places.first
    for length in 1...KeySequence.capacity {
      if here.intersects(places.last) { lengths.append(length) }
      here = places.following(here)
    }
    return lengths
  }

  /// A text that matches, for trying out a script; `nil` if none has this length.
  ///
  /// - Parameter pick: a number below its argument, which is above 0.
  public func example(length: Int, pick: (Int) -> Int) -> String? {
    guard length > 0 else { return length == 0 && places.isNullable ? "" : nil }
    // From which places the end is so many symbols away.
    var towardsEnd = [places.last]
    for _ in 1..<length { towardsEnd.append(places.preceding(towardsEnd[towardsEnd.count - 1])) }
    var text: [UInt8] = []
    var reachable = places.first
    while let open = towardsEnd.popLast() {
      let fitting = reachable.intersection(open).all
      guard !fitting.isEmpty else { return nil }
      let place = fitting[pick(fitting.count)]
      let symbols = places.symbols[place].all
      text.append(symbols[pick(symbols.count)])
      reachable = places.follow[place]
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension EntryPattern: Hashable {
  public static func == (left: EntryPattern, right: EntryPattern) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension EntryPattern.Alphabet {
  fileprivate var symbols: SymbolSet {
    switch self {
    case .digits: .digits
    case .digitsAnd(let letter): SymbolSet.digits.with(letter)
    case .letters: SymbolSet.digits.inverse
    case .all: .all
    }
  }
}

/// A set of the symbols that values of entries consist of: digits, capital letters and the blank.
struct SymbolSet: Hashable, Sendable {
  private(set) var bits: UInt64 = 0

  static let digits = SymbolSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
  static let all = SymbolSet(bits: 1 << 37 - 1)

  private init(bits: UInt64) {
    self.bits = bits
  }

  init() {}

  init(_ range: ClosedRange<UInt8>) {
    for byte in range { insert(byte) }
  }

  mutating func insert(_ byte: UInt8) {
    if let symbol = Self.symbol(byte) { bits |= 1 << symbol }
  }

  mutating func formUnion(_ other: SymbolSet) { bits |= other.bits }

  func with(_ symbol: Character) -> SymbolSet {
    var set = self
    if let byte = symbol.asciiValue { set.insert(byte) }
    return set
  }

  func intersection(_ other: SymbolSet) -> SymbolSet { SymbolSet(bits: bits & other.bits) }

  var inverse: SymbolSet { SymbolSet(bits: ~bits & Self.all.bits) }
  var isEmpty: Bool { bits == 0 }

  func contains(_ symbol: Int) -> Bool { bits >> symbol & 1 == 1 }

  /// Its symbols in ASCII.
  var all: [UInt8] { Self.alphabet.indices.filter(contains).map { Self.alphabet[$0] } }

  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ".utf8)

  /// A symbol's number, from ASCII.
  static func symbol(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A")) + 10
    case UInt8(ascii: " "): 36
    default: nil
    }
  }
}
