import CallEngine
import Speech
import Testing

@testable import CallRuntime

/// A caller who is put through to a line that answers within the call.
struct FarLineTests {
  private static let ringing = Duration.seconds(2)

  /// A line that puts its caller through to one which says `five six`.
  private static func line(
    _ prompts: [Prompt] = [.text(["five six"])], then after: AudibleLine.After = .hangUp
  ) -> AudibleLine {
    let line = AudibleLine(
      [.text(["one two"])],
      then: .transfer(TransferCourse(.connected, ringing: ringing, talking: .seconds(900))))
    line.services.farLine = AudibleLine(prompts, then: after)
    return line
  }

  private static func kinds(of call: AudibleLine.Call) -> [String] {
    call.events.map { event in
      switch event.content {
      case .said(let prompt): "said \(prompt.text)"
      case .farSaid(let prompt, let number): "\(number) said \(prompt.text)"
      case .farCut(let rest, _): "far cut \(rest.text)"
      case .transfer: "transfer"
      case .transferConnected: "connected"
      case .transferEnded(let end, _): "ended \(end.id)"
      case .pressed(let key): "key \(key.label)"
      case .hungUp(let cause): "hung up \(cause.rawValue)"
      default: ""
      }
    }.filter { !$0.isEmpty }
  }

  @Test
  func `the far line's call is within the caller's, and its end is the transfer's`() throws {
    let call = try AudibleLine.Call(Self.line()).run()
    #expect(
      Self.kinds(of: call) == [
        "said one two", "transfer", "connected", "2000 said five six",
        "ended connected", "said nine", "hung up line",
      ])
    let start = try #require(call.events.first { $0.transferTarget != nil }).at
    let far = try #require(
      call.events.first { if case .farSaid = $0.content { true } else { false } })
    // Two words of a quarter of a second each.
    #expect(far.at - start == Self.ringing + .milliseconds(500))
  }

  @Test
  func `the caller hears it, and no recording does`() throws {
    let call = AudibleLine.Call(Self.line())
    call.audio.answer()
    var heard: [Float] = []
    while !call.audio.isOver { heard += call.audio.nextFrame().heard }
    let far = try #require(
      call.events.first { if case .farSaid = $0.content { true } else { false } })
    // In the middle of `six`.
    #expect(heard[(far.at - .milliseconds(100)).sample] == 0.6)
    #expect(!call.line.contains(0.6) && call.line.contains(0.9))
  }

  @Test
  func `keys go to the far line and are told nobody`() throws {
    let call = try AudibleLine.Call(Self.line(then: .menu)).run(keys: "~4 7")
    #expect(!Self.kinds(of: call).contains { $0.hasPrefix("key") })
    #expect(Self.kinds(of: call).contains("2000 said nine"))
    #expect(call.caller.allSatisfy { $0 == 0 })
  }

  @Test
  func `what a key cuts off at the far side is told as cut off`() throws {
    let call = try AudibleLine.Call(
      Self.line([.text(["five six seven eight"])], then: .menu)
    ).run(keys: "~2.85 7")
    #expect(Self.kinds(of: call).contains { $0.hasPrefix("far cut") })
  }

  @Test
  func `a line that answers puts the caller through to the next`() throws {
    let line = Self.line(
      then: .transfer(TransferCourse(.connected, ringing: Self.ringing, talking: .seconds(900))))
    line.services.farLine?.services.farLine = AudibleLine([.text(["seven eight"])], then: .menu)
    let call = try AudibleLine.Call(line).run(keys: "~7 7")
    #expect(
      Self.kinds(of: call) == [
        "said one two", "transfer", "connected", "2000 said five six", "2000 said seven eight",
        "2000 said two",
        "2000 said nine", "2000 said nine", "ended connected", "said nine", "hung up line",
      ])
  }

  @Test
  func `a line that has a voice of its own speaks with it`() throws {
    let line = Self.line()
    let own = CountingVoice()
    line.services.farVoice = own
    _ = try AudibleLine.Call(line).run()
    #expect(own.asked.map(\.text) == ["five six"])
    #expect(!line.voice.asked.map(\.text).contains("five six"))
  }

  @Test
  func `what comes for lines that have gone is dropped, and nothing else`() {
    let inbox = CallInbox()
    let (call, other) = (inbox.address(of: 1), inbox.address(of: 2))
    let far = call.ofFarLine
    for address in [far, far.ofFarLine, far.ofFarLine.ofFarLine, other.ofFarLine] {
      address.deliver(.hungUp)
    }
    far.discardFarther()
    #expect(inbox.calls == [1, 2])
    call.discardFarther()
    #expect(inbox.calls == [2])
    other.discardFarther()
    #expect(inbox.calls.isEmpty)
  }

  @Test
  func `a caller who hangs up ends both calls`() throws {
    let call = try AudibleLine.Call(Self.line(then: .menu)).run(keys: "~3.4 h")
    #expect(Self.kinds(of: call).last == "hung up caller")
    #expect(Self.kinds(of: call).contains("ended ended"))
  }

  @Test
  func `a call without sound goes the same way`() throws {
    let line = Self.line()
    var events: [TranscriptEvent] = []
    let simulated = SimulatedCall(
      program: line.program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: Narrator(library: PromptLibrary([])), services: line.services
    ) { events.append($0) }
    var call = KeyedCall(simulated, keys: try KeyScript(parsing: ""))
    var clock = VirtualClock()
    call.run(on: &clock)
    #expect(events.contains { if case .farSaid = $0.content { true } else { false } })
    #expect(events.last?.hangUpCause == .line)
  }
}
