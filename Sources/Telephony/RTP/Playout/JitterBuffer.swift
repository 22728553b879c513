/// Keeps a source's packets until they are due, in the order in which they were sent.
///
/// Sound is asked for at an even pace and comes as late as the network's jitter needs: `delay` is
/// measured by the fastest packets. A packet that is missing when it is due counts as lost if it has
/// had this time, else the sound waits for it, within a limit. The delay changes where the sound is
/// quiet, or begins after a pause. Times are in ticks of the source's clock.
public struct JitterBuffer: Sendable {
  /// What is known of a packet.
  struct Slot: Sendable {
    /// Its sequence number with all turns; kept when it has been played, to know it again.
    var number = Int.min
    var timestamp = 0
    /// Of its sound; 0 for the beginning of a pause, during which the source sends none.
    var duration = 0
    var length = 0
    var isMarked = false
    var isWaiting = false
  }

  /// What has become of the packets.
  public struct Statistics: Equatable, Sendable {
    /// Packets that came after their time.
    public internal(set) var late = 0
    public internal(set) var duplicates = 0
    /// Packets for which there was no room, or that would have been played too late.
    public internal(set) var discarded = 0
    /// Ticks of sound that were missing.
    public internal(set) var concealed = 0
    /// How often the source has begun anew.
    public internal(set) var restarts = 0

    public init() {}
  }

  let clock: MediaClock
  let least: Int
  let most: Int
  var slots = [Slot](repeating: Slot(), count: capacity)
  var estimate: DelayEstimate
  public internal(set) var statistics = Statistics()
  /// The timestamp, with all turns, of what is played next; `nil` before anything is.
  var position: Int?
  /// Whether no sound is expected now: it begins anew when a packet is due.
  var isPausing = true
  /// Ticks for which something else has been heard, since nothing had arrived.
  var stalled = 0
  /// Ticks since the last sound of a packet.
  var missing = 0
  /// The payloads, each in a stride of this length.
  private var payloads: [UInt8] = []
  private var stride = 0
  private var timestamps: WrappingCounter<UInt32>?
  private var newest = Int.min
  private var lateInSequence = 0

  /// Packets at once: 320 ms in packets of 10 ms.
  public static let capacity = 32
  /// Bytes of a payload; no more fit in an Ethernet frame.
  public static let maximumPayload = 1_460
  /// A packet has at most this much sound.
  private static let maximumPacket = Duration.milliseconds(400)

  /// - Parameters:
  ///   - minimum: the least delay.
  ///   - maximum: the greatest delay; what would be later is discarded.
  public init(
    clock: MediaClock = .telephone, minimum: Duration = .milliseconds(10),
    maximum: Duration = .milliseconds(300)
  ) {
    self.clock = clock
    least = clock.ticks(minimum)
    most = clock.ticks(maximum)
    estimate = DelayEstimate(clock: clock)
  }

  /// The delay that is aimed at, in ticks after the fastest packets.
  public var target: Int { min(max(estimate.needed, least), most) }

  /// Takes a packet of sound.
  ///
  /// - Parameters:
  ///   - number: its sequence number with all turns.
  ///   - duration: of its sound, in ticks; 0 if it says that the source pauses now.
  ///   - now: when it arrived, in ticks.
  public mutating func insert(
    _ payload: RawSpan, number: Int, timestamp: UInt32, lasting duration: Int,
    isMarked: Bool = false, at now: Int
  ) {
    let isPause = duration == 0
    guard payload.byteCount <= Self.maximumPayload,
      (0...clock.ticks(Self.maximumPacket)).contains(duration)
    else {
      statistics.discarded += 1
      return
    }
    let place = Int(UInt(bitPattern: number) % UInt(Self.capacity))
    if slots[place].number == number {
      statistics.duplicates += 1
      return
    }
    var counter = timestamps ?? WrappingCounter(timestamp)
    let extended = counter.extend(timestamp)
    timestamps = counter
    if !isPause { follow(transit: now - extended, at: now) }
    if let position, extended + duration <= position, !(isPause && extended == position) {
      if !isPause { countLate(at: now, transit: now - extended) }
      return
    }
    if newest > Int.min, number <= newest - Self.capacity {
      countLate(at: now, transit: now - extended)
      return
    }
    lateInSequence = 0
    newest = max(newest, number)
    if slots[place].isWaiting { statistics.discarded += 1 }
    slots[place] = Slot(
      number: number, timestamp: extended, duration: duration,
      length: isPause ? 0 : payload.byteCount, isMarked: isMarked, isWaiting: true)
    if !isPause { store(payload, at: place) }
  }

  /// Follows the source's clock; where it leaps by seconds, sound begins anew.
  private mutating func follow(transit: Int, at now: Int) {
    if let last = estimate.lastTransit, abs(transit - last) > 2 * clock.rate { restart() }
    estimate.add(transit: transit, at: now)
  }

  /// Counts a packet that came too late. When all do, the source's clock has gone back.
  private mutating func countLate(at now: Int, transit: Int) {
    statistics.late += 1
    lateInSequence += 1
    guard lateInSequence >= Self.capacity / 2 else { return }
    restart()
    estimate.add(transit: transit, at: now)
  }

  /// Forgets the source: another one begins, or the same anew.
  public mutating func restart() {
    for place in slots.indices { slots[place] = Slot() }
    estimate = DelayEstimate(clock: clock)
    statistics.restarts += 1
    position = nil
    isPausing = true
    stalled = 0
    missing = 0
    newest = Int.min
    lateInSequence = 0
  }

  private mutating func store(_ payload: RawSpan, at place: Int) {
    if payload.byteCount > stride {
      let wider = max(payload.byteCount, 160)
      var moved = [UInt8](repeating: 0, count: wider * Self.capacity)
      for slot in slots.indices where slots[slot].isWaiting && slot != place {
        for byte in 0..<slots[slot].length {
          moved[slot * wider + byte] = payloads[slot * stride + byte]
        }
      }
      payloads = moved
      stride = wider
    }
    payloads.withUnsafeMutableBytes { bytes in
      let room = UnsafeMutableRawBufferPointer(
        rebasing: bytes[place * stride..<place * stride + payload.byteCount])
      payload.withUnsafeBytes { room.copyMemory(from: $0) }
    }
  }

  /// Reads the payload of a packet that `next` has named.
  func withPayload<Result>(at place: Int, _ read: (RawSpan) -> Result) -> Result {
    let start = place * stride
    return read(payloads.span.bytes.extracting(start..<start + slots[place].length))
  }
}
