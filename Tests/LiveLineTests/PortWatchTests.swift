import Glibc
import Testing

@testable import LiveLine

/// On loopback a refusal is there once what is refused has been sent.
struct PortWatchTests {
  @Test func `a port is closed until somebody listens there`() throws {
    let listener = try UDPSocket(host: "127.0.0.1", port: 0)
    let open = try #require(PortWatch("sip:1000@127.0.0.1:\(listener.port)"))
    #expect(open.place == "127.0.0.1:\(listener.port)")
    #expect(open.look() == nil && open.look() == nil)
    let closed = try UDPSocket(host: "127.0.0.1", port: 0).port
    let watch = try #require(PortWatch("sip:127.0.0.1:\(closed)"))
    #expect(watch.look() == nil || watch.look() == .closedPort)
    #expect(watch.look() == .closedPort)
  }

  @Test(arguments: [
    "sip:gateway.example.org", "sips:127.0.0.1", "sip:127.0.0.1;transport=tcp",
    "sip:127.0.0.1;transport=tls", "sip:127.0.0.1:0", "nobody",
  ])
  func `only a UDP port of an address is watched`(uri: String) {
    #expect(PortWatch(uri) == nil)
  }
}
