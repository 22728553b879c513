import CallEngine
import CallRuntime
import Glibc
import Telephony

/// What an `RTPLine` holds.
struct RTPState {
  let sockets: (sound: UDPSocket, reports: UDPSocket)
  var agreed: AgreedSound?
  private var path = SoundPath()
  /// Where reports go: as agreed, until the far side's come from elsewhere.
  var remoteReports: SocketAddress?

  let source = UInt32.random(in: 1...UInt32.max)
  private var sequenceNumber = UInt16.random(in: 0...UInt16.max / 2)
  private(set) var timestamp = UInt32.random(in: 0...UInt32.max)
  private var isSending = false
  private var packet: [UInt8] = []
  private var keysSent = TelephoneEventSender()

  var receiver: RTPReceiver?
  private var coder: SoundCoder?
  private(set) var protection: SRTPProtection?
  var lastHeard: Duration?
  /// When it was looked last what has come in.
  private var latest = Duration.zero
  /// When reports are to be sent next.
  var nextReport = Duration.zero
  /// When the port of reports is looked at next, if no sound comes.
  private var nextLook = Duration.zero
  /// The far side's last report as a sender, and when it came.
  var lastReport: (sent: NetworkTime, at: Duration)?
  var counts = SoundFigures()
  /// Bytes of payload that were sent.
  private(set) var octets = 0

  /// The payload type of comfort noise (RFC 3389).
  private static let comfortNoise: UInt8 = 13
  /// Sound that pauses for so long has stopped.
  private static let unheardOf = Duration.seconds(1)
  /// Datagrams taken at once: more can only be a flood.
  private static let mostAtOnce = 16

  private let peer: String

  init(sound: UDPSocket, reports: UDPSocket, peer: String) {
    sockets = (sound, reports)
    self.peer = peer
  }

  mutating func adopt(_ sound: AgreedSound) {
    if sound.codec != agreed?.codec {
      coder = SoundCoder(sound.codec)
      receiver = nil
    }
    // It stays there while sound goes unencrypted, lest its keystream begin anew.
    if let keys = sound.keys, protection?.renew(keys) != true { protection = SRTPProtection(keys) }
    if sound.events != agreed?.events, let events = sound.events {
      keysSent = TelephoneEventSender(clock: MediaClock(rate: events.rate))
    }
    // Nothing need have come while the far side held the call.
    if agreed?.expectsSound != true { lastHeard = nil }
    agreed = sound
    counts.codec = sound.codec.rawValue
    counts.isEncrypted = sound.keys != nil
    // Who holds the call in the old way has gone nowhere.
    guard !sound.isNowhere, let place = address(sound.address, sound.port),
      path.move(to: place, at: latest)
    else { return }
    sendReportsAsAgreed()
  }

  private mutating func sendReportsAsAgreed() {
    guard let agreed, !agreed.isNowhere else { return }
    remoteReports = address(
      agreed.address, agreed.isMultiplexed ? agreed.port : agreed.rtcpPort)
  }

  private func address(_ host: String, _ port: UInt16) -> SocketAddress? {
    let named = SocketAddress(host: host, port: port)
    guard let seen = SocketAddress(host: peer, port: port) else { return named }
    return named?.family == seen.family ? named : seen
  }

  // MARK: In

  mutating func receive(
    at now: Duration, _ sound: (UnsafeBufferPointer<Float>?) -> Void
  ) -> [DTMFDigit] {
    latest = now
    if lastHeard == nil { lastHeard = now }
    var pressed: [DTMFDigit] = []
    withUnsafeTemporaryAllocation(byteCount: 1500, alignment: 16) { room in
      var sender = SocketAddress()
      for _ in 0..<Self.mostAtOnce {
        guard let length = sockets.sound.receive(into: room, from: &sender) else { break }
        let bytes = UnsafeMutableRawBufferPointer(rebasing: room[..<length])
        take(bytes, from: sender, at: now, &pressed)
      }
    }
    if agreed?.direction.receives ?? false, receiver != nil {
      receiver?.next(at: now) { coder?.decode($0, sound) }
    } else {
      sound(nil)
    }
    return pressed
  }

