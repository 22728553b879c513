/// The one buffer that every key goes into (K1), in the order pressed.
struct DigitBuffer: Sendable {
  struct Key: Sendable {
    /// `nil` for a key withheld from a journal.
    let digit: Digit?
    let verdict: EntryVerdict?
    /// Its place among all keys of the call.
    let number: Int
  }

  /// How many keys the buffer holds; if a caller leans on the keypad, the rest are lost.
  static let capacity = 128

  /// The key pressed first. Usually it is the only one, and then the buffer allocates nothing.
  private var first: Key?
  /// The keys after the first.
  private var rest: [Key] = []
  /// How many keys have been taken in the call.
  private(set) var keysTaken = 0
  /// A terminator that still belongs to the previous entry if pressed by this time of the call
  /// (K4).
  private var late: (terminator: Digit, until: Duration)?

  var isEmpty: Bool { first == nil }
  var count: Int { first == nil ? 0 : 1 + rest.count }

  /// Whether a key just pressed is the late terminator of an entry that completed itself. Any key
  /// ends the wait for one.
  mutating func isLateTerminator(_ key: Key, at now: Duration) -> Bool {
    guard let late else { return false }
    self.late = nil
    return key.digit == late.terminator && now <= late.until
  }

  /// Adds a key.
  ///
  /// - Returns: whether there was room for it.
  @inline(__always)
  mutating func append(_ key: Key) -> Bool {
    guard count < Self.capacity else { return false }
    if first == nil { first = key } else { rest.append(key) }
    return true
  }

  /// Whether the key pressed first is this one.
  func isNext(_ digit: Digit) -> Bool { first?.digit == digit }

  /// Takes the key pressed first.
  mutating func take() -> Key? {
    guard let taken = first else { return nil }
    keysTaken += 1
    first = rest.isEmpty ? nil : rest.removeFirst()
    return taken
  }

  /// Expects the late terminator of an entry that has just completed itself (K4).
  mutating func dropTerminator(_ terminator: Digit?, until: Duration) {
    guard let terminator else { return }
    if first == nil {
      late = (terminator, until)
    } else if first?.digit == terminator {
      _ = take()
    }
  }

  /// Discards all keys.
  ///
  /// - Returns: their numbers.
  mutating func flush() -> Range<Int>? {
    guard let first else { return nil }
    let last = rest.last ?? first
    self.first = nil
    rest = []
    return first.number..<last.number + 1
  }
}
