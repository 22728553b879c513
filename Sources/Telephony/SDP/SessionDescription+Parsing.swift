extension SessionDescription {
  /// The most that is read of a description, and the most media that one may have: both are far
  /// above what telephones send.
  private static var longest: Int { 16_384 }
  private static var mostMedia: Int { 16 }

  /// Reads a description; lines that a telephone call doesn't need are skipped.
  ///
  /// - Returns: `nil` if it is no description: the version isn't 0, a line isn't `x=…`, or the
  ///   origin or a medium can't be read.
  public init?(parsing bytes: some Collection<UInt8>) {
    guard bytes.count <= Self.longest, let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    var origin: Origin?
    var isVersionKnown = false
    self.init(origin: Origin(session: 0, version: 0, address: ""), address: nil)
    for line in text.split(whereSeparator: \.isNewline) {
      guard let kind = line.first, line.dropFirst().first == "=" else { return nil }
      let value = line.dropFirst(2)
      switch kind {
      case "v":
        guard value == "0" else { return nil }
        isVersionKnown = true
      case "o":
        guard let read = Origin(parsing: value) else { return nil }
        origin = read
      case "c":
        guard let address = Self.address(in: value) else { return nil }
        if media.isEmpty {
          self.address = address
        } else {
          media[media.count - 1].address = address
        }
      case "m":
        guard let medium = Medium(parsing: value), media.count < Self.mostMedia else { return nil }
        media.append(medium)
      case "a": take(attribute: value)
      default: break
      }
    }
    guard isVersionKnown, let origin else { return nil }
    self.origin = origin
  }

  private mutating func take(attribute text: Substring) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    if let direction = Direction(rawValue: name) {
      if media.isEmpty {
        self.direction = direction
      } else {
        media[media.count - 1].direction = direction
      }
    } else if !media.isEmpty {
      let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
      media[media.count - 1].attributes.append(Attribute(name, value))
    }
  }

  /// The address of a `c=` line's value. A multicast address may have `/TTL` behind it.
  private static func address(in value: Substring) -> String? {
    let parts = value.split(separator: " ")
    guard parts.count == 3, parts[0] == "IN", parts[1] == "IP4" || parts[1] == "IP6" else {
      return nil
    }
    return parts[2].split(separator: "/").first.map(String.init)
  }
}

extension SessionDescription.Origin {
  fileprivate init?(parsing value: Substring) {
    let parts = value.split(separator: " ")
    guard parts.count == 6 else { return nil }
    // Some send identities of more than 64 bits; only their change matters.
    session = UInt64(parts[1]) ?? 0
    version = UInt64(parts[2]) ?? 0
    address = String(parts[5])
  }
}

extension SessionDescription.Medium {
  fileprivate init?(parsing value: Substring) {
    let parts = value.split(separator: " ")
    guard parts.count >= 3, let first = parts[1].split(separator: "/").first,
      let port = UInt16(first)
    else { return nil }
    self.init(
      kind: String(parts[0]), port: port, transport: String(parts[2]),
      formats: parts.dropFirst(3).prefix(64).map(String.init))
  }
}

extension SessionDescription.Medium {
  /// An encoding behind a payload type.
  public struct Encoding: Hashable, Sendable {
    /// In lower case: names are compared without it.
    public var name: String
    public var rate: Int
    public var channels = 1
  }

  /// What a payload type stands for: by `a=rtpmap`, else, for the static types that RFC 3551 fixed,
  /// by its number.
  public func encoding(of format: String) -> Encoding? {
    for value in values("rtpmap") {
      let parts = value.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count == 2, parts[0] == format else { continue }
      let encoding = parts[1].split(separator: "/")
      guard encoding.count >= 2, let rate = Int(encoding[1]), rate > 0 else { return nil }
      let channels = encoding.count > 2 ? Int(encoding[2]) ?? 1 : 1
      return Encoding(name: encoding[0].lowercased(), rate: rate, channels: channels)
    }
    switch format {
    case "0": return Encoding(name: "pcmu", rate: 8000)
    case "8": return Encoding(name: "pcma", rate: 8000)
    default: return nil
    }
  }

  /// The parameters of a payload type (`a=fmtp`).
  public func parameters(of format: String) -> String? {
    for value in values("fmtp") {
      let parts = value.split(separator: " ", maxSplits: 1)
      if parts.count == 2, parts[0] == format { return String(parts[1]) }
    }
    return nil
  }
}
