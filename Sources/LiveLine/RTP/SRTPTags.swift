import CLibre
import Telephony

/// Tells by its tag whether a packet is the far side's, before libre has it.
///
/// libre makes room for a source, and turns its roll-over counter, before it looks at the tag: forged
/// packets, for which no key is needed, would have it refuse the true ones for ever.
struct SRTPTags {
  private let sound: LibreObject
  private let reports: LibreObject
  /// The sources that have been heard, and how far their numbers are.
  private var sources: [UInt32: WrappingCounter<UInt16>] = [:]

  /// Bytes of HMAC-SHA1 that a packet ends with.
  private static let length = 10
  private static let digestLength = 20

  /// - Parameter key: the master key, with its salt.
  /// - Returns: `nil` if libre can't.
  init?(_ key: [UInt8]) {
    guard let sound = Self.authentication(1, of: key), let reports = Self.authentication(4, of: key)
    else { return nil }
    (self.sound, self.reports) = (sound, reports)
  }

  /// The authentication of packets, by a key that is made of the master key (RFC 3711 §4.3).
  private static func authentication(_ label: UInt8, of key: [UInt8]) -> LibreObject? {
    var start = Array(key[16...]) + [0, 0]
    start[7] ^= label
    var made: OpaquePointer?
    guard aes_alloc(&made, AES_MODE_CTR, key, 128, start) == 0,
      let cipher = made.map(LibreObject.init)
    else { return nil }
    let nothing = [UInt8](repeating: 0, count: digestLength)
    var derived = nothing
    guard aes_encr(cipher.pointer, &derived, nothing, nothing.count) == 0 else { return nil }
    made = nil
    guard hmac_create(&made, HMAC_HASH_SHA1, derived, derived.count) == 0 else { return nil }
    return made.map(LibreObject.init)
  }

  /// A packet's source.
  static func source(of packet: UnsafeMutableRawBufferPointer, isReport: Bool) -> UInt32? {
    let place = isReport ? 4 : 8
    guard packet.count >= place + 4 + length else { return nil }
    return UInt32(bigEndian: packet.loadUnaligned(fromByteOffset: place, as: UInt32.self))
  }

  /// Whether a packet's tag is right.
  mutating func accept(
    _ packet: UnsafeMutableRawBufferPointer, of source: UInt32, isReport: Bool
  ) -> Bool {
    if isReport { return hasTag(packet, reports, turns: nil) }
    let number = UInt16(bigEndian: packet.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
    var counter = sources[source] ?? WrappingCounter(number)
    let extended = counter.extend(number)
    guard extended >= 0, hasTag(packet, sound, turns: UInt32(truncatingIfNeeded: extended >> 16))
    else { return false }
    sources[source] = counter
    return true
  }

  mutating func forget(exceptFor source: UInt32) {
    sources = sources.filter { $0.key == source }
  }

  /// - Parameter turns: the roll-over counter, which the tag covers with the packet; `nil` for reports.
  private func hasTag(
    _ packet: UnsafeMutableRawBufferPointer, _ authentication: LibreObject, turns: UInt32?
  ) -> Bool {
    let end = packet.count - Self.length
    let tag = (
      packet.loadUnaligned(fromByteOffset: end, as: UInt64.self),
      packet.loadUnaligned(fromByteOffset: end + 8, as: UInt16.self)
    )
    // The counter stands where the tag does, until it has been counted in.
    defer {
      packet.storeBytes(of: tag.0, toByteOffset: end, as: UInt64.self)
      packet.storeBytes(of: tag.1, toByteOffset: end + 8, as: UInt16.self)
    }
    if let turns { packet.storeBytes(of: turns.bigEndian, toByteOffset: end, as: UInt32.self) }
    return withUnsafeTemporaryAllocation(byteCount: Self.digestLength, alignment: 8) { digest in
      let failure = hmac_digest(
        authentication.pointer, digest.baseAddress?.assumingMemoryBound(to: UInt8.self),
        digest.count, packet.baseAddress?.assumingMemoryBound(to: UInt8.self),
        turns == nil ? end : end + 4)
      // Both halves in any case: how long it takes tells nothing.
      let difference = (
        digest.load(as: UInt64.self) ^ tag.0,
        digest.load(fromByteOffset: 8, as: UInt16.self) ^ tag.1
      )
      return failure == 0 && difference.0 | UInt64(difference.1) == 0
    }
  }
}
