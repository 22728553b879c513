import LiveLine
import Testing

/// Addresses as people write them.
struct WrittenSIPAddressTests {
  @Test(
    arguments: [
      ("sip:192.0.2.20", nil, "192.0.2.20", nil),
      ("sip:1000@192.0.2.20:5060", "1000", "192.0.2.20", 5060),
      ("sips:gateway.example.org;transport=tls", nil, "gateway.example.org", nil),
      ("SIP:a%23b@[2001:db8::1]:65535;transport=TCP;lr", "a%23b", "2001:db8::1", 65_535),
      ("sip:+98219990@sip_gw.local:1", "+98219990", "sip_gw.local", 1),
      ("sip:x@localhost", "x", "localhost", nil),
    ] as [(String, String?, String, UInt16?)])
  func `are taken apart`(text: String, user: String?, host: String, port: UInt16?) throws {
    let address = try WrittenSIPAddress(text)
    #expect(address.user == user && address.host == host && address.port == port)
  }

  @Test(
    arguments: [
      ("", .noAddress), ("192.0.2.20", .noAddress), ("tel:1000", .noAddress),
      ("sip:a b", .noAddress),
      ("<sip:192.0.2.20>", .noAddress), ("sip:", .noHost), ("sip:1000@", .noHost),
      ("sip:1000@:5060", .noHost), ("sip:192.0.2.20:0", .port("0")),
      ("sip:192.0.2.20:99999", .port("99999")), ("sip:192.0.2.20:", .port("")),
      ("sip:192.0.2.20:+60", .port("+60")), ("sip:192.0.2.20/5060", .host("192.0.2.20/5060")),
      ("sip:[2001:db8::1]5060", .port("5060")), ("sip:999.0.2.20", .host("999.0.2.20")),
      ("sip:192.0.2", .host("192.0.2")), ("sip:2001:db8::1", .host("2001")),
      ("sip:[192.0.2.20]", .host("[192.0.2.20]")), ("sip:[2001:db8::1", .host("[2001:db8::1")),
      ("sip:-a.example.org", .host("-a.example.org")), ("sip:a..org", .host("a..org")),
      ("sip:@192.0.2.20", .user("")), ("sip:1000:secret@192.0.2.20", .user("1000:secret")),
      ("sip:{number}@192.0.2.20", .user("{number}")), ("sip:1%2@192.0.2.20", .user("1%2")),
      ("sip:192.0.2.20;transport=foo", .transport("foo")),
      ("sip:192.0.2.20;transport=", .transport("")), ("sip:192.0.2.20;transport", .transport("")),
      ("sips:192.0.2.20;transport=tcp", .transport("tcp")),
      ("sip:192.0.2.20?subject=x", .headers),
    ] as [(String, WrittenSIPAddress.Fault)])
  func `are refused for what makes every call fail`(
    text: String, fault: WrittenSIPAddress.Fault
  ) {
    #expect(throws: fault) { try WrittenSIPAddress(text) }
    #expect(WrittenSIPAddress.faults(in: text).first == fault)
    #expect(!fault.description.isEmpty)
  }

  @Test func `are told with all their faults`() {
    let text = "sips:a:b@192.0.2:0;transport=foo?x"
    #expect(
      WrittenSIPAddress.faults(in: text) == [
        .user("a:b"), .headers, .host("192.0.2"), .port("0"), .transport("foo"),
      ])
  }
}