  private mutating func take(
    _ bytes: UnsafeMutableRawBufferPointer, from sender: SocketAddress, at now: Duration,
    _ pressed: inout [DTMFDigit]
  ) {
    guard path.mayCome(from: sender, at: now) else { return }
    let came = UnsafeRawBufferPointer(bytes).bytes
    if RTCPPacket.isRTCP(came) {
      return take(reports: bytes, from: sender, at: now - sockets.sound.age)
    }
    // Telephones send STUN from there too, to keep NAT open.
    guard let content = RTPHeader.payloadType(of: came).flatMap(content), let open = opened(bytes)
    else { return }
    let span = open.bytes
    guard let (header, payload) = RTPHeader.read(span),
      let isElsewhere = path.take(
        from: sender, isContinuing: agreed?.keys != nil || receiver?.expects(header) ?? false,
        at: now)
    else { return }
    if isElsewhere { sendReportsAsAgreed() }
    lastHeard = now
    if receiver == nil { receiver = coder?.receiver(header) }
    pressed += receiver?.take(header, span.extracting(payload), as: content, at: now) ?? []
  }

  private func content(of type: UInt8) -> RTPReceiver.Content? {
    switch type {
    case agreed?.payloadType: .sound
    case agreed?.events?.payloadType: .event
    case Self.comfortNoise: .comfortNoise
    default: nil
    }
  }

  /// A packet without its encryption; `nil` if it isn't encrypted as agreed.
  func opened(
    _ bytes: UnsafeMutableRawBufferPointer, isReport: Bool = false
  ) -> UnsafeRawBufferPointer? {
    guard agreed?.keys != nil else { return UnsafeRawBufferPointer(bytes) }
    return protection?.open(bytes, isReport: isReport).map {
      UnsafeRawBufferPointer(rebasing: bytes[..<$0])
    }
  }

  /// Whether the far side's sound comes from there; its reports may come from another port.
  func hasSound(from sender: SocketAddress) -> Bool {
    path.latched?.hasHost(of: sender) ?? false
  }

  mutating func silence(at now: Duration) -> Duration {
    guard agreed?.expectsSound ?? false, let heard = lastHeard else { return .zero }
    // A report that shows that the far side is there may wait at its port.
    if now - heard > Self.unheardOf, now >= nextLook {
      nextLook = now + Self.unheardOf
      takeReports(at: now)
    }
    return now - (lastHeard ?? now)
  }

  // MARK: Out

  mutating func press(_ digit: DTMFDigit) -> Bool {
    agreed?.events != nil && keysSent.press(digit)
  }

  mutating func send(_ sound: UnsafeBufferPointer<Float>, at now: Duration) {
    guard let agreed else { return }
    defer { timestamp &+= UInt32(agreed.codec.clockRate / 50) }
    guard agreed.direction.sends, path.remote != nil else {
      isSending = false
      return
    }
    packet.removeAll(keepingCapacity: true)
    if let events = agreed.events, keysSent.isBusy, let key = keysSent.next(at: timestamp) {
      begin(events.payloadType, key.timestamp, isMarked: key.isMarked)
      key.event.append(to: &packet)
    } else if keysSent.replacesSound {
      return
    } else {
      begin(agreed.payloadType, timestamp, isMarked: !isSending)
      coder?.encode(sound, into: &packet)
    }
    isSending = true
    counts.sent += 1
    octets += packet.count - RTPHeader.fixedLength
    dispatch()
    report(at: now)
  }

  mutating func skip(_ frames: Int) {
    timestamp &+= UInt32(truncatingIfNeeded: frames * (agreed?.codec.clockRate ?? 8000) / 50)
  }

  private mutating func begin(_ type: UInt8, _ timestamp: UInt32, isMarked: Bool) {
    RTPHeader(
      payloadType: type, isMarked: isMarked, sequenceNumber: sequenceNumber, timestamp: timestamp,
      source: source
    ).append(to: &packet)
    sequenceNumber &+= 1
  }

  private mutating func dispatch() {
    guard var remote = path.remote, isProtected(&packet) else { return }
    packet.withUnsafeBytes { sockets.sound.send($0, to: &remote) }
  }

  /// Encrypts a packet, if that is agreed on.
  ///
  /// - Returns: whether it may be sent.
  func isProtected(_ packet: inout [UInt8], isReport: Bool = false) -> Bool {
    agreed?.keys == nil || protection?.protect(&packet, isReport: isReport) ?? false
  }
}

extension AgreedSound {
  /// Whether the far side has to send: who holds a call may play something meanwhile, or not.
  fileprivate var expectsSound: Bool { direction.receives && direction.sends }
}
