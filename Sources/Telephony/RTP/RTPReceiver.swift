/// What arrives of a call: its keys at once, its sound in frames of 20 ms.
///
/// It follows one source. Another one takes over when its second packet in sequence comes, or its
/// first if nothing has come from the other for a while, as after a transfer: a single packet by
/// chance or by malice changes nothing.
public struct RTPReceiver: Sendable {
  /// What a packet carries, by its payload type.
  public enum Content: Sendable {
    case sound
    /// Telephone events (RFC 4733).
    case event
    /// That the source pauses (RFC 3389).
    case comfortNoise
  }

  public private(set) var source: UInt32
  /// Of the source that is followed now.
  public private(set) var reception: ReceptionStatistics
  /// Packets of all sources that have arrived, and that have not.
  public var received: Int { before.received + reception.received }
  public var lost: Int { before.lost + max(0, reception.lost) }
  /// Those of sources that are followed no more.
  private var before = (received: 0, lost: 0)
  private var lastArrival: Duration?
  /// Another source, and what would be the number of its next packet.
  private var candidate: (source: UInt32, next: UInt16)?
  public private(set) var buffer: JitterBuffer
  private var decoder: any SoundDecoder
  private var events = TelephoneEventReceiver()
  /// Sound that is decoded and not played yet.
  private var sound: [Float] = []
  /// Samples of a frame.
  private let frame: Int
  /// The mean square of the loudest sound lately.
  private var loudness: Float = 0
  /// Samples for which it has been quiet.
  private var quiet = 0

  /// Sound is quiet if it is 15 dB below the loudest lately, or below −50 dB of full scale.
  private static let quietShare: Float = 0.03
  private static let alwaysQuiet: Float = 1e-5
  /// How long it must have been quiet, so that the pause between two tones is no shorter.
  private static let quietFrames = 3
  /// After so long without a packet, another source takes over at once.
  private static let patience = Duration.milliseconds(100)

  /// Begins with a source's first packet, which is still to be taken.
  public init(
    _ header: RTPHeader, decoder: some SoundDecoder, maximumDelay: Duration = .milliseconds(300)
  ) {
    source = header.source
    reception = ReceptionStatistics(
      firstSequenceNumber: header.sequenceNumber, clock: decoder.clock)
    buffer = JitterBuffer(clock: decoder.clock, maximum: maximumDelay)
    frame = decoder.sampleRate / 50
    self.decoder = decoder
    sound.reserveCapacity(4 * frame)
  }

  /// Takes a packet.
  ///
  /// - Returns: the keys that it is the first to tell of.
  public mutating func take(
    _ header: RTPHeader, _ payload: RawSpan, as content: Content, at now: Duration
  ) -> [DTMFDigit] {
    guard isFollowed(header, at: now) else { return [] }
    let number: Int
    switch reception.receive(
      sequenceNumber: header.sequenceNumber,
      timestamp: content == .event ? nil : header.timestamp, at: now)
    {
    case .valid(let place): number = place
    case .restarted(let place):
      number = place
      buffer.restart()
      events = TelephoneEventReceiver()
    case .stray: return []
    }
    lastArrival = now
    let ticks = decoder.clock.ticks(now)
    switch content {
    case .sound:
      guard let duration = decoder.duration(of: payload), duration > 0 else { return [] }
      buffer.insert(
        payload, number: number, timestamp: header.timestamp, lasting: duration,
        isMarked: header.isMarked, at: ticks)
      return []
    case .comfortNoise:
      buffer.insert(
        payload, number: number, timestamp: header.timestamp, lasting: 0, at: ticks)
      return []
    case .event:
      // Most sources send no sound meanwhile.
      buffer.insert(
        payload, number: number, timestamp: header.timestamp, lasting: 0, at: ticks)
      return events.receive(
        payload, timestamp: header.timestamp, sequenceNumber: number, isMarked: header.isMarked)
    }
  }

  /// Whether a packet goes on with the source that is followed, as far as can be told by its number.
  public func expects(_ header: RTPHeader) -> Bool {
    header.source == source && reception.expects(header.sequenceNumber)
  }

  /// Whether a packet is of the source that is followed, from now on perhaps.
  private mutating func isFollowed(_ header: RTPHeader, at now: Duration) -> Bool {
    if header.source == source { return true }
    let isNext = candidate.map { $0 == (header.source, header.sequenceNumber) } ?? false
    guard isNext || now - (lastArrival ?? now) > Self.patience else {
      candidate = (header.source, header.sequenceNumber &+ 1)
      return false
    }
    candidate = nil
    before = (received, lost)
    source = header.source
    reception = ReceptionStatistics(
      firstSequenceNumber: header.sequenceNumber, clock: decoder.clock)
    buffer.restart()
    events = TelephoneEventReceiver()
    return true
  }

  /// The report of what has arrived from the source, for its sender; see `ReceptionStatistics`.
  public mutating func report(
    lastReport: (sent: NetworkTime, ago: Duration)? = nil
  ) -> ReceptionReport {
    reception.report(on: source, lastReport: lastReport)
  }

  /// Gives the sound of the next 20 ms at the decoder's rate; `nil` while the source pauses.
  public mutating func next(at now: Duration, _ use: (UnsafeBufferPointer<Float>?) -> Void) {
    let (clock, rate) = (decoder.clock, decoder.sampleRate)
    let ticks = clock.ticks(now)
    while sound.count < frame {
      let wanted = (frame - sound.count) * clock.rate / rate
      switch buffer.next(wanted, isQuiet: quiet >= Self.quietFrames * frame, at: ticks) {
      case .sound(let place, let isSpare):
        let start = sound.count
        buffer.withPayload(at: place) { decoder.decode($0, appendingTo: &sound) }
        measure(from: start)
        if isSpare, quiet >= Self.quietFrames * frame { sound.removeLast(sound.count - start) }
      case .missing(let ticks):
        decoder.conceal(max(1, ticks * rate / clock.rate), appendingTo: &sound)
      case .pause:
        decoder.pause()
        if sound.isEmpty { return use(nil) }
        while sound.count < frame { sound.append(0) }
      }
    }
    sound.withUnsafeBufferPointer { use(UnsafeBufferPointer(rebasing: $0[..<frame])) }
    sound.removeFirst(frame)
  }

  private mutating func measure(from start: Int) {
    let count = sound.count - start
    if count == 0 { return }
    let energy = sound.withUnsafeBufferPointer { sound in
      var sum: Float = 0
      // Every fourth sample tells enough.
      for index in stride(from: start, to: sound.count, by: 4) {
        sum += sound[index] * sound[index]
      }
      return 4 * sum / Float(count)
    }
    loudness = max(energy, loudness * 0.995)
    let isQuiet = energy < max(Self.alwaysQuiet, loudness * Self.quietShare)
    quiet = isQuiet ? quiet + count : 0
  }
}
