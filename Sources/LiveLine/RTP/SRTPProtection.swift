import CLibre
import Telephony

/// Encrypts and opens the packets of one line (RFC 3711), whose lock it is used under.
final class SRTPProtection: @unchecked Sendable {
  private let sending: LibreObject
  private let receiving: LibreObject
  private let room: UnsafeMutablePointer<mbuf>

  /// A packet, and what protects it.
  private static let longest = 2048

  /// - Returns: `nil` if libre can't.
  init?(_ keys: SRTPKeys) {
    guard let sending = Self.context(keys.sent), let receiving = Self.context(keys.received),
      let room = mbuf_alloc(Self.longest)
    else { return nil }
    self.sending = sending
    self.receiving = receiving
    self.room = room
  }

  deinit {
    mem_deref(room)
  }

  private static func context(_ key: [UInt8]) -> LibreObject? {
    var made: OpaquePointer?
    guard srtp_alloc(&made, SRTP_AES_CM_128_HMAC_SHA1_80, key, key.count, 0) == 0, let made else {
      return nil
    }
    return LibreObject(made)
  }

  /// Replaces a packet by what is sent of it.
  ///
  /// - Returns: whether it may be sent.
  func protect(_ packet: inout [UInt8], isReport: Bool = false) -> Bool {
    packet.withUnsafeBytes { load($0) }
    let failure =
      isReport
      ? srtcp_encrypt(sending.pointer, room) : srtp_encrypt(sending.pointer, room)
    guard failure == 0 else { return false }
    packet.removeAll(keepingCapacity: true)
    packet.append(contentsOf: UnsafeBufferPointer(start: room.pointee.buf, count: room.pointee.end))
    return true
  }

  /// Opens a packet in its place.
  ///
  /// - Returns: its length; `nil` if it is forged, or was seen before.
  func open(_ packet: UnsafeMutableRawBufferPointer, isReport: Bool) -> Int? {
    guard packet.count < Self.longest else { return nil }
    load(UnsafeRawBufferPointer(packet))
    let failure =
      isReport
      ? srtcp_decrypt(receiving.pointer, room) : srtp_decrypt(receiving.pointer, room)
    guard failure == 0, room.pointee.end <= packet.count else { return nil }
    packet.copyMemory(
      from: UnsafeRawBufferPointer(start: room.pointee.buf, count: room.pointee.end))
    return room.pointee.end
  }

  private func load(_ bytes: UnsafeRawBufferPointer) {
    mbuf_rewind(room)
    _ = mbuf_write_mem(room, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    room.pointee.pos = 0
  }
}
