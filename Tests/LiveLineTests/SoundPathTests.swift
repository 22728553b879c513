import Testing

@testable import LiveLine

@Suite("Where a far side's sound comes from")
struct SoundPathTests {
  private var path = SoundPath()
  private var now = Duration.seconds(10)

  private func place(_ text: String) throws -> SocketAddress {
    let parts = text.split(separator: ":")
    return try #require(SocketAddress(host: String(parts[0]), port: UInt16(parts[1]) ?? 0))
  }

  private mutating func move(to text: String) throws {
    _ = path.move(to: try place(text), at: now)
  }

  /// A packet comes, 20 ms after the last one.
  ///
  /// - Returns: whether it counts.
  private mutating func hear(_ text: String, isContinuing: Bool = false) throws -> Bool {
    now += .milliseconds(20)
    return path.take(from: try place(text), isContinuing: isContinuing, at: now) != nil
  }

  private func remote() throws -> String {
    let remote = try #require(path.remote)
    return "\(remote.host):\(remote.port)"
  }

  private static let phone = "192.0.2.1:4000"
  private static let other = "192.0.2.1:5000"
  private static let stranger = "203.0.113.9:6000"
  private static let mapped = "198.51.100.1:7000"

  @Test("Late packets from the place that was left change nothing", arguments: [1, 100])
  mutating func leaves(late: Int) throws {
    try move(to: Self.phone)
    #expect(try hear(Self.phone))
    try move(to: Self.other)
    for _ in 0..<late { #expect(try !hear(Self.phone, isContinuing: true)) }
    #expect(try remote() == Self.other)
    #expect(try hear(Self.other))
    #expect(try !hear(Self.phone))
  }

  @Test("A place that was left never counts again, unless it is named again")
  mutating func returns() throws {
    try move(to: Self.phone)
    try move(to: Self.mapped)
    try move(to: Self.other)
    now += .seconds(60)
    #expect(try !hear(Self.phone))
    #expect(try !hear(Self.mapped))
    try move(to: Self.phone)
    #expect(try hear(Self.phone))
    #expect(try !hear(Self.other))
  }

  @Test("The place that was named wins against whoever came first, at any time")
  mutating func prefersNamed() throws {
    try move(to: Self.phone)
    #expect(try hear(Self.stranger))
    #expect(try remote() == Self.stranger)
    #expect(try hear(Self.phone))
    #expect(try remote() == Self.phone)
    now += .seconds(60)
    #expect(try !hear(Self.stranger, isContinuing: true))
  }

  @Test("Behind NAT the first packet tells where sound goes, and then nobody else can")
  mutating func latches() throws {
    try move(to: "10.0.0.1:4000")
    #expect(try hear(Self.mapped))
    #expect(try remote() == Self.mapped)
    #expect(try !hear(Self.stranger))
    #expect(try remote() == Self.mapped)
  }

  @Test("A device behind NAT that names another port may send from where it did, after a second")
  mutating func staysBehindNAT() throws {
    try move(to: "10.0.0.1:4000")
    #expect(try hear(Self.mapped))
    try move(to: "10.0.0.1:4002")
    #expect(try !hear(Self.mapped))
    now += .seconds(1)
    #expect(try hear(Self.mapped))
    try move(to: "10.0.0.2:4000")
    now += .seconds(1)
    #expect(try !hear(Self.mapped))
  }

  @Test("Another port of the same host takes over where the sound stopped a second ago")
  mutating func followsNAT() throws {
    try move(to: "10.0.0.1:4000")
    #expect(try hear(Self.mapped))
    let rebound = "198.51.100.1:7001"
    #expect(try !hear(rebound, isContinuing: true))
    now += .seconds(1)
    #expect(try !hear(rebound))
    #expect(try !hear(Self.stranger, isContinuing: true))
    #expect(try hear(rebound, isContinuing: true))
    #expect(try remote() == rebound)
    #expect(try !hear(Self.mapped, isContinuing: true))
  }
}
