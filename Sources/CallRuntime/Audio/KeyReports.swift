import CallEngine

/// Makes one key of what tells of it twice: some telephones send each key as a tone in their sound and
/// in a message as well.
///
/// Of two reports by different ways on the same digit, shortly after each other, the second tells
/// nothing new. Two by the same way are two keys, however fast they follow.
struct KeyReports {
  /// How a key is told.
  enum Way {
    /// In a message of the network's, or on a keypad here.
    case message
    case tone
  }

  /// A key of which one way hasn't told yet.
  private struct Press {
    let digit: Digit
    let way: Way
    /// When it was told, or its tone was last heard.
    var lastAt: Duration
  }

  private var presses: [Press] = []

  /// How much later than the first report, or the tone's end, the second may be: a message that was
  /// lost is sent again after half a second.
  static let margin = Duration.seconds(1)
  /// More than people press within that time.
  private static let most = 32

  /// Whether a report is the first on its key.
  mutating func isFirst(on digit: Digit, by way: Way, at now: Duration) -> Bool {
    presses.removeAll { now - $0.lastAt > Self.margin }
    if let place = presses.firstIndex(where: { $0.digit == digit && $0.way != way }) {
      presses.remove(at: place)
      return false
    }
    if presses.count == Self.most { presses.removeFirst() }
    presses.append(Press(digit: digit, way: way, lastAt: now))
    return true
  }

  /// The tone of a key goes on.
  mutating func sounds(_ digit: Digit, at now: Duration) {
    guard let place = presses.lastIndex(where: { $0.digit == digit && $0.way == .tone }) else {
      return
    }
    presses[place].lastAt = now
  }
}
