internal import FlyingSocks
internal import Foundation
internal import Glibc

/// One connection, and the one request on it: a connection is closed after its answer, so that no
/// second request can hide behind the first, or becomes a WebSocket.
struct WebConnection: Sendable {
  let socket: AsyncSocket
  let peer: String
  let limits: WebLimits

  /// Reads the request.
  ///
  /// - Parameter takesContent: whether content must say how long it is.
  /// - Throws: `WebRefusal` if it is to be answered with its status, any other error if the client
  ///   is gone.
  func request(takesContent: Bool) async throws -> WebRequest {
    do {
      return try await within(limits.reading) { try await read(takesContent) }
    } catch is TimeIsUp {
      throw WebRefusal(.requestTimeout)
    }
  }

  private func read(_ takesContent: Bool) async throws -> WebRequest {
    let blankLine = Array("\r\n\r\n".utf8)
    var bytes: [UInt8] = []
    var end: Int?
    while end == nil {
      let start = max(0, bytes.count - 3)
      bytes += try await socket.read(atMost: 4096)
      end = bytes[start...].firstRange(of: blankLine)?.lowerBound
      if (end ?? bytes.count) > limits.head { throw WebRefusal(.headersTooLarge) }
    }
    let head = end ?? 0
    var request = try WebRequest(head: bytes[..<head], peer: peer, limits: limits)
    let length = try request.bodyLength(limits, isNeeded: takesContent)
    var body = Array(bytes[(head + blankLine.count)...])
    if body.count < length, request["expect"]?.lowercased() == "100-continue" {
      try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    while body.count < length {
      body += try await socket.read(atMost: length - body.count)
    }
    request.body = Array(body.prefix(length))
    request.rest = Array(body.dropFirst(length))
    return request
  }

  /// Sends the answer, and closes the connection once the client has it.
  func answer(_ bytes: Data) async {
    try? await within(limits.writing) {
      try await socket.write(bytes)
      // A client that still sends would lose the answer if the connection were just closed.
      Glibc.shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
      var left = 256 * 1024
      while left > 0 { left -= try await socket.read(atMost: 4096).count }
    }
  }

  func close() { try? socket.close() }

  private struct TimeIsUp: Error {}

  private func within<Value: Sendable>(
    _ time: Duration, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await Task.sleep(for: time)
        throw TimeIsUp()
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw TimeIsUp() }
      return value
    }
  }
}
