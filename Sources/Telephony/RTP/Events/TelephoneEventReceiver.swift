/// Makes keys of the packets of telephone events (RFC 4733): each key once, at the first of its
/// packets that arrives, in whatever order they come and however many are lost.
///
/// All packets of an event have the timestamp of its beginning, which tells it from the others. What
/// a timestamp alone doesn't settle, sequence numbers do: the segments of a long event, a sender that
/// uses a timestamp again for its next key, and one that moves it on in mid-event.
public struct TelephoneEventReceiver: Sendable {
  /// An event of which packets have arrived.
  private struct Known {
    var code: UInt8
    var timestamp: Int
    /// The longest that was told of it.
    var duration: Int
    /// The newest of its packets.
    var sequenceNumber: Int
    var hasEnded: Bool
  }

  /// The last events, the newest last; as many as can still be on their way.
  private var known: [Known] = []
  private static let memory = 16
  /// Events that are read of a packet. A key lasts 40 ms and more: more of them in one aren't keys.
  private static let mostEvents = 4
  private var timestamps: WrappingCounter<UInt32>?

  public init() {
    known.reserveCapacity(Self.memory + 1)
  }

  /// Takes a packet.
  ///
  /// - Parameter sequenceNumber: with all its turns, see `ReceptionStatistics`.
  /// - Returns: the keys that it is the first to tell of: seldom more than one.
  public mutating func receive(
    _ payload: RawSpan, timestamp: UInt32, sequenceNumber: Int, isMarked: Bool
  ) -> [DTMFDigit] {
    var counter = timestamps ?? WrappingCounter(timestamp)
    var start = counter.extend(timestamp)
    timestamps = counter
    var pressed: [DTMFDigit] = []
    // Events that follow each other without a pause may share a packet (RFC 4733 §2.5.1.5).
    let length = min(payload.byteCount, Self.mostEvents * TelephoneEvent.length)
    for offset in stride(
      from: 0, through: length - TelephoneEvent.length, by: TelephoneEvent.length)
    {
      let event = TelephoneEvent(payload, at: offset)
      if isNew(event, at: start, sequenceNumber, isMarked: isMarked && offset == 0),
        let digit = event.digit
      {
        pressed.append(digit)
      }
      start += Int(event.duration)
    }
    return pressed
  }

  /// Whether no packet has told of an event before; from now on it is known.
  private mutating func isNew(
    _ event: TelephoneEvent, at start: Int, _ sequenceNumber: Int, isMarked: Bool
  ) -> Bool {
    var isPressed = true
    if let place = known.lastIndex(where: { $0.timestamp == start }) {
      if !isAnother(event, than: known[place], sequenceNumber) {
        // What was sent before brings no news.
        if sequenceNumber > known[place].sequenceNumber {
          known[place].sequenceNumber = sequenceNumber
          known[place].duration = Int(event.duration)
          known[place].hasEnded = event.hasEnded
        }
        return false
      }
    } else if known.contains(where: {
      isSameKey($0, event, at: start, sequenceNumber, isMarked: isMarked)
    }) {
      isPressed = false
    } else if known.count == Self.memory, sequenceNumber < known[0].sequenceNumber {
      // Older than all that is remembered: it may have been told of and forgotten.
      return false
    }
    let new = Known(
      code: event.code, timestamp: start, duration: Int(event.duration),
      sequenceNumber: sequenceNumber, hasEnded: event.hasEnded)
    let place = known.lastIndex { $0.sequenceNumber < sequenceNumber }.map { $0 + 1 } ?? 0
    known.insert(new, at: place)
    if known.count > Self.memory { known.removeFirst() }
    return isPressed
  }

  /// Packets that end an event. Two packets of one key that are nearer to each other than these, and
  /// none of which is an end, belong to one press.
  private static let ends = 3

  /// Whether an event isn't the known one that has its timestamp: the sender has used that again. A
  /// newer packet of one event never takes its end back and never shortens it.
  private func isAnother(
    _ event: TelephoneEvent, than other: Known, _ sequenceNumber: Int
  ) -> Bool {
    guard sequenceNumber > other.sequenceNumber else { return false }
    if event.code != other.code { return true }
    if other.hasEnded, !event.hasEnded { return true }
    return Int(event.duration) < other.duration
      && (other.hasEnded || sequenceNumber - other.sequenceNumber > Self.ends)
  }

  /// Whether an event with a new timestamp is a known key held on: the next segment of a long one
  /// begins where the last has ended (RFC 4733 §2.5.1.3), and some senders move the timestamp on.
  private func isSameKey(
    _ other: Known, _ event: TelephoneEvent, at start: Int, _ sequenceNumber: Int, isMarked: Bool
  ) -> Bool {
    let sent = sequenceNumber - other.sequenceNumber
    let later = start - other.timestamp
    if event.code != other.code || (sent > 0) != (later > 0) { return false }
    // Of the two, only the later may be an end, and only the earlier a beginning.
    if sent < 0 { return sent >= -Self.ends && !event.hasEnded }
    if other.hasEnded || isMarked { return false }
    return sent <= Self.ends || later == Int(UInt16.max) || later == other.duration
  }
}
