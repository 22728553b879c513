import Glibc
import Testing

@testable import LiveLine

@Suite("Sockets for calls' sound")
struct UDPSocketTests {
  @Test("A datagram is as old as it has waited")
  func tellsAge() throws {
    let socket = try UDPSocket(host: "127.0.0.1", port: 0)
    var own = try #require(SocketAddress(host: "127.0.0.1", port: socket.port))
    [UInt8](repeating: 1, count: 8).withUnsafeBytes { socket.send($0, to: &own) }
    usleep(60_000)
    let length = withUnsafeTemporaryAllocation(byteCount: 100, alignment: 16) { room in
      var sender = SocketAddress()
      return socket.receive(into: room, from: &sender)
    }
    #expect(length == 8)
    // From when it came, not from when it was taken.
    #expect(socket.age >= .milliseconds(59))
    #expect(socket.age < .seconds(600))
  }
}
