import CallEngine
import CallRuntime
import Foundation
import Telephony
import Testing

@testable import LiveLine

/// Calls whose sound a test sends and takes packet by packet, at its own time.
@Suite("The sound of a call by SIP")
struct SIPMediumTests {
  /// A call that is established, with a socket for the caller's sound.
  private final class Call {
    let noted = NotingAnswers()
    let calls: SIPCalls
    let peer: RawPeer
    let sound: UDPSocket
    let medium: SIPMedium
    let leg: SIPLeg
    private(set) var pressed: [Digit] = []
    private let clock = Clock()
    private var far: SocketAddress
    private var number: UInt16 = 65_530

    final class Clock { var now = Duration.seconds(1) }

    init(events: Bool = true) throws {
      calls = try SIPCalls(SIPSettings(host: "127.0.0.1", port: 0), answering: noted)
      peer = try RawPeer(calls.address)
      sound = try UDPSocket(host: "127.0.0.1", port: 0)
      peer.send(
        peer.request("INVITE", body: RawPeer.offer(port: sound.port, events: events)))
      let answer = try #require(peer.receive("SIP/2.0 200"))
      peer.send(peer.request("ACK", to: answer.tag))
      try #require(noted.waitForAnswer())
      let port = try #require(
        answer.split(whereSeparator: \.isNewline).first { $0.hasPrefix("m=audio ") }
          .flatMap { UInt16($0.split(separator: " ")[1]) })
      far = try #require(SocketAddress(host: "127.0.0.1", port: port))
      leg = try #require(noted.leg)
      medium = SIPMedium(leg, time: { [clock] in clock.now })
    }

    func send(
      _ payload: [UInt8], type: UInt8 = 8, timestamp: UInt32, isMarked: Bool = false,
      from other: UDPSocket? = nil
    ) {
      let packet = RTPPacket(
        RTPHeader(
          payloadType: type, isMarked: isMarked, sequenceNumber: number, timestamp: timestamp,
          source: 7), payload: payload)
      number &+= 1
      packet.bytes.withUnsafeBytes { (other ?? sound).send($0, to: &far) }
    }

    func press(_ key: DTMFDigit, timestamp: UInt32, end: Bool = false) {
      var payload: [UInt8] = []
      TelephoneEvent(code: key.rawValue, hasEnded: end, duration: end ? 800 : 160)
        .append(to: &payload)
      send(payload, type: 101, timestamp: timestamp, isMarked: !end)
    }

    func capture() -> [Float]? {
      clock.now += AudioFrame.duration
      defer { pressed += medium.keys() }
      return medium.capture()
    }

