import Foundation
import Glibc
import Synchronization

/// A web server on this machine that answers as a test says, well or badly.
final class LoopbackServer: Sendable {
  struct Request: Sendable {
    /// `GET /path HTTP/1.1`
    let line: String
    /// By names in small letters.
    let headers: [String: String]
    let body: String
  }

  enum Answer: Sendable {
    case reply(Int, headers: [String] = [], String = "")
    /// Bytes as they are, then the end.
    case raw(String)
    /// Never anything.
    case silence
    /// A head, then a byte every 20 ms.
    case drips
    /// A head, then bytes until nobody wants more.
    case endless(head: String)
  }

  let port: UInt16
  private let listener: Int32
  private let seen = Mutex<[Request]>([])
  private let sent = Mutex(0)
  private let isListening = Mutex(false)
  private let answer: @Sendable (Request) -> Answer

  /// - Parameter isListening: whether it can be reached at once; otherwise its port refuses until
  ///   `listen()`.
  init(isListening: Bool = true, _ answer: @escaping @Sendable (Request) -> Answer) throws {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    if isListening { listen() }
  }

  deinit {
    // Its thread closes it, lest that thread listens at another's socket of the same number.
    shutdown(listener, Int32(SHUT_RDWR))
    if !isListening.withLock({ $0 }) { close(listener) }
  }

  var requests: [Request] { seen.withLock { $0 } }
  /// How many bytes of endless answers were taken.
  var sentBytes: Int { sent.withLock { $0 } }
  var url: String { "http://127.0.0.1:\(port)" }

  func listen() {
    isListening.withLock { $0 = true }
    Glibc.listen(listener, 64)
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else {
          if connection >= 0 { close(connection) }
          close(listener)
          return
        }
        Thread.detachNewThread {
          self.serve(connection)
          close(connection)
        }
      }
    }
  }

  private func serve(_ connection: Int32) {
    guard let request = read(connection) else { return }
    seen.withLock { $0.append(request) }
    switch answer(request) {
    case .reply(let status, let headers, let body):
      let head = ["HTTP/1.1 \(status) Some", "Content-Length: \(body.utf8.count)"] + headers
      _ = write(head.map { "\($0)\r\n" }.joined() + "Connection: close\r\n\r\n" + body, connection)
    case .raw(let text): _ = write(text, connection)
    case .silence: waitForEnd(connection)
    case .drips:
      _ = write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", connection)
      while write(" ", connection) { usleep(20_000) }
    case .endless(let head):
      _ = write(head, connection)
      let block = String(repeating: "x", count: 1 << 16)
      while write(block, connection) { sent.withLock { $0 += block.utf8.count } }
    }
  }

  private func waitForEnd(_ connection: Int32) {
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) > 0 {}
  }

  private func write(_ text: String, _ connection: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &block, block.count, 0)
      guard count > 0 else { return nil }
      bytes += block[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 {
          headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
      }
      let body = String(text[end.upperBound...])
      if body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 {
        return Request(line: lines[0], headers: headers, body: body)
      }
    }
  }
}
