/// A session description (SDP, RFC 8866), as far as a telephone call needs it.
public struct SessionDescription: Hashable, Sendable {
  /// Who describes: the numeric identity and version of its `o=` line.
  public var origin: Origin
  /// Where media are received, unless a medium says otherwise; `nil` if no address is given.
  public var address: String?
  public var direction = Direction.sendrecv
  public var media: [Medium] = []

  public struct Origin: Hashable, Sendable {
    public var session: UInt64
    public var version: UInt64
    public var address: String

    public init(session: UInt64, version: UInt64, address: String) {
      self.session = session
      self.version = version
      self.address = address
    }
  }

  /// Which way media flow, as the describer sees it.
  public enum Direction: String, Hashable, Sendable {
    case sendrecv
    case sendonly
    case recvonly
    case inactive

    public var sends: Bool { self == .sendrecv || self == .sendonly }
    public var receives: Bool { self == .sendrecv || self == .recvonly }

    /// The other side's view of the same flow.
    public var reversed: Direction {
      switch self {
      case .sendrecv, .inactive: self
      case .sendonly: .recvonly
      case .recvonly: .sendonly
      }
    }
  }

  /// One `m=` line with what belongs to it.
  public struct Medium: Hashable, Sendable {
    public var kind: String
    /// 0 if the medium is refused.
    public var port: UInt16
    /// `RTP/AVP`, `RTP/SAVP` and the like.
    public var transport: String
    /// The payload types in the describer's order of preference.
    public var formats: [String]
    public var address: String?
    /// `nil` if the session's holds.
    public var direction: Direction?
    public var attributes: [Attribute] = []

    public init(
      kind: String, port: UInt16, transport: String, formats: [String],
      direction: Direction? = nil, attributes: [Attribute] = []
    ) {
      self.kind = kind
      self.port = port
      self.transport = transport
      self.formats = formats
      self.direction = direction
      self.attributes = attributes
    }

    /// The values of all attributes of a name.
    public func values(_ name: String) -> [String] {
      attributes.filter { $0.name == name }.map(\.value)
    }
  }

  public struct Attribute: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String = "") {
      self.name = name
      self.value = value
    }
  }

  public init(origin: Origin, address: String?, media: [Medium] = []) {
    self.origin = origin
    self.address = address
    self.media = media
  }
}

extension SessionDescription: CustomStringConvertible {
  /// The description as it is sent.
  public var description: String {
    var lines = [
      "v=0", "o=- \(origin.session) \(origin.version) IN \(Self.family(of: origin.address))",
      "s=-",
    ]
    if let address { lines.append("c=IN \(Self.family(of: address))") }
    lines.append("t=0 0")
    for medium in media {
      lines.append(
        "m=\(medium.kind) \(medium.port) \(medium.transport) "
          + medium.formats.joined(separator: " "))
      if let address = medium.address { lines.append("c=IN \(Self.family(of: address))") }
      for attribute in medium.attributes {
        lines.append(
          attribute.value.isEmpty
            ? "a=\(attribute.name)" : "a=\(attribute.name):\(attribute.value)")
      }
      if let direction = medium.direction { lines.append("a=\(direction.rawValue)") }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func family(of address: String) -> String {
    address.contains(":") ? "IP6 \(address)" : "IP4 \(address)"
  }
}
