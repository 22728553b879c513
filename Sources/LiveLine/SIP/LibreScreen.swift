import CLibre
import Glibc

/// Stands before libre's reading of datagrams, and refuses what must not come through.
///
/// libre has no place for it, but its sockets have: one is known as soon as a message has come by it,
/// so the endpoint sends one to itself at the beginning.
final class LibreScreen {
  private var helper: LibreObject?
  private let tag: String
  private let socket: OpaquePointer

  /// Before all other layers.
  private static let layer: Int32 = -100

  /// - Parameters:
  ///   - socket: libre's `udp_sock`.
  init?(_ socket: UnsafeMutableRawPointer) {
    self.socket = OpaquePointer(socket)
    tag = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    var made: OpaquePointer?
    let failure = udp_register_helper(
      &made, self.socket, Self.layer, nil,
      { sender, buffer, argument in
        guard let sender, let buffer, let argument else { return false }
        return Unmanaged<LibreScreen>.fromOpaque(argument).takeUnretainedValue()
          .stops(buffer, from: sender)
      }, Unmanaged.passUnretained(self).toOpaque())
    guard failure == 0, let made else { return nil }
    helper = LibreObject(made)
  }

  /// Whether a datagram goes no further.
  private func stops(
    _ buffer: UnsafeMutablePointer<mbuf>, from sender: UnsafeMutablePointer<sa>
  ) -> Bool {
    // libre keeps the buffer as long as the transaction, at the length that a datagram could have.
    mbuf_trim(buffer)
    guard let start = buffer.pointee.buf, buffer.pointee.pos < buffer.pointee.end else {
      return true
    }
    let bytes = UnsafeRawBufferPointer(
      start: start + buffer.pointee.pos, count: buffer.pointee.end - buffer.pointee.pos)
    guard let request = RawRequest(bytes) else { return !isReadable(buffer) }
    var verdict = RequestScreen.verdict(on: request)
    if verdict == .pass, !isReadable(buffer) {
      verdict = request.method == "ACK" ? .ignore : .refuse(.badRequest)
    }
    switch verdict {
    case .pass: return false
    case .ignore: return true
    case .refuse(let status, let reason, let headers):
      answer(request, status, reason, headers, to: sender)
      return true
    }
  }

  /// Whether libre can read it; what it can't, it would complain of on standard error.
  private func isReadable(_ buffer: UnsafeMutablePointer<mbuf>) -> Bool {
    let place = buffer.pointee.pos
    defer { buffer.pointee.pos = place }
    var message: UnsafeMutablePointer<sip_msg>?
    defer { mem_deref(message) }
    return sip_msg_decode(&message, buffer) == 0
  }

  private func answer(
    _ request: RawRequest, _ status: SIPStatus, _ reason: String?, _ headers: String,
    to sender: UnsafeMutablePointer<sa>
  ) {
    let port = sender.pointee.port
    let text = request.response(
      status, reason: reason, headers: headers, received: sender.pointee.host, port: port, tag: tag)
    var address = sender.pointee
    sa_set_port(&address, request.responsePort(from: port))
    let buffer = LibreBuffer(text)
    _ = udp_send(socket, &address, buffer.pointer)
  }
}
