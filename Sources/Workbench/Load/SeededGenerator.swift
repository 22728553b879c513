/// A small, fast random number generator that gives the same sequence for the same seed
/// (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
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

  /// Whether an event of this probability, in per cent, happens.
  mutating func chance(percent: Int) -> Bool {
    var luck = luck()
    return luck.chance(percent: percent)
  }

  /// Randomness for several draws.
  mutating func luck() -> Luck { Luck(next()) }
}

/// Several random draws from one random word. Each uses up as many of its 64 bits as its bound has;
/// while bits are left, the bias is far below what a simulation could notice.
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

  /// Whether an event of this probability, in per cent, happens.
  mutating func chance(percent: Int) -> Bool {
    below(100) < percent
  }
}
