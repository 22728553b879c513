import Foundation
import Glibc
import RandomInputs
import Synchronization
import Testing

@testable import WebServer

struct WebSocketTests {
  // MARK: Frames

  /// A frame as a client sends it.
  private static func frame(
    _ first: UInt8, _ payload: [UInt8], length: [UInt8]? = nil, key: [UInt8] = [1, 2, 3, 4]
  ) -> [UInt8] {
    let written: [UInt8] =
      payload.count < 126
      ? [UInt8(payload.count)] : [126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    var length = length ?? written
    length[0] |= 0x80
    return [first] + length + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
  }

  private static let hello = Array("Hello".utf8)

  @Test
  func `the RFC's own example of a masked text is read`() throws {
    var reader = WebSocketReader(longest: 100)
    let bytes: [UInt8] = [
      0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58,
    ]
    #expect(try reader.read(bytes) == [.message(.text("Hello"))])
  }

  @Test
  func `frames are read whatever pieces they come in`() throws {
    let bytes =
      Self.frame(0x01, Array("a".utf8)) + Self.frame(0x89, [7]) + Self.frame(0x80, Array("b".utf8))
      + Self.frame(0x82, Array(repeating: 9, count: 300)) + Self.frame(0x88, [0x03, 0xE8])
    let events: [WebSocketReader.Event] = [
      .ping([7]), .message(.text("ab")), .message(.binary(Array(repeating: 9, count: 300))),
      .close(1000),
    ]
    for size in 1...bytes.count {
      var reader = WebSocketReader(longest: 300)
      var read: [WebSocketReader.Event] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        read += try reader.read(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(read == events)
      #expect(!reader.isMidway)
    }
  }

  @Test(
    arguments: [
      // Not masked, reserved bits, unknown opcodes.
      ([0x81, 0x01, 0x61], 1002), (frame(0xC1, hello), 1002), (frame(0x83, hello), 1002),
      (frame(0x8B, hello), 1002),
      // Control frames in pieces or too long.
      (frame(0x09, hello), 1002), (frame(0x89, Array(repeating: 0, count: 126)), 1002),
      // Lengths that could be shorter, that are negative, or beyond the limit.
      (frame(0x82, hello, length: [126, 0, 5]), 1002),
      (frame(0x82, hello, length: [127, 0, 0, 0, 0, 0, 0, 0, 5]), 1002),
      (frame(0x82, hello, length: [127, 0x80, 0, 0, 0, 0, 1, 0, 0]), 1002),
      (frame(0x82, [], length: [126, 0xFF, 0xFF]), 1009),
      (frame(0x82, [], length: [127, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), 1009),
      (
        frame(0x02, Array(repeating: 0, count: 90)) + frame(0x80, Array(repeating: 0, count: 11)),
        1009
      ),
      // Pieces of nothing, messages in each other.
      (frame(0x80, hello), 1002), (frame(0x01, hello) + frame(0x81, hello), 1002),
      // No text, no status.
      (frame(0x81, [0xFF]), 1007), (frame(0x81, [0xED, 0xA0, 0x80]), 1007),
      (frame(0x88, [0x03]), 1002), (frame(0x88, [0x03, 0xED]), 1002), (frame(0x88, [0, 0]), 1002),
      (frame(0x88, [0x03, 0xE8, 0xFF]), 1007),
    ] as [([UInt8], UInt16)])
  func `what isn't a client's frame ends the connection`(bytes: [UInt8], status: UInt16) {
    var reader = WebSocketReader(longest: 100)
    #expect(throws: WebSocketReader.Fault(status: status)) { try reader.read(bytes) }
  }

  @Test(arguments: [6455])
  func `no bytes are read without end or make more of themselves`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20_000 {
      var reader = WebSocketReader(longest: 64)
      var left = 64 * 8
      do throws(WebSocketReader.Fault) {
        while left > 0 {
          var bytes = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
          }
          // Often enough a frame that could be one.
          bytes[0] = [0x81, 0x82, 0x01, 0x00, 0x80, 0x89, bytes[0]].randomElement(using: &random)!
          if bytes.count > 1 { bytes[1] |= 0x80 }
          left -= bytes.count
          for case .message(let message) in try reader.read(bytes) {
            switch message {
            case .text(let text): #expect(text.utf8.count <= 64)
            case .binary(let bytes): #expect(bytes.count <= 64)
            }
          }
        }
      } catch {
        #expect([1002, 1007, 1009].contains(error.status))
      }
    }
  }

  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
    (String(repeating: "a", count: 64), "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
  ])
  func `SHA-1 is the RFC's`(text: String, digest: String) {
    let hexadecimal = SHA1.digest(of: Array(text.utf8)).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    #expect(hexadecimal.joined() == digest)
  }

