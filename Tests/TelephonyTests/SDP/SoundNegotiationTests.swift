import Telephony
import Testing

@Suite("Agreeing on a call's sound")
struct SoundNegotiationTests {
  private func negotiation(_ codecs: [SoundCodec] = [.pcma, .pcmu]) -> SoundNegotiation {
    SoundNegotiation(codecs: codecs, address: "192.0.2.1", port: 4000, session: 7)
  }

  private func description(_ media: String) throws -> SessionDescription {
    try #require(
      SessionDescription(
        parsing: Array(
          "v=0\no=- 1 1 IN IP4 198.51.100.2\ns=-\nc=IN IP4 198.51.100.2\nt=0 0\n\(media)".utf8)))
  }

  @Test(
    "Takes the first sound of the offer that it can do",
    arguments: [
      ("8 0", SoundCodec.pcma, 8), ("0 8", .pcmu, 0), ("9 3 0", .pcmu, 0),
      ("96 0\na=rtpmap:96 opus/48000/2", .pcmu, 0), ("97\na=rtpmap:97 pcma/8000", .pcma, 97),
    ])
  func takesFirst(formats: String, codec: SoundCodec, type: Int) throws {
    var negotiation = negotiation()
    let offer = try description("m=audio 6000 RTP/AVP \(formats)")
    let agreed = negotiation.answer(offer)
    let (answer, sound) = try #require(agreed)
    #expect(sound.codec == codec)
    #expect(sound.payloadType == UInt8(type))
    #expect(answer.media.first?.formats == ["\(type)"])
    #expect(answer.media.first?.port == 4000)
  }

  @Test(
    "Refuses an offer without sound that it can do",
    arguments: [
      "m=audio 6000 RTP/AVP 3 9", "m=audio 0 RTP/AVP 8", "m=video 6000 RTP/AVP 31",
      "m=audio 6000 RTP/SAVP 8", "m=audio 6000 TCP/RTP/AVP 8", "",
    ])
  func refuses(media: String) throws {
    var negotiation = negotiation()
    let agreed = try negotiation.answer(description(media))
    #expect(agreed == nil)
  }

  @Test("Answers each medium in its place, and refuses all but the sound")
  func answersInPlace() throws {
    var negotiation = negotiation()
    let offer = try description(
      "m=video 6002 RTP/AVP 31\nm=audio 6000 RTP/AVP 8\nm=audio 6004 RTP/AVP 8")
    let agreed = negotiation.answer(offer)
    let (answer, sound) = try #require(agreed)
    #expect(answer.media.map(\.port) == [0, 4000, 0])
    #expect(answer.media.map(\.kind) == ["video", "audio", "audio"])
    #expect(sound.port == 6000)
  }

  @Test("Uses events for keys where the far side has them, at the sound's own rate if it can")
  func takesEvents() throws {
    var negotiation = negotiation([.opus, .pcma])
    let offer = try description(
      """
      m=audio 6000 RTP/AVP 96 101 102
      a=rtpmap:96 opus/48000/2
      a=rtpmap:101 telephone-event/8000
      a=rtpmap:102 telephone-event/48000
      """)
    let agreed = negotiation.answer(offer)
    let (answer, sound) = try #require(agreed)
    #expect(sound.events == AgreedSound.Events(payloadType: 102, rate: 48_000))
    #expect(answer.description.contains("a=rtpmap:102 telephone-event/48000"))
  }

  @Test("Seeks keys elsewhere where the far side has no events")
  func findsNoEvents() throws {
    var negotiation = negotiation()
    let offer = try description("m=audio 6000 RTP/AVP 8")
    let agreed = negotiation.answer(offer)
    let (_, sound) = try #require(agreed)
    #expect(sound.events == nil)
  }

  @Test(
    "Answers a hold with its counterpart",
    arguments: [
      ("a=sendrecv", SessionDescription.Direction.sendrecv), ("a=sendonly", .recvonly),
      ("a=recvonly", .sendonly), ("a=inactive", .inactive), ("c=IN IP4 0.0.0.0", .recvonly),
    ])
  func answersHold(line: String, direction: SessionDescription.Direction) throws {
    var negotiation = negotiation()
    let offer = try description("m=audio 6000 RTP/AVP 8\n\(line)")
    let agreed = negotiation.answer(offer)
    let (answer, sound) = try #require(agreed)
    #expect(sound.direction == direction)
    #expect(answer.media.first?.direction == direction)
  }

  @Test("Counts the version up only if it says something new")
  func countsVersions() throws {
    var negotiation = negotiation()
    let offer = try description("m=audio 6000 RTP/AVP 8")
    let held = try description("m=audio 6000 RTP/AVP 8\na=sendonly")
    let versions = try [offer, offer, held, offer].map { description in
      let agreed = negotiation.answer(description)
      return try #require(agreed).answer.origin.version
    }
    #expect(versions == [0, 0, 1, 2])
  }

  @Test("Two sides agree on the same sound")
  func agreesWithItself() throws {
    var caller = SoundNegotiation(
      codecs: [.pcmu, .pcma], address: "192.0.2.9", port: 5000, session: 1)
    var callee = negotiation([.pcma])
    let agreed = callee.answer(caller.offer())
    let (answer, answered) = try #require(agreed)
    let taken = caller.agreed(to: answer)
    let offered = try #require(taken)
    #expect(offered.codec == .pcma && answered.codec == .pcma)
    #expect(offered.port == 4000 && answered.port == 5000)
    #expect(offered.events == answered.events)
  }

  @Test("Two sides that encrypt know each other's keys")
  func agreesOnKeys() throws {
    let keys = (0..<2).map { [UInt8](repeating: UInt8($0 + 1), count: SRTPKeys.length) }
    var caller = SoundNegotiation(
      codecs: [.pcmu], address: "192.0.2.9", port: 5000, session: 1, key: keys[0],
      wantsEncryption: true)
    var callee = SoundNegotiation(
      codecs: [.pcmu], address: "192.0.2.1", port: 4000, session: 2, key: keys[1])
    let sent = caller.offer().description
    let offer = try #require(SessionDescription(parsing: Array(sent.utf8)))
    let agreed = callee.answer(offer)
    let (answer, answered) = try #require(agreed)
    let taken = caller.agreed(to: answer)
    let offered = try #require(taken)
    #expect(answered.keys?.sent == keys[1] && answered.keys?.received == keys[0])
    #expect(offered.keys?.sent == keys[0] && offered.keys?.received == keys[1])
  }

  private static let crypto = """
    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB
    """

  private func encrypting(_ wantsEncryption: Bool) -> SoundNegotiation {
    SoundNegotiation(
      codecs: [.pcma], address: "192.0.2.1", port: 4000, session: 7,
      key: [UInt8](repeating: 2, count: SRTPKeys.length), wantsEncryption: wantsEncryption)
  }

  @Test("An offer in an encrypted call asks for encryption, and takes no less")
  func staysEncrypted() throws {
    var negotiation = encrypting(false)
    #expect(negotiation.offer().media.first?.transport == "RTP/AVP")
    let encrypted = try description("m=audio 6000 RTP/SAVP 8\n\(Self.crypto)")
    let agreed = negotiation.answer(encrypted)
    #expect(agreed?.sound.keys != nil)
    let medium = try #require(negotiation.offer().media.first)
    #expect(medium.transport == "RTP/SAVP")
    #expect(medium.values("crypto") == agreed?.answer.media.first?.values("crypto"))
    let inClear = negotiation.agreed(to: try description("m=audio 6000 RTP/AVP 8"))
    #expect(inClear == nil)
    let taken = negotiation.agreed(to: encrypted)
    #expect(taken?.keys?.sent == agreed?.sound.keys?.sent)
  }

  @Test("The far side may end encryption, unless it must be", arguments: [false, true])
  func endsEncryption(isRequired: Bool) throws {
    var negotiation = encrypting(isRequired)
    _ = negotiation.answer(try description("m=audio 6000 RTP/SAVP 8\n\(Self.crypto)"))
    let inClear = negotiation.answer(try description("m=audio 6000 RTP/AVP 8"))
    #expect((inClear == nil) == isRequired)
    let transport = negotiation.offer().media.first?.transport
    #expect(transport == (isRequired ? "RTP/SAVP" : "RTP/AVP"))
  }

  @Test("Offers events that count time as each codec's sound does")
  func offersEvents() throws {
    var caller = negotiation([.opus, .pcma])
    let offer = caller.offer()
    for (codec, rate) in [(SoundCodec.opus, 48_000), (.pcma, 8000)] {
      var callee = negotiation([codec])
      let agreed = callee.answer(offer)
      let (answer, sound) = try #require(agreed)
      #expect(sound.events?.rate == rate)
      let taken = caller.agreed(to: answer)
      #expect(taken?.events == sound.events)
    }
    var narrow = negotiation([.pcma])
    #expect(!narrow.offer().description.contains("/48000"))
  }
}