    func receive() -> RTPPacket? {
      var bytes = [UInt8](repeating: 0, count: 1500)
      var sender = SocketAddress()
      let end = ContinuousClock.now + .seconds(60)
      while ContinuousClock.now < end {
        let length = bytes.withUnsafeMutableBytes { sound.receive(into: $0, from: &sender) }
        if let length { return RTPPacket(Array(bytes[..<length])) }
        usleep(1000)
      }
      return nil
    }
  }

  private func tone(_ frame: Int, rate: Double, count: Int) -> [Float] {
    (0..<count).map { Float(0.5 * sin(2 * .pi * 1000 * Double(frame * count + $0) / rate)) }
  }

  private func power(_ sound: [Float]) -> Float {
    sound.reduce(0) { $0 + $1 * $1 } / Float(max(sound.count, 1))
  }

  @Test("What the caller says is heard by the line")
  func hears() throws {
    let call = try Call()
    defer { call.calls.close() }
    var heard: [[Float]] = []
    for frame in 0..<20 {
      let samples = tone(frame, rate: 8000, count: 160).map { Int16($0 * 32_767) }
      call.send(G711.aLaw.encode(samples), timestamp: UInt32(frame * 160))
      if let sound = call.capture() { heard.append(sound) }
    }
    #expect(heard.count > 10)
    #expect(heard.allSatisfy { $0.count == AudioFrame.length })
    // A sine of amplitude 0.5.
    #expect(abs(power(heard.last ?? []) - 0.125) < 0.02)
  }

  @Test("What the line says goes to the caller in packets of 20 ms")
  func speaks() throws {
    let call = try Call()
    defer { call.calls.close() }
    _ = call.capture()
    for frame in 0..<5 {
      call.medium.play(tone(frame, rate: 16_000, count: AudioFrame.length))
    }
    let packets = try (0..<5).map { _ in try #require(call.receive()) }
    #expect(packets.map(\.header.payloadType) == Array(repeating: 8, count: 5))
    #expect(packets.map(\.header.isMarked) == [true, false, false, false, false])
    for (earlier, later) in zip(packets, packets.dropFirst()) {
      #expect(later.header.sequenceNumber == earlier.header.sequenceNumber &+ 1)
      #expect(later.header.timestamp == earlier.header.timestamp &+ 160)
    }
    let sound = G711.aLaw.decode(packets[4].payload).map { Float($0) / 32_768 }
    #expect(abs(power(sound) - 0.125) < 0.02)
  }

  @Test("Sound that the line never had is passed over in the timestamps")
  func skips() throws {
    let call = try Call()
    defer { call.calls.close() }
    _ = call.capture()
    call.medium.play(AudioFrame.silence)
    call.medium.skip(10)
    call.medium.play(AudioFrame.silence)
    let (before, after) = (try #require(call.receive()), try #require(call.receive()))
    #expect(after.header.timestamp == before.header.timestamp &+ 11 * 160)
  }

  @Test("A key acts at its first packet, and never again")
  func presses() throws {
    let call = try Call()
    defer { call.calls.close() }
    call.press(.four, timestamp: 8000)
    _ = call.capture()
    #expect(call.pressed == [.four])
    for _ in 0..<3 { call.press(.four, timestamp: 8000, end: true) }
    _ = call.capture()
    call.press(.four, timestamp: 16_000)
    _ = call.capture()
    #expect(call.pressed == [.four, .four])
  }

  @Test("A way to press keys is kept to: those by INFO don't count beside events")
  func keepsToEvents() throws {
    let call = try Call()
    defer { call.calls.close() }
    call.press(.four, timestamp: 8000)
    _ = call.capture()
    let tag = try #require(call.leg.agreed).codec.rawValue
    #expect(tag == "pcma")
    #expect(!call.leg.accepts(.info))
    #expect(call.leg.accepts(.events))
  }

  @Test("Sound goes to where it comes from, and nobody else can put in a word")
  func isSymmetric() throws {
    let call = try Call()
    defer { call.calls.close() }
    let elsewhere = try UDPSocket(host: "127.0.0.1", port: 0)
    call.send([UInt8](repeating: 0xD5, count: 160), timestamp: 0)
    _ = call.capture()
    call.send([UInt8](repeating: 0, count: 4), type: 101, timestamp: 160, from: elsewhere)
    _ = call.capture()
    call.medium.play(AudioFrame.silence)
    #expect(call.pressed.isEmpty)
    #expect(call.receive() != nil)
  }

  @Test("A caller of whom nothing is heard any more is given up")
  func givesUp() throws {
    let call = try Call()
    defer { call.calls.close() }
    for _ in 0..<15_100 { _ = call.capture() }
    let bye = try #require(call.peer.receive("BYE"))
    #expect(bye.header("Reason") == "Q.850;cause=102")
    #expect(call.noted.events.contains { if case .lost = $0 { true } else { false } })
  }

  @Test(
    "A BYE tells the cause that the call's record has",
    arguments: [
      (HangUpCause.line, ReleaseCause?.none, 16), (.maxDuration, nil, 102), (.circle, nil, 41),
      (.line, .temporaryFailure, 41),
    ])
  func tellsCause(end: HangUpCause, cut: ReleaseCause?, cause: Int) throws {
    let call = try Call()
    defer { call.calls.close() }
    SIPMedium(call.leg, cut: { cut }).end(end)
    let bye = try #require(call.peer.receive("BYE"))
    #expect(bye.header("Reason") == "Q.850;cause=\(cause)")
  }

  @Test("A far side without events presses keys by sound")
  func seeksTones() throws {
    let call = try Call(events: false)
    defer { call.calls.close() }
    #expect(call.leg.pressesKeysBySound)
  }

  @Test("The figures tell what went and what came")
  func counts() throws {
    let call = try Call()
    defer { call.calls.close() }
    for frame in 0..<10 where frame != 4 {
      if frame == 5 { call.send([], timestamp: 0, from: try UDPSocket(host: "127.0.0.1", port: 0)) }
      call.send([UInt8](repeating: 0xD5, count: 160), timestamp: UInt32(frame * 160))
      _ = call.capture()
      call.medium.play(AudioFrame.silence)
    }
    let figures = call.leg.figures
    #expect(figures.sent == 9)
    #expect(figures.received == 9)
    #expect(figures.lost == 1)
    #expect(figures.codec == "pcma")
  }
}
