/// Cuts a stream of bytes into messages, by the `Content-Length` headers of the Language Server
/// Protocol's base protocol.
struct MessageFraming {
  enum Part: Hashable {
    case message([UInt8])
    /// A header that says nothing sensible. The stream is read on from the next header.
    case fault(String)
  }

  private var waiting: [UInt8] = []
  /// How much of an oversized message is still to be dropped.
  private var toDrop = 0

  /// The longest message: a script of the largest size, each character escaped.
  static let longest = 64 << 20
  private static let longestHeader = 4096

  /// The messages that are complete with some more bytes.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [Part] {
    waiting += bytes
    var parts: [Part] = []
    while let part = next() { parts.append(part) }
    return parts
  }

  private mutating func next() -> Part? {
    let dropped = min(toDrop, waiting.count)
    waiting.removeFirst(dropped)
    toDrop -= dropped
    guard toDrop == 0 else { return nil }
    guard let (header, length) = header() else {
      guard waiting.count > Self.longestHeader else { return nil }
      waiting = []
      return .fault("a header is too long")
    }
    guard let size = Self.contentLength(header) else {
      waiting.removeFirst(length)
      return .fault("a message has no valid Content-Length")
    }
    guard size <= Self.longest else {
      waiting.removeFirst(length)
      toDrop = size
      return .fault("a message is longer than \(Self.longest) bytes")
    }
    guard waiting.count >= length + size else { return nil }
    let message = Array(waiting[length..<length + size])
    waiting.removeFirst(length + size)
    return .message(message)
  }

  /// The header that the waiting bytes begin with, and its length with the empty line.
  private func header() -> (text: String, length: Int)? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    let last = min(waiting.count, Self.longestHeader) - end.count
    guard last >= 0 else { return nil }
    for start in 0...last where waiting[start] == 0x0D {
      if waiting[start...].starts(with: end) {
        return (String(decoding: waiting[..<start], as: UTF8.self), start + end.count)
      }
    }
    return nil
  }

  private static func contentLength(_ header: String) -> Int? {
    for line in header.split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let number = parts[1].trimmingPrefix(" ").prefix(20)
      guard !number.isEmpty, number.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
      return Int(number)
    }
    return nil
  }
}
