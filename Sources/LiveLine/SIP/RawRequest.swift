/// A SIP request as it came, split into its lines: as much as is needed to say what is wrong with it.
struct RawRequest {
  let method: Substring
  let uri: Substring
  let version: Substring
  /// Names in lower case and in full, values without blanks around them and in one line.
  let headers: [(name: String, value: String)]
  /// Bytes behind the headers.
  let bodyLength: Int

  /// Names that have a short form (RFC 3261, 7.3.3).
  private static let compact = [
    "c": "content-type", "e": "content-encoding", "f": "from", "i": "call-id", "k": "supported",
    "l": "content-length", "m": "contact", "o": "event", "r": "refer-to", "s": "subject",
    "t": "to", "u": "allow-events", "v": "via",
  ]

  /// - Returns: `nil` if it is no request at all: a response, a keep-alive or noise, which nobody
  ///   can answer.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let (head, bodyLength) = Self.head(of: bytes) else { return nil }
    self.bodyLength = bodyLength
    var lines = Self.lines(head)
    guard let first = lines.first, !first.hasPrefix("SIP/") else { return nil }
    lines.removeFirst()
    // A blank within the URI would make more parts of it.
    let start = first.drop { $0 == " " }
    let end = start.lastIndex { $0 == " " } ?? start.endIndex
    method = start.prefix { $0 != " " }
    version = end == start.endIndex ? "" : start[start.index(after: end)...]
    let uriStart = start.index(method.endIndex, offsetBy: 1, limitedBy: start.endIndex)
    uri = uriStart.map { $0 <= end ? start[$0..<end] : "" } ?? ""
    guard !method.isEmpty, method.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
      version.uppercased().hasPrefix("SIP/") || first.uppercased().contains(" SIP/")
    else { return nil }
    headers = lines.map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.trimmed(parts[0]).lowercased()
      return (Self.compact[name] ?? name, parts.count > 1 ? Self.trimmed(parts[1]) : "")
    }
  }

  /// The lines before the empty one.
  private static func head(of bytes: UnsafeRawBufferPointer) -> (String, Int)? {
    var end = bytes.count
    var body = 0
    var place = 0
    while place + 3 < bytes.count {
      if bytes[place] == 13, bytes[place + 1] == 10, bytes[place + 2] == 13,
        bytes[place + 3] == 10
      {
        end = place
        body = bytes.count - place - 4
        break
      }
      place += 1
    }
    if end == 0 { return nil }
    return (String(decoding: bytes[..<end], as: UTF8.self), body)
  }

  /// The lines, with those put together that are one: a line that begins with a blank continues the
  /// one before.
  private static func lines(_ head: String) -> [String] {
    var lines: [String] = []
    for line in head.split(whereSeparator: \.isNewline) {
      if let first = line.first, first == " " || first == "\t", !lines.isEmpty {
        lines[lines.count - 1] += " " + trimmed(line)
      } else {
        lines.append(String(line))
      }
    }
    return lines
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0 == " " || $0 == "\t" }
    guard let end = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(start[...end])
  }

  func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

  func value(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
