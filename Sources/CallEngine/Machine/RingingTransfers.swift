/// The transfers that ring at the same time.
///
/// They began one after the other, so that their numbers are close together and a few bits hold
/// them. Without an array the phases of a call are plain bytes, which are copied and discarded at
/// every event.
struct RingingTransfers: Sendable {
  /// How many can ring at the same time.
  static let most = UInt64.bitWidth

  /// The number of the first of them.
  private var base = 0
  /// Those that ring, by how much greater than `base` their numbers are.
  private var bits: UInt64 = 0

  var isEmpty: Bool { bits == 0 }

  /// In the order in which they began to ring.
  var all: [TransferID] {
    (0..<Self.most).filter { bits & (1 << $0) != 0 }.map { TransferID(base + $0) }
  }

  func contains(_ id: TransferID) -> Bool {
    let place = id.number - base
    return (0..<Self.most).contains(place) && bits & (1 << place) != 0
  }

  /// Adds one that began after all others.
  mutating func append(_ id: TransferID) {
    if isEmpty { base = id.number }
    let place = id.number - base
    precondition((0..<Self.most).contains(place), "transfer \(id.number) rings beside \(base)")
    bits |= 1 << place
  }

  mutating func remove(_ id: TransferID) {
    if contains(id) { bits &= ~(1 << (id.number - base)) }
  }

  mutating func removeAll() {
    bits = 0
  }
}
