/// A small, fast generator of random numbers that gives the same sequence for the same seed
/// (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) {
    state = seed
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but not including `bound`, which is above 0.
  mutating func below(_ bound: Int) -> Int {
    var luck = luck()
    return luck.below(bound)
  }

  /// Whether an event of so many per cent happens.
  mutating func chance(percent: Int) -> Bool {
    var luck = luck()
    return luck.chance(percent: percent)
  }

  /// Chance for several draws.
  mutating func luck() -> Luck { Luck(next()) }
}

/// What chance brings in one decision: several draws from one random word. Each uses up as many of its
/// 64 bits as its bound has, and has a bias far below what a simulation could notice while bits are left.
struct Luck {
  private var word: UInt64

  init(_ word: UInt64) {
    self.word = word
  }

  /// A number from 0 up to but not including `bound`, which is above 0.
  mutating func below(_ bound: Int) -> Int {
    let product = word.multipliedFullWidth(by: UInt64(bound))
    word = product.low
    return Int(truncatingIfNeeded: product.high)
  }

  /// Whether an event of so many per cent happens.
  mutating func chance(percent: Int) -> Bool {
    below(100) < percent
  }
}
