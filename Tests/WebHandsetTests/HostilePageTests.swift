import CallRuntime
import Foundation
import RandomInputs
import Testing

@testable import WebHandset
@testable import WebServer

/// What anybody may send to the place where calls are begun from pages, without sockets: a request
/// to open a WebSocket, its frames, and the messages in them.
@Suite("Hostile input by WebSocket")
struct HostilePageTests {
  private static let pieces = [
    "\r\n", "\n", "\r", ": ", ",", "\"", "\\u0000", "\\ud800", "{", "}", "[", "]", "null", "-1",
    "1e999", "4294967296", "\u{0}", "گویا", "\u{1F469}\u{200D}\u{1F467}",
    String(repeating: "[", count: 500), String(repeating: "9", count: 400), "Upgrade", "../",
  ]

  /// Damages for requests and messages of a page.
  private static func damages(_ seed: UInt64) -> Damages { Damages(seed: seed, pieces: pieces) }

  private static let opening = """
    GET /call HTTP/1.1\r
    Host: 127.0.0.1:80\r
    Origin: http://127.0.0.1:80\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Sec-Fetch-Site: same-origin
    """

  @Test("Damaged requests open nothing that they shouldn't", arguments: [Damages.seed])
  func survivesRequests(seed: UInt64) {
    var random = Self.damages(seed)
    let service = PhoneService(Switchboard(), gate: WebGate(token: nil))
    for number in 0..<Damages.count {
      let head = random.damaged(Array(Self.opening.utf8), times: 0...4, reach: 20)
      guard let request = try? WebRequest(head: head[...], peer: "::1", limits: WebLimits()) else {
        continue
      }
      let response = service.answer(request, at: Date())
      guard response.status.rawValue == 101 else { continue }
      let isOurs =
        request["origin"] == "http://\(request["host"] ?? "")" && request.path == "/call"
      #expect(isOurs && request["sec-websocket-key"] != nil, "seed \(seed), request \(number)")
    }
  }

  /// Messages as a page sends them, and frames that aren't messages.
  private static let messages: [(first: UInt8, payload: [UInt8])] =
    [
      #"{"do":"call","line":"b","caller":"02199900001","language":"fa-IR","speed":2}"#,
      ##"{"do":"key","key":"#"}"##, #"{"do":"reply","from":"09120000000","text":"1"}"#,
      #"{"do":"hang up"}"#, #"{"do":"journal"}"#, #"{"do":"picture","line":"b"}"#,
      #"{"do":"scenario","text":"A call","keep":false}"#,
    ].map { (0x81, Array($0.utf8)) }
    + [
      (0x82, [UInt8](repeating: 7, count: AudioFrame.length * 2)), (0x89, [1]), (0x8A, []),
      (0x88, [3, 0xE8]),
    ]

  private static func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let key: [UInt8] = [1, 2, 3, 4]
    let length: [UInt8] =
      payload.count < 126
      ? [UInt8(payload.count) | 0x80]
      : [126 | 0x80, UInt8(payload.count >> 8 & 0xFF), UInt8(payload.count & 0xFF)]
    return [first] + length + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
  }

  @Test("Damaged messages end the connection or do what they say", arguments: [Damages.seed])
  func survivesMessages(seed: UInt64) {
    var random = Self.damages(seed)
    var number = 0
    while number < Damages.count {
      let exchange = Switchboard()
      let socket = WebSocket(WebLimits())
      let phone = Phone(exchange, arrived: { _ in }, gone: { _ in })
      phone.opened(socket)
      var reader = WebSocketReader(longest: WebLimits().message)
      var isOpen = true
      for _ in 0..<20 where isOpen {
        number += 1
        let (first, payload) = Self.messages.randomElement(using: &random)!
        // The message is damaged in its frame, or the frame itself.
        let isInFrame = Int.random(in: 0..<4, using: &random) > 0
        var bytes = Self.frame(
          first, isInFrame ? random.damaged(payload, times: 0...4, reach: 20) : payload)
        if !isInFrame { bytes = random.damaged(bytes, times: 0...4, reach: 20) }
        do throws(WebSocketReader.Fault) {
          for case .message(let message) in try reader.read(bytes) { phone.received(message) }
        } catch {
          #expect([1002, 1007, 1009].contains(error.status), "seed \(seed), message \(number)")
          isOpen = false
        }
        isOpen = isOpen && !socket.take().isLast
      }
      phone.closed()
      // Each call is over, and none was begun for a line that there isn't.
      #expect(exchange.calls.allSatisfy { $0.order.line == "b" })
      #expect(
        exchange.calls.allSatisfy { $0.deeds.contains("hang up") },
        "seed \(seed), message \(number)")
    }
  }
}
