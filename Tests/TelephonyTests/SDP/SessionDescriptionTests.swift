import RandomInputs
import Telephony
import Testing

@Suite("Session descriptions")
struct SessionDescriptionTests {
  private static let offer = """
    v=0
    o=alice 2890844526 2890844527 IN IP4 198.51.100.1
    s=call
    c=IN IP4 198.51.100.2
    t=0 0
    m=audio 49170 RTP/AVP 8 101
    a=rtpmap:101 telephone-event/8000
    a=fmtp:101 0-16
    a=sendonly
    """

  private func read(_ text: String) -> SessionDescription? {
    SessionDescription(parsing: Array(text.utf8))
  }

  @Test("Reads media with what belongs to them")
  func readsMedia() throws {
    let description = try #require(read(Self.offer))
    let medium = try #require(description.media.first)
    #expect(description.address == "198.51.100.2")
    #expect(description.origin.version == 2_890_844_527)
    #expect(medium.port == 49_170)
    #expect(medium.formats == ["8", "101"])
    #expect(medium.direction == .sendonly)
    #expect(medium.encoding(of: "8")?.name == "pcma")
    #expect(medium.encoding(of: "101")?.name == "telephone-event")
    #expect(medium.parameters(of: "101") == "0-16")
  }

  @Test("Reads what it writes", arguments: [Self.offer, Self.offer + "\na=rtcp-mux"])
  func readsWhatItWrites(text: String) throws {
    let description = try #require(read(text))
    #expect(read(description.description)?.media == description.media)
  }

  @Test("Takes lines that end in CR and LF as those that end in LF")
  func takesBothLineEnds() {
    let lines = Self.offer.replacing("\n", with: "\r\n")
    #expect(read(lines) == read(Self.offer))
  }

  @Test(
    "Refuses what is no description",
    arguments: [
      "", "v=0", "v=1\no=- 1 1 IN IP4 192.0.2.1\ns=-", "hello",
      "v=0\no=- 1 1 IN IP4\ns=-", "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio",
      "v=0\no=- 1 1 IN IP4 192.0.2.1\nm=audio 70000 RTP/AVP 0",
      "v=0\no=- 1 1 IN IP4 192.0.2.1\nc=IN IP5 192.0.2.1",
    ])
  func refuses(text: String) {
    #expect(read(text) == nil)
  }

  @Test("Survives any bytes", arguments: [4566])
  func survives(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let offer = Array(Self.offer.utf8)
    for _ in 0..<2000 {
      var bytes = offer
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
      guard let description = SessionDescription(parsing: bytes) else { continue }
      var negotiation = SoundNegotiation(
        codecs: [.pcma], address: "192.0.2.1", port: 4000, session: 1)
      _ = negotiation.answer(description)
    }
  }
}
