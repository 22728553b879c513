/// Makes packets of telephone events (RFC 4733) of keys, one key after the other.
///
/// An event is told of at once, then again at each update, and its end three times, so that it
/// arrives although packets are lost. While it lasts, its packets replace those of sound.
public struct TelephoneEventSender: Sendable {
  /// A packet to be sent.
  public struct Packet: Equatable, Sendable {
    public var event: TelephoneEvent
    /// Of the event's beginning, or its segment's.
    public var timestamp: UInt32
    /// Set on an event's first packet alone.
    public var isMarked: Bool
  }

  private struct Sounding {
    let digit: DTMFDigit
    let length: Int
    /// Of the segment.
    var start: UInt32
    /// Ticks before the segment.
    var past = 0
    /// When it is told of again.
    var due: UInt32
    var ends = 0
  }

  private let clock: MediaClock
  private let frame: UInt32
  private let update: UInt32
  private let length: Duration
  private let pause: Int
  private var waiting: [(digit: DTMFDigit, length: Duration)] = []
  private var sounding: Sounding?
  /// When the next key may begin.
  private var earliest: UInt32?

  private static let ends = 3
  /// As many keys may wait; a caller who waits for more has long lost patience.
  private static let capacity = 64

  /// - Parameters:
  ///   - frame: how much sound a packet holds, and thus how often `next` is asked.
  ///   - update: how often an event is told of again, at the frame that follows.
  ///   - length: how long a key sounds, unless told otherwise.
  ///   - pause: the silence after it, at least; long enough that its end isn't overtaken by the next
  ///     key where packets are up to 60 ms late.
  public init(
    clock: MediaClock = .telephone, frame: Duration = .milliseconds(20),
    update: Duration = .milliseconds(20), length: Duration = .milliseconds(100),
    pause: Duration = .milliseconds(100)
  ) {
    self.clock = clock
    self.frame = UInt32(clock.ticks(frame))
    self.update = UInt32(clock.ticks(update))
    self.length = length
    self.pause = clock.ticks(pause)
  }

  /// Queues a key.
  ///
  /// - Returns: whether there was room for it.
  @discardableResult
  public mutating func press(_ digit: DTMFDigit, for length: Duration? = nil) -> Bool {
    guard waiting.count < Self.capacity else { return false }
    waiting.append((digit, length ?? self.length))
    return true
  }

  /// Whether a key sounds or waits.
  public var isBusy: Bool { sounding != nil || !waiting.isEmpty }
  /// Whether sound is not to be sent now.
  public var replacesSound: Bool { sounding != nil }

  /// The packet that is due, if any.
  ///
  /// - Parameter timestamp: of the frame that is sent now.
  public mutating func next(at timestamp: UInt32) -> Packet? {
    if let moment = earliest, Self.isReached(moment, at: timestamp) { earliest = nil }
    if sounding == nil, earliest == nil, !waiting.isEmpty {
      let (digit, length) = waiting.removeFirst()
      sounding = Sounding(
        digit: digit, length: max(clock.ticks(length), Int(frame)), start: timestamp,
        due: timestamp &+ update)
      return packet(lasting: Int(frame), isMarked: true)
    }
    guard let current = sounding else { return nil }
    let lasting = Int(timestamp &- current.start) + Int(frame)
    if current.past + lasting >= current.length + Int(frame) { return end(at: timestamp) }
    guard Self.isReached(current.due, at: timestamp) else { return nil }
    sounding?.due = current.due &+ update
    if lasting > Int(UInt16.max) {
      let last = packet(lasting: Int(UInt16.max))
      sounding?.start = current.start &+ UInt32(UInt16.max)
      sounding?.past += Int(UInt16.max)
      return last
    }
    return packet(lasting: min(lasting, current.length - current.past))
  }

  private mutating func end(at timestamp: UInt32) -> Packet? {
    guard let current = sounding else { return nil }
    let rest = current.length - current.past
    let last = packet(lasting: rest, hasEnded: true)
    sounding?.ends += 1
    if current.ends + 1 == Self.ends {
      sounding = nil
      let paused = current.start &+ UInt32(truncatingIfNeeded: rest + pause)
      earliest = Self.isReached(paused, at: timestamp) ? nil : paused
    }
    return last
  }

  private func packet(lasting duration: Int, isMarked: Bool = false, hasEnded: Bool = false)
    -> Packet?
  {
    sounding.map {
      Packet(
        event: TelephoneEvent(
          code: $0.digit.rawValue, hasEnded: hasEnded, duration: UInt16(clamping: duration)),
        timestamp: $0.start, isMarked: isMarked)
    }
  }

  private static func isReached(_ moment: UInt32, at timestamp: UInt32) -> Bool {
    timestamp &- moment < 1 << 31
  }
}
