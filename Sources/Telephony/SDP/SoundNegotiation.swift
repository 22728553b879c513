/// One side's part in agreeing on a call's sound: offers and answers as RFC 3264 has them.
///
/// It is a value without sockets or clocks: an answer that isn't wanted can be thrown away.
public struct SoundNegotiation: Sendable {
  /// What this side can do, in the order in which it is offered.
  private let codecs: [SoundCodec]
  private let port: UInt16
  private var origin: SessionDescription.Origin
  private var last: SessionDescription?
  /// The key of what this side sends, if the sound may be encrypted.
  private let key: [UInt8]?
  private let wantsEncryption: Bool
  /// Whether the sound is encrypted, as was agreed on last.
  private var isEncrypted = false

  /// The events in an offer of ours: an answer takes those with the rate of its sound.
  private var offeredEvents: [AgreedSound.Events] {
    [AgreedSound.Events(payloadType: 101, rate: 8000)]
      + (codecs.contains(.opus) ? [AgreedSound.Events(payloadType: 102, rate: 48_000)] : [])
  }

  /// Whether an offer of ours asks for SRTP: what is encrypted stays so.
  private var offersEncryption: Bool { key != nil && (wantsEncryption || isEncrypted) }

  /// - Parameters:
  ///   - codecs: what this side can do, the best first.
  ///   - address: where it receives.
  ///   - session: a number that no other of its sessions has.
  ///   - key: 30 random bytes, by which it could encrypt what it sends.
  ///   - wantsEncryption: whether an offer of ours asks for SRTP.
  public init(
    codecs: [SoundCodec], address: String, port: UInt16, session: UInt64, key: [UInt8]? = nil,
    wantsEncryption: Bool = false
  ) {
    self.codecs = codecs
    self.port = port
    self.key = key
    self.wantsEncryption = wantsEncryption && key != nil
    origin = SessionDescription.Origin(session: session, version: 0, address: address)
  }

  // MARK: The far side offers

  /// Answers an offer: the first sound that this side can do is taken, all else is refused.
  ///
  /// - Returns: `nil` if the two have nothing in common.
  public mutating func answer(
    _ offer: SessionDescription
  ) -> (answer: SessionDescription, sound: AgreedSound)? {
    var agreed: AgreedSound?
    var media: [SessionDescription.Medium] = []
    for medium in offer.media {
      if agreed == nil, let (answer, sound) = answer(medium, of: offer) {
        agreed = sound
        media.append(answer)
      } else {
        media.append(
          SessionDescription.Medium(
            kind: medium.kind, port: 0, transport: medium.transport,
            formats: medium.formats.isEmpty ? ["0"] : medium.formats))
      }
    }
    guard let agreed else { return nil }
    isEncrypted = agreed.keys != nil
    return (described(media), agreed)
  }

  private func answer(
    _ medium: SessionDescription.Medium, of offer: SessionDescription
  ) -> (SessionDescription.Medium, AgreedSound)? {
    guard medium.kind == "audio", medium.port != 0, isSpoken(medium.transport),
      var sound = sound(of: medium, in: offer)
    else { return nil }
    var attributes: [SessionDescription.Attribute] = [
      .init("rtpmap", "\(sound.payloadType) \(sound.codec.encoding)")
    ]
    var formats = ["\(sound.payloadType)"]
    if let events = sound.events {
      formats.append("\(events.payloadType)")
      attributes += Self.describing(events)
    }
    if sound.codec == .opus { attributes.append(Self.opusParameters(sound.payloadType)) }
    attributes.append(.init("ptime", "20"))
    if sound.isMultiplexed { attributes.append(.init("rtcp-mux")) }
    if medium.transport.contains("SAVP") {
      guard let key, let (tag, received) = Self.key(in: medium) else { return nil }
      sound.keys = SRTPKeys(sent: key, received: received)
      attributes.append(Self.describing(key, tag: tag))
    } else if wantsEncryption, isEncrypted {
      return nil
    }
    let answer = SessionDescription.Medium(
      kind: "audio", port: port, transport: medium.transport, formats: formats,
      direction: sound.direction, attributes: attributes)
    return (answer, sound)
  }

  // MARK: This side offers