  @Test(
    arguments: [
      (0, [0x82, 0]), (125, [0x82, 125]), (126, [0x82, 126, 0, 126]),
      (65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
    ] as [(Int, [UInt8])])
  func `what is sent has the shortest head`(count: Int, head: [UInt8]) {
    let bytes = WebSocketFrame.binary(Array(repeating: 1, count: count)).bytes
    #expect(Array(bytes.prefix(head.count)) == head)
    #expect(bytes.count == head.count + count)
  }

  // MARK: Connections

  private static let opening = [
    "Upgrade: WebSocket", "Connection: keep-alive, Upgrade", "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  ]

  private func talk(
    _ headers: [String] = opening, _ frames: [UInt8], limits: WebLimits = .patient
  ) async throws -> (reply: Reply, echo: Echo) {
    let echo = Echo()
    let server = try WebServer(host: "127.0.0.1", port: 0, echo, limits: limits) { _ in }
    let running = Task { await server.run() }
    let port = UInt16(server.address.split(separator: ":").last!)!
    let bytes = Array(Site.request("GET", "/", headers).utf8) + frames
    let received = try await Site.away { try Client(port).exchange(bytes) }
    server.stop()
    await running.value
    return (Reply(received), echo)
  }

  private static let close = frame(0x88, [0x03, 0xE8])

  @Test
  func `a WebSocket opens as the RFC says, carries messages and closes`() async throws {
    let (reply, echo) = try await talk(
      Self.opening, Self.frame(0x81, Self.hello) + Self.frame(0x89, [5]) + Self.close)
    #expect(reply.status == 101)
    #expect(reply.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    #expect(reply.headers["connection"] == "Upgrade" && reply.headers["upgrade"] == "websocket")
    #expect(reply.headers["content-length"] == nil)
    #expect(
      reply.bytes.suffix(7 + 3 + 4) == [0x81, 5] + Self.hello + [0x8A, 1, 5]
        + [0x88, 2, 0x03, 0xE8])
    #expect(echo.events == ["opened", "text Hello", "closed"])
  }

  @Test(arguments: [
    (0, 426), (1, 426), (2, 426), (3, 400),
  ])
  func `a WebSocket needs all its headers`(missing: Int, status: Int) async throws {
    var headers = Self.opening
    headers.remove(at: missing)
    let (reply, echo) = try await talk(headers, [])
    #expect(reply.status == status)
    #expect(echo.events.isEmpty)
  }

  @Test
  func `a client that breaks the rules is told so and gone`() async throws {
    let (reply, echo) = try await talk(Self.opening, [0x81, 0x01, 0x61])
    #expect(reply.bytes.suffix(4) == [0x88, 2, 0x03, 0xEA])
    #expect(echo.events == ["opened", "closed"])
  }

  @Test
  func `a client that sends too much is told so and gone`() async throws {
    var limits = WebLimits.patient
    limits.messagesPerSecond = 1
    let flood = (0..<2000).flatMap { _ in Self.frame(0x81, [0x61]) }
    let (reply, echo) = try await talk(Self.opening, flood, limits: limits)
    #expect(reply.bytes.suffix(4) == [0x88, 2, 0x03, 0xF0])
    #expect(echo.events.count < 1000)
  }

  @Test
  func `a client that is silent is gone`() async throws {
    var limits = WebLimits.patient
    limits.silence = .zero
    let (reply, echo) = try await talk(Self.opening, [], limits: limits)
    #expect(reply.status == 101)
    #expect(echo.events == ["opened", "closed"])
  }

  @Test
  func `old sound is dropped for new, and nothing else is`() {
    var limits = WebLimits()
    limits.soundsWaiting = 2
    let socket = WebSocket(limits)
    for number in 1...3 {
      socket.send("\(number)")
      socket.send(sound: [UInt8(number)])
    }
    #expect(
      socket.take().bytes == [0x81, 1, 0x31, 0x81, 1, 0x32, 0x82, 1, 2, 0x81, 1, 0x33, 0x82, 1, 3])
    socket.send(sound: [4])
    socket.dropSound()
    #expect(socket.take().bytes.isEmpty)
  }

  @Test
  func `a client that takes nothing loses the connection`() {
    var limits = WebLimits()
    limits.bytesWaiting = 10
    let socket = WebSocket(limits)
    socket.send("0123456789")
    socket.send("0")
    let (bytes, isLast) = socket.take()
    #expect(bytes == [0x88, 2, 0x03, 0xF0] && isLast)
    socket.send("1")
    #expect(socket.take().bytes.isEmpty)
  }
}

/// Sends back what it hears, and remembers what happened.
private final class Echo: WebService, WebSocketPeer {
  private let state = Mutex<(socket: WebSocket?, events: [String])>((nil, []))

  var events: [String] { state.withLock { $0.events } }
  var isSecure: Bool { false }

  func place(of path: String) -> String { path }

  func answer(_ request: WebRequest, at now: Date) -> WebResponse {
    WebResponse(opening: self, for: request)
  }

  func opened(_ socket: WebSocket) {
    state.withLock { state in
      state.socket = socket
      state.events.append("opened")
    }
  }

  func received(_ message: WebSocketMessage) {
    let socket = state.withLock { state in
      if case .text(let text) = message { state.events.append("text \(text)") }
      return state.socket
    }
    if case .text(let text) = message { socket?.send(text) }
  }

  func closed() { state.withLock { $0.events.append("closed") } }
}
