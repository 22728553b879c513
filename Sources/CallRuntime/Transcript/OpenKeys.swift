/// What may be shown of the keys of a call whose fate isn't settled.
struct OpenKeys {
  private var keys: [ShownKey] = []
  /// How many keys of the call came before them.
  private var settledKeys = 0

  mutating func press(_ key: ShownKey) {
    keys.append(key)
  }

  /// - Parameter numbers: among all keys of the call. A damaged journal may name others than these.
  mutating func withhold(_ numbers: Range<Int>) {
    for number in numbers.clamped(to: settledKeys..<settledKeys + keys.count) {
      keys[number - settledKeys] = .withheld
    }
  }

  mutating func withholdAll() {
    withhold(settledKeys..<settledKeys + keys.count)
  }

  /// What is to be shown of them, now that it is known.
  mutating func settle() -> [ShownKey] {
    settledKeys += keys.count
    defer { keys = [] }
    return keys
  }
}