  /// Offers all that this side can do.
  public mutating func offer(
    direction: SessionDescription.Direction = .sendrecv
  ) -> SessionDescription {
    var attributes: [SessionDescription.Attribute] = []
    for codec in codecs {
      attributes.append(.init("rtpmap", "\(codec.offeredType) \(codec.encoding)"))
      if codec == .opus { attributes.append(Self.opusParameters(codec.offeredType)) }
    }
    attributes += offeredEvents.flatMap(Self.describing)
    attributes.append(.init("ptime", "20"))
    if offersEncryption, let key { attributes.append(Self.describing(key, tag: "1")) }
    let medium = SessionDescription.Medium(
      kind: "audio", port: port, transport: offersEncryption ? "RTP/SAVP" : "RTP/AVP",
      formats: codecs.map { "\($0.offeredType)" } + offeredEvents.map { "\($0.payloadType)" },
      direction: direction, attributes: attributes)
    return described([medium])
  }

  /// Takes the answer to an offer of ours.
  ///
  /// - Returns: `nil` if it agrees to nothing that was offered.
  public mutating func agreed(to answer: SessionDescription) -> AgreedSound? {
    guard let medium = answer.media.first, medium.kind == "audio", medium.port != 0,
      isSpoken(medium.transport), medium.transport.contains("SAVP") == offersEncryption,
      var sound = sound(of: medium, in: answer)
    else { return nil }
    if offersEncryption {
      guard let key, let (_, received) = Self.key(in: medium) else { return nil }
      sound.keys = SRTPKeys(sent: key, received: received)
    }
    isEncrypted = offersEncryption
    return sound
  }

  // MARK: Both

  /// Whether the medium's transport is one of this side's.
  private func isSpoken(_ transport: String) -> Bool {
    switch transport {
    case "RTP/AVP", "RTP/AVPF": true
    case "RTP/SAVP", "RTP/SAVPF": key != nil
    default: false
    }
  }

  /// The first sound of a medium that this side can do.
  private func sound(
    of medium: SessionDescription.Medium, in description: SessionDescription
  ) -> AgreedSound? {
    guard let address = medium.address ?? description.address else { return nil }
    let encodings = medium.formats.compactMap { format in
      medium.encoding(of: format).flatMap { encoding in
        UInt8(format).flatMap { $0 < 128 ? (type: $0, encoding: encoding) : nil }
      }
    }
    guard
      let (type, codec) = encodings.lazy.compactMap({ entry in
        SoundCodec(entry.encoding).map { (entry.type, $0) }
      }).first(where: { codecs.contains($0.1) })
    else { return nil }
    let events = encodings.filter { $0.encoding.name == "telephone-event" }
    // Events count time as the sound beside them does.
    let chosen = events.first { $0.encoding.rate == codec.clockRate } ?? events.first
    var direction = (medium.direction ?? description.direction).reversed
    if AgreedSound.isNowhere(address) {
      direction = direction.receives ? .recvonly : .inactive
    }
    let rtcp = medium.values("rtcp").first.flatMap { $0.split(separator: " ").first }
    return AgreedSound(
      codec: codec, payloadType: type,
      events: chosen.map { AgreedSound.Events(payloadType: $0.type, rate: $0.encoding.rate) },
      address: address, port: medium.port,
      isMultiplexed: !medium.values("rtcp-mux").isEmpty,
      rtcpPort: rtcp.flatMap { UInt16($0) } ?? medium.port &+ 1,
      direction: direction)
  }

  /// Describes the session; its version goes up only if it says something new.
  private mutating func described(
    _ media: [SessionDescription.Medium]
  ) -> SessionDescription {
    if let last, last.media == media { return last }
    if last != nil { origin.version += 1 }
    let description = SessionDescription(origin: origin, address: origin.address, media: media)
    last = description
    return description
  }

  private static func describing(
    _ events: AgreedSound.Events
  ) -> [SessionDescription.Attribute] {
    [
      .init("rtpmap", "\(events.payloadType) telephone-event/\(events.rate)"),
      .init("fmtp", "\(events.payloadType) 0-15"),
    ]
  }

  /// Speech in one channel, and what repairs a lost packet from the next one.
  private static func opusParameters(_ type: UInt8) -> SessionDescription.Attribute {
    .init("fmtp", "\(type) useinbandfec=1; stereo=0; sprop-stereo=0; maxplaybackrate=16000")
  }
}
