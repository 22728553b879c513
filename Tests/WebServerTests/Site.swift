import CallEngine
import Foundation
import Glibc
import MenuScript
import Speech
import Synchronization
import Testing

@testable import Lines
@testable import Store
@testable import WebServer

/// A server on a free port of the loopback, with a store of its own, and clients for it.
final class Site: Sendable {
  let desk: ServiceDesk
  let server: WebServer
  /// The time, which stands still: a busy machine takes longer than some limits.
  let now = Date()
  private let tokens: TokenBox
  private let log: LogBox
  private let running: Task<Void, Never>

  /// - Parameter store: another one than an empty one in memory.
  init(
    store: Store? = nil, secret: String? = nil, isBehindProxy: Bool = false,
    pagesURL: String? = nil, limits: WebLimits = .unhurried
  ) throws {
    let (tokens, log) = (TokenBox(), LogBox())
    (self.tokens, self.log) = (tokens, log)
    desk = ServiceDesk(
      store: try store ?? Store(), texts: ["billing": Self.texts], pagesURL: pagesURL,
      makeToken: { tokens.make() })
    let server = try WebServer(
      host: "127.0.0.1", port: 0,
      WebSite(desk, inboundSecret: secret, isBehindProxy: isBehindProxy), limits: limits,
      clock: { [now] in now }, log: { log.add($0) })
    self.server = server
    running = Task { await server.run() }
  }

  deinit {
    server.stop()
  }

  /// Stops the server and waits until it has answered.
  func stop() async {
    server.stop()
    await running.value
  }

  static let mobile = "09121112233"
  static let line = "02199900005"

  private static let texts: MessageTexts = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "MenuScripts/billing/messages").path
    return MessageFolder(folder).read(Message.signatures, in: [.persian, .english]).texts
      ?? MessageTexts([])
  }()

  /// Asks for an address, as a call does.
  ///
  /// - Returns: the path of the link in the SMS.
  func ask(
    line: String = line, mobile: String = mobile, language: String = "en-US",
    ago: TimeInterval = 0
  ) throws -> String {
    let request = ServiceRequest(
      service: "billing.request_email",
      input: [
        NamedValue("line", line), NamedValue("mobile", mobile), NamedValue("language", language),
      ])
    let answer = desk.invoke(
      request, callID: UUID().uuidString, at: now.addingTimeInterval(-ago))
    #expect(answer.reply.outcome == "sent")
    return "/c/\(tokens.last)"
  }

  var logged: [WebLogEntry] { log.entries }

  func outbox(_ kind: CallMessage.Medium) throws -> [OutboxEntry] {
    try desk.store.outbox().filter { $0.kind == kind && $0.status == .sent }
  }

  // MARK: Clients

  var port: UInt16 { UInt16(server.address.split(separator: ":").last!)! }

  func get(_ path: String, _ headers: [String] = [], method: String = "GET") async throws -> Reply {
    try await send(Self.request(method, path, headers))
  }

  /// Sends a form as a browser does.
  func post(
    _ path: String, _ fields: [(String, String)],
    _ headers: [String] = ["Origin: null", "Sec-Fetch-Site: same-origin"]
  ) async throws -> Reply {
    let body = fields.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
    return try await send(
      Self.request(
        "POST", path,
        headers + [
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: \(body.utf8.count)",
        ], body))
  }

  /// Types an address, and confirms it.
  func answer(_ path: String, _ address: String) async throws -> Reply {
    let check = try await post(path, [("email", address), ("step", "check")])
    guard let form = check.hidden("form"), let email = check.hidden("email") else { return check }
    return try await post(path, [("email", email), ("form", form), ("step", "send")])
  }

  static func request(
    _ method: String, _ path: String, _ headers: [String] = [], _ body: String = ""
  ) -> String {
    (["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"] + headers).joined(separator: "\r\n")
      + "\r\n\r\n" + body
  }

  static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Character(Unicode.Scalar(byte))
      return scalar.isASCII && (scalar.isLetter || scalar.isNumber)
        ? String(scalar) : "%" + String(byte, radix: 16).uppercased().leftPadded
    }.joined()
  }

  /// Sends bytes on a connection of their own, and reads what comes until it is closed.
  func send(_ text: String, from: [UInt8]? = nil) async throws -> Reply {
    let bytes = from ?? Array(text.utf8)
    let port = port
    let received = try await Self.away { try Client(port).exchange(bytes) }
    return Reply(received)
  }

  /// Does what waits on a thread of its own: those that tasks and queues share are few, and the server
  /// needs them.
  static func away<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
    }
  }
}

extension WebLimits {
  /// As usual, but with time for what a busy machine holds up.
  static var unhurried: WebLimits {
    var limits = WebLimits()
    limits.reading = .seconds(60)
    limits.writing = .seconds(60)
    return limits
  }

  /// As usual, but no client of a busy machine is too slow.
  static var patient: WebLimits {
    var limits = WebLimits()
    limits.reading = .seconds(300)
    limits.writing = .seconds(300)
    limits.ending = .seconds(300)
    return limits
  }
}

extension String {
  fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}

/// The secrets of the links that were made.
private final class TokenBox: Sendable {
  private let made = Mutex<[String]>([])

  func make() -> String {
    let token = ServiceDesk.randomToken()
    made.withLock { $0.append(token) }
    return token
  }

  var last: String { made.withLock { $0.last ?? "" } }
}

private final class LogBox: Sendable {
  private let list = Mutex<[WebLogEntry]>([])

  func add(_ entry: WebLogEntry) { list.withLock { $0.append(entry) } }
  var entries: [WebLogEntry] { list.withLock { $0 } }
}

/// An answer as it came.
struct Reply: Sendable, CustomStringConvertible {
  let status: Int
  let headers: [String: String]
  let body: String
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    headers = lines.dropFirst().reduce(into: [:]) { headers, line in
      let pair = line.components(separatedBy: ": ")
      headers[pair[0].lowercased()] = pair.dropFirst().joined(separator: ": ")
    }
    body = parts.dropFirst().joined(separator: "\r\n\r\n")
  }

  /// The value of a hidden field.
  func hidden(_ name: String) -> String? {
    body.firstMatch(of: try! Regex("type=\"hidden\" name=\"\(name)\" value=\"([^\"]*)\""))
      .flatMap { $0.output[1].substring.map(String.init) }
  }

  var description: String { "\(status) \(body)" }
}

/// A connection.
final class Client: Sendable {
  private let descriptor: Int32

  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw NoConnection() }
    // A test that waits for nothing must end, but a busy machine may need its time.
    var patience = timeval(tv_sec: 300, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  struct NoConnection: Error {}

  /// - Returns: whether all of it was taken.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// So many bytes, or those before the other side closes.
  func read(_ count: Int) -> [UInt8] {
    var all = [UInt8](repeating: 0, count: count)
    let got = recv(descriptor, &all, count, Int32(MSG_WAITALL))
    return Array(all.prefix(max(got, 0)))
  }

  /// What comes until the other side closes.
  func readAll() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  func exchange(_ bytes: [UInt8]) -> [UInt8] {
    write(bytes)
    return readAll()
  }
}
