import Foundation

@testable import LiveLine

/// A SIP peer of which a test writes every message itself, over a datagram socket.
final class RawPeer {
  let socket: UDPSocket
  /// Whom it talks to: the one from whom the last message came.
  private var far: SocketAddress
  private static let host = "127.0.0.1"

  /// - Parameter address: as `ADDRESS:PORT`.
  init(_ address: String) throws {
    socket = try UDPSocket(host: Self.host, port: 0)
    let port = UInt16(address.split(separator: ":").last ?? "") ?? 0
    guard let far = SocketAddress(host: Self.host, port: port) else {
      throw SIPEndpointError("no address", EINVAL)
    }
    self.far = far
  }

  /// One that is called. Whom it talks to is known once something has come.
  init() throws {
    socket = try UDPSocket(host: Self.host, port: 0)
    far = SocketAddress()
  }

  func send(_ text: String) {
    Array(text.utf8).withUnsafeBytes { socket.send($0, to: &far) }
  }

  func send(bytes: [UInt8]) {
    bytes.withUnsafeBytes { socket.send($0, to: &far) }
  }

  /// The next message; `nil` if none comes within a minute, by when every test has failed.
  func receive(within limit: Duration = .seconds(60)) -> String? {
    let end = ContinuousClock.now + limit
    return withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { room in
      var sender = SocketAddress()
      while ContinuousClock.now < end {
        if let length = socket.receive(into: room, from: &sender) {
          far = sender
          return String(decoding: room[..<length], as: UTF8.self)
        }
        usleep(2000)
      }
      return nil
    }
  }

  /// The next message with a status, or of a method, past all others.
  func receive(_ start: String) -> String? {
    while let message = receive() {
      if message.hasPrefix(start) { return message }
    }
    return nil
  }

  /// A request with the headers that each must have.
  func request(
    _ method: String, call: String = "call", sequence: Int = 1, to tag: String? = nil,
    more: [String] = [], type: String = "application/sdp", body: String = ""
  ) -> String {
    var lines = [
      "\(method) sip:1000@127.0.0.1 SIP/2.0",
      "Via: SIP/2.0/UDP 127.0.0.1:\(socket.port);branch=z9hG4bK\(call)\(sequence)\(method)",
      "From: <sip:02177483178@127.0.0.1>;tag=\(call)",
      "To: <sip:1000@127.0.0.1>" + (tag.map { ";tag=\($0)" } ?? ""),
      "Call-ID: \(call)-\(socket.port)@127.0.0.1",
      "CSeq: \(sequence) \(method)", "Max-Forwards: 70",
      "Contact: <sip:caller@127.0.0.1:\(socket.port)>",
    ]
    lines += more
    if !body.isEmpty { lines.append("Content-Type: \(type)") }
    lines.append("Content-Length: \(body.utf8.count)")
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
  }

  /// Answers a request.
  func answer(
    _ request: String, _ status: String, tag: String = "callee", more: [String] = [],
    body: String = ""
  ) {
    var lines = ["SIP/2.0 \(status)"]
    for name in ["Via", "From", "To", "Call-ID", "CSeq"] {
      guard let value = request.header(name) else { continue }
      let isTagged = name != "To" || value.contains("tag=")
      lines.append("\(name): \(value)\(isTagged ? "" : ";tag=\(tag)")")
    }
    lines.append("Contact: <sip:\(tag)@127.0.0.1:\(socket.port)>")
    lines += more
    if !body.isEmpty { lines.append("Content-Type: application/sdp") }
    lines.append("Content-Length: \(body.utf8.count)")
    send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// An offer of sound that is received at a port.
  static func offer(port: UInt16 = 9, events: Bool = true, more: String = "") -> String {
    """
    v=0\r
    o=- 1 1 IN IP4 127.0.0.1\r
    s=-\r
    c=IN IP4 127.0.0.1\r
    t=0 0\r
    m=audio \(port) RTP/AVP 8 0\(events ? " 101" : "")\r
    \(events ? "a=rtpmap:101 telephone-event/8000\r\n" : "")\(more)
    """
  }
}

extension String {
  /// The value of a header in a message.
  func header(_ name: String) -> String? {
    for line in split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == name.lowercased() {
        return parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }

  /// This side's tag in a response.
  var tag: String? { header("To")?.components(separatedBy: "tag=").last }

  var status: Int? { split(separator: " ").dropFirst().first.flatMap { Int($0) } }
}
