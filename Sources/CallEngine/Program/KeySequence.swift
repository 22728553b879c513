/// Up to 32 keys in the order pressed, packed four bits a key, so that an entry allocates nothing
/// and is compared with a menu's choices in one step.
public struct KeySequence: Hashable, Sendable, CustomStringConvertible {
  /// The most keys that one sequence holds.
  public static let capacity = 32

  /// Whether a key was withheld; then it equals no sequence of known keys.
  private var isWithheld = false
  public private(set) var count: Int
  private var packed: UInt128

  public init() {
    count = 0
    packed = 0
  }

  /// The keys in a text; `nil` if it is empty, too long, or has another character.
  public init?(_ text: some StringProtocol) {
    self.init()
    for character in text {
      guard count < Self.capacity, let digit = Digit(character) else { return nil }
      append(digit)
    }
    if isEmpty { return nil }
  }

  public var isEmpty: Bool { count == 0 }

  /// Adds a key at the end. The sequence must not be full.
  public mutating func append(_ digit: Digit) {
    precondition(count < Self.capacity, "a key sequence holds \(Self.capacity) keys")
    packed = packed << 4 | UInt128(digit.rawValue)
    count += 1
  }

  /// Adds a key that a journal withholds.
  mutating func appendWithheld() {
    append(.zero)
    isWithheld = true
  }

  /// Puts another key in the place of the last one. The sequence must not be empty.
  mutating func replaceLast(with digit: Digit) {
    precondition(!isEmpty, "an empty key sequence has no last key")
    packed = (packed >> 4) << 4 | UInt128(digit.rawValue)
  }

  /// Whether this sequence begins with `other`; a sequence begins with itself.
  public func starts(with other: KeySequence) -> Bool {
    count >= other.count && packed >> (4 * (count - other.count)) == other.packed
  }

  /// Whether all keys are digits, 0 to 9: no group of four bits has 8 and 4 or 8 and 2 in it.
  var isDecimal: Bool {
    packed & (packed << 1 | packed << 2) & 0x8888_8888_8888_8888_8888_8888_8888_8888 == 0
  }

  /// Whether all keys are digits or stars.
  var isDecimalOrStar: Bool {
    isDecimal || digits.allSatisfy { $0.rawValue <= Digit.star.rawValue }
  }

  /// The number that up to 18 digits are; `nil` for other keys.
  var number: Int? {
    guard isDecimal, (1...18).contains(count) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1.rawValue) }
  }

  public func contains(_ digit: Digit) -> Bool {
    digits.contains(digit)
  }

  /// The key at a place; the one pressed first is at 0.
  public subscript(place: Int) -> Digit {
    precondition((0..<count).contains(place), "no key at place \(place) of \(count)")
    let after = UInt128(truncatingIfNeeded: count &- 1 &- place)
    return Digit(rawValue: UInt8(truncatingIfNeeded: packed &>> (4 &* after) & 0xF))!
  }

  /// The keys in the order pressed.
  public var digits: [Digit] { (0..<count).map { self[$0] } }

  public var description: String {
    String(unsafeUninitializedCapacity: count) { bytes in
      var rest = packed
      for place in (0..<count).reversed() {
        bytes[place] = Digit(rawValue: UInt8(truncatingIfNeeded: rest & 0xF))!.ascii
        rest >>= 4
      }
      return count
    }
  }
}
