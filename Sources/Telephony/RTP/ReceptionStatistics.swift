/// What arrived of one source's packets: validity of sequence numbers, loss and jitter, as RFC 3550
/// §A.1, §A.3 and §A.8 count them.
public struct ReceptionStatistics: Sendable {
  private let clock: MediaClock
  private var sequence: WrappingCounter<UInt16>
  private var first: Int
  /// The number that would confirm that the source has begun anew.
  private var expectedRestart: UInt16?
  /// Packets that arrived, also late and repeated ones.
  public private(set) var received = 0
  private var reported = (expected: 0, received: 0)
  private var lastTransit: Int?
  /// In sixteenths of a tick.
  private var scaledJitter = 0

  /// Sequence numbers may leap ahead by so much, and fall back by so much.
  private static let maximumDropout = 3_000
  private static let maximumMisorder = 100

  /// Begins with a source's first packet, which isn't counted yet.
  public init(firstSequenceNumber: UInt16, clock: MediaClock) {
    self.clock = clock
    sequence = WrappingCounter(firstSequenceNumber)
    first = Int(firstSequenceNumber)
  }

  /// What a packet is, by its sequence number.
  public enum Place: Equatable, Sendable {
    /// Its number with all turns.
    case valid(Int)
    /// The second packet in sequence far from the others: the source has begun anew.
    case restarted(Int)
    /// Far from the others.
    case stray
  }

  /// Counts a packet.
  ///
  /// - Parameter timestamp: `nil` for packets whose timestamp isn't the time at which they were
  ///   sent: all of an event have that of its beginning.
  public mutating func receive(
    sequenceNumber: UInt16, timestamp: UInt32?, at arrival: Duration
  ) -> Place {
    let number = sequence.extended(sequenceNumber)
    let place: Place
    if (-Self.maximumMisorder..<Self.maximumDropout).contains(number - sequence.newest) {
      place = .valid(sequence.extend(sequenceNumber))
    } else if sequenceNumber == expectedRestart {
      self = ReceptionStatistics(firstSequenceNumber: sequenceNumber, clock: clock)
      place = .restarted(Int(sequenceNumber))
    } else {
      expectedRestart = sequenceNumber &+ 1
      return .stray
    }
    received += 1
    if let timestamp { measureJitter(timestamp, at: arrival) }
    return place
  }

  /// Whether a number follows the newest, some missing perhaps.
  public func expects(_ number: UInt16) -> Bool {
    (1..<Self.maximumDropout).contains(sequence.extended(number) - sequence.newest)
  }

  /// The jitter is a running mean of the differences between the transit times of neighbours.
  private mutating func measureJitter(_ timestamp: UInt32, at arrival: Duration) {
    let transit = clock.ticks(arrival) - Int(timestamp)
    // Modulo the timestamp's turn.
    let difference = lastTransit.map { Int(Int32(truncatingIfNeeded: transit - $0)).magnitude }
    lastTransit = transit
    guard let difference else { return }
    scaledJitter += Int(difference) - (scaledJitter + 8) >> 4
  }

  /// The interarrival jitter, in ticks.
  public var jitter: Int { scaledJitter >> 4 }
  public var jitterDuration: Duration { clock.duration(jitter) }

  /// The highest sequence number, with its turns.
  public var highestSequenceNumber: Int { sequence.newest }
  public var expected: Int { sequence.newest - first + 1 }
  /// Packets that haven't arrived; below zero if some came twice.
  public var lost: Int { expected - received }

  /// The report of what has arrived from this source, for its sender.
  ///
  /// The loss of the last interval is from one report to the next, so each is made once.
  ///
  /// - Parameters:
  ///   - lastReport: when the source's last sender report was sent, by its clock, and how long ago
  ///     it arrived.
  public mutating func report(
    on source: UInt32, lastReport: (sent: NetworkTime, ago: Duration)? = nil
  ) -> ReceptionReport {
    let lostSince = expected - reported.expected - (received - reported.received)
    let expectedSince = expected - reported.expected
    reported = (expected, received)
    let fraction = expectedSince > 0 && lostSince > 0 ? (lostSince << 8) / expectedSince : 0
    return ReceptionReport(
      source: source, fractionLost: UInt8(min(fraction, 0xFF)),
      packetsLost: min(max(lost, -0x80_0000), 0x7F_FFFF),
      highestSequenceNumber: UInt32(truncatingIfNeeded: highestSequenceNumber),
      jitter: UInt32(truncatingIfNeeded: jitter),
      lastSenderReport: lastReport?.sent.middle ?? 0,
      delaySinceLastSenderReport: lastReport.map { NetworkTime.fraction(of: $0.ago) } ?? 0)
  }
}
