import CLibre

/// A SIP message as libre has parsed it; it lives no longer than the handler that is given it.
typealias LibreMessage = UnsafePointer<sip_msg>

extension pl {
  /// The text that it points to.
  var text: String {
    guard let p else { return "" }
    return p.withMemoryRebound(to: UInt8.self, capacity: l) {
      String(decoding: UnsafeBufferPointer(start: $0, count: l), as: UTF8.self)
    }
  }

  var isSet: Bool { p != nil && l > 0 }
}

extension UnsafePointer where Pointee == sip_msg {
  var method: String { pointee.met.text }

  var status: SIPStatus { SIPStatus(rawValue: pointee.scode) }

  /// The value of a header, the first if there are several.
  func header(_ id: sip_hdrid) -> String? { sip_msg_hdr(self, id)?.pointee.val.text }

  /// What follows the headers.
  var body: [UInt8] {
    guard let buffer = pointee.mb, let start = buffer.pointee.buf,
      buffer.pointee.pos < buffer.pointee.end
    else { return [] }
    let left = buffer.pointee.end - buffer.pointee.pos
    // What a datagram has beyond the length that it gives is no part of it (RFC 3261, 18.3).
    let length = pointee.clen.isSet ? Swift.min(left, Int(pointee.clen.text) ?? left) : left
    return Array(UnsafeBufferPointer(start: start + buffer.pointee.pos, count: length))
  }

  func isOf(type: String, _ subtype: String) -> Bool {
    withUnsafePointer(to: pointee.ctyp) { msg_ctype_cmp($0, type, subtype) }
  }

  /// The type of the body, in lower case and without parameters; empty if it isn't given.
  var type: String {
    let (type, subtype) = (pointee.ctyp.type.text, pointee.ctyp.subtype.text)
    return type.isEmpty ? "" : "\(type)/\(subtype)".lowercased()
  }

  /// The address that it came from, without the port.
  var source: String { pointee.src.host }

  var callID: String { pointee.callid.text }
}

extension sa {
  /// The address, without the port.
  var host: String {
    var text = [CChar](repeating: 0, count: 64)
    return withUnsafePointer(to: self) { address in
      sa_ntop(address, &text, Int32(text.count)) == 0
        ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        : ""
    }
  }

  var port: UInt16 { withUnsafePointer(to: self) { sa_port($0) } }
}

/// Bytes in a buffer of libre's.
struct LibreBuffer: ~Copyable {
  let pointer: UnsafeMutablePointer<mbuf>?

  init(_ text: String?) {
    guard let text else {
      pointer = nil
      return
    }
    let made = mbuf_alloc(max(text.utf8.count, 1))
    if let made {
      mbuf_write_str(made, text)
      made.pointee.pos = 0
    }
    pointer = made
  }

  deinit {
    mem_deref(pointer)
  }
}

/// Listens to messages of a stack. libre keeps the place where it tells of its listener, and empties
/// it when the listener ends.
final class LibreListener {
  private let place: UnsafeMutablePointer<OpaquePointer?>

  /// - Parameter hear: is given each message; returns whether nobody else is to be.
  /// - Returns: `nil` if libre can't listen.
  init?(
    _ sip: OpaquePointer, requests: Bool, argument: UnsafeMutableRawPointer?,
    _ hear: @escaping @convention(c) (LibreMessage?, UnsafeMutableRawPointer?) -> Bool
  ) {
    place = .allocate(capacity: 1)
    place.initialize(to: nil)
    if sip_listen(place, sip, requests, hear, argument) != 0 { return nil }
  }

  deinit {
    if let listener = place.pointee { mem_deref(UnsafeMutableRawPointer(listener)) }
    place.deallocate()
  }
}

/// Owns an object of libre's: releasing it is how libre is told to end it.
final class LibreObject {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    mem_deref(UnsafeMutableRawPointer(pointer))
  }
}
