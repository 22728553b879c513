/// Words keyed in on a keypad's letters (ITU-T E.161), as `letters:` says; capitals inside.
///
/// The keys of an entry are kept as two a letter: the key, and which of its letters is meant. That
/// is how `two_keys` callers press them; multi-tap is brought into that form key by key.
public struct LetterEntry: Hashable, Sendable {
  /// How a letter is keyed in.
  public enum Keying: String, CaseIterable, Hashable, Sendable {
    /// Multi-tap: a key once for its first letter, twice for its second. A letter is over with
    /// another key, with 1, or after a pause.
    case keypad
    /// The key, then the letter's place on it: B is 22. A blank is 01.
    case twoKeys = "two_keys"
  }

  public let keying: Keying
  /// How many letters, blanks included.
  public let lengths: ClosedRange<Int>

  /// As many as one entry holds.
  public static let mostLetters = KeySequence.capacity / 2
  /// After this time without a key, the same key begins another letter (multi-tap).
  public static let pause = Duration.seconds(1)
  /// The key that ends a letter at once (multi-tap).
  public static let letterEnd = Digit.one

  public init(_ keying: Keying, lengths: ClosedRange<Int> = 1...mostLetters) {
    self.keying = keying
    self.lengths = lengths
  }

  /// What each key has, by its digit; E.161's option A. 0 gives the blank, as telephones do.
  private static let keypad = [
    " ", "", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ",
  ].map { Array($0.utf8) }

  private static func letters(of key: Digit) -> [UInt8] {
    key.rawValue < keypad.count ? keypad[Int(key.rawValue)] : []
  }

  /// - Parameter keys: two a letter.
  func value(of keys: KeySequence) -> String? {
    guard keys.count.isMultiple(of: 2), lengths.contains(keys.count / 2) else { return nil }
    var text: [UInt8] = []
    for place in stride(from: 0, to: keys.count, by: 2) {
      let letters = Self.letters(of: keys[place])
      let number = Int(keys[place + 1].rawValue & ~Self.over)
      guard (1...max(1, letters.count)).contains(number), !letters.isEmpty,
        keying == .keypad || keys[place + 1].rawValue == UInt8(number)
      else { return nil }
      text.append(letters[number - 1])
    }
    let blank = UInt8(ascii: " ")
    guard text.first != blank, text.last != blank else { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// The keys that a caller presses for a word; `nil` if it can't be keyed in.
  func keys(of value: String) -> KeySequence? {
    guard lengths.contains(value.utf8.count) else { return nil }
    var pressed: [Digit] = []
    for letter in value.utf8 {
      guard let key = Self.keypad.firstIndex(where: { $0.contains(letter) }),
        let place = Self.keypad[key].firstIndex(of: letter),
        let digit = Digit(rawValue: UInt8(key)), let number = Digit(rawValue: UInt8(place + 1))
      else { return nil }
      switch keying {
      case .twoKeys: pressed += [digit, number]
      case .keypad:
        if pressed.last == digit { pressed.append(Self.letterEnd) }
        pressed += Array(repeating: digit, count: place + 1)
      }
    }
    guard pressed.count <= KeySequence.capacity else { return nil }
    var keys = KeySequence()
    for key in pressed { keys.append(key) }
    return keys
  }

  // MARK: Multi-tap

  /// Marks a letter's number, when the letter is over.
  private static let over: UInt8 = 8

  /// Adds a key to letters kept as two keys each.
  ///
  /// - Parameter isLate: whether it comes so late that it begins a letter.
  static func tap(_ key: Digit, isLate: Bool, to keys: inout KeySequence) {
    let number = keys.isEmpty ? 0 : keys[keys.count - 1].rawValue
    let isOpen = !keys.isEmpty && number & over == 0
    if key == letterEnd && !keys.isEmpty {
      if isOpen, let closed = Digit(rawValue: number | over) { keys.replaceLast(with: closed) }
      return
    }
    let letters = letters(of: key).count
    if isOpen, !isLate, letters > 0, keys[keys.count - 2] == key {
      // After the last letter comes the first again, as on telephones.
      let next = Int(number) == letters ? 1 : number + 1
      if let next = Digit(rawValue: next) { keys.replaceLast(with: next) }
    } else if keys.count + 2 <= KeySequence.capacity {
      keys.append(key)
      keys.append(.one)
    } else {
      // Too long: no letter has this number, and none is added to it.
      keys.replaceLast(with: .d)
    }
  }
}
