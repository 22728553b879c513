import CLibre
import Telephony

/// Encrypts and opens the packets of one line (RFC 3711), whose lock it is used under.
final class SRTPProtection: @unchecked Sendable {
  private let sending: LibreObject
  private var receiving: LibreObject
  private var tags: SRTPTags
  private var keys: SRTPKeys
  /// Those of whom libre knows.
  private var sources: Set<UInt32> = []
  private let room: UnsafeMutablePointer<mbuf>

  /// A packet, and what protects it.
  private static let longest = 2048
  /// As many sources as libre has room for.
  private static let mostSources = 8

  /// - Returns: `nil` if libre can't.
  init?(_ keys: SRTPKeys) {
    guard let sending = Self.context(keys.sent), let receiving = Self.context(keys.received),
      let tags = SRTPTags(keys.received), let room = mbuf_alloc(Self.longest)
    else { return nil }
    self.keys = keys
    self.tags = tags
    self.sending = sending
    self.receiving = receiving
    self.room = room
  }

  deinit {
    mem_deref(room)
  }

  /// Takes another key of the far side's.
  ///
  /// What is sent goes on as it was: from its beginning, with the same key, the same keystream would
  /// come again.
  ///
  /// - Returns: whether libre can, and the key of what is sent is the same.
  func renew(_ keys: SRTPKeys) -> Bool {
    guard keys.sent == self.keys.sent else { return false }
    if keys.received == self.keys.received { return true }
    guard let receiving = Self.context(keys.received), let tags = SRTPTags(keys.received) else {
      return false
    }
    (self.keys, self.receiving, self.tags) = (keys, receiving, tags)
    sources = []
    return true
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
    guard packet.count < Self.longest,
      let source = SRTPTags.source(of: packet, isReport: isReport)
    else { return nil }
    guard tags.accept(packet, of: source, isReport: isReport), makeRoom(for: source) else {
      return nil
    }
    load(UnsafeRawBufferPointer(packet))
    let failure =
      isReport
      ? srtcp_decrypt(receiving.pointer, room) : srtp_decrypt(receiving.pointer, room)
    guard failure == 0, room.pointee.end <= packet.count else { return nil }
    packet.copyMemory(
      from: UnsafeRawBufferPointer(start: room.pointee.buf, count: room.pointee.end))
    return room.pointee.end
  }

  /// Has libre forget former sources once it has no room for another one.
  private func makeRoom(for source: UInt32) -> Bool {
    if sources.contains(source) { return true }
    if sources.count == Self.mostSources {
      guard let receiving = Self.context(keys.received) else { return false }
      self.receiving = receiving
      sources = []
      tags.forget(exceptFor: source)
    }
    sources.insert(source)
    return true
  }

  private func load(_ bytes: UnsafeRawBufferPointer) {
    mbuf_rewind(room)
    _ = mbuf_write_mem(room, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    room.pointee.pos = 0
  }
}
