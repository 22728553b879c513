import CallEngine
import Speech
import Testing

@testable import CallRuntime

/// Calls whose callers are recorded, in virtual time.
@Suite struct RecordedCallerTests {
  /// A tape with room for so much.
  private final class ShortTape: RecordingTape {
    let stem = "take"
    let room: Duration
    private(set) var kept: [Recording] = []
    private(set) var discarded = 0
    private(set) var samples = 0
    let fails: Bool

    init(room: Duration = .seconds(3600), fails: Bool = false) {
      self.room = room
      self.fails = fails
    }

    func write(_ samples: [Float]) -> Bool {
      self.samples += samples.count
      return .samples(self.samples) <= room
    }

    func speak(upTo length: Duration) -> Duration { min(length, room) }

    func keep(_ recording: Recording) -> Bool {
      if !fails { kept.append(recording) }
      return !fails
    }

    func discard() { discarded += 1 }
  }

  private final class TapingServices: CallServices {
    let tape: ShortTape?

    init(_ tape: ShortTape?) {
      self.tape = tape
    }

    func began(_ call: CallParameters, at now: Duration) {}
    func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
      .known(ServiceAnswer(.failed))
    }
    func transfer(to target: String, at now: Duration) -> TransferCourse {
      TransferCourse(.busy, ringing: .zero)
    }
    func tape(for name: String, in state: String, at now: Duration) -> (any RecordingTape)? {
      #expect(name == "call.line" && state == "voicemail")
      return tape
    }
    func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }
    func ended(_ call: CallSummary, at now: Duration) {}
  }

  private static let program: MenuProgram = {
    let location = SourceLocation(file: "menu.yaml", line: 1, column: 1)
    let languages = [Language.english]
    let kinds: [(String, MenuState.Kind)] = [
      (
        "voicemail",
        .record(
          Record(
            .line, prompts: PromptSequence([], languages: languages),
            rules: RecordingRules(longest: .seconds(30), silence: .seconds(2)),
            recorded: StateID(index: 1), empty: StateID(index: 2), failed: StateID(index: 3)))
      ),
      ("recorded", .hangUp(HangUp(PromptSequence([.pause(.seconds(1))], languages: languages)))),
      ("empty", .hangUp(HangUp(PromptSequence([], languages: languages)))),
      ("failed", .hangUp(HangUp(PromptSequence([], languages: languages)))),
    ]
    return MenuProgram(
      title: "Test", digest: "d", languages: languages,
      states: kinds.map { MenuState(name: $0.0, location: location, kind: $0.1) },
      start: StateID(index: 0))
  }()

  /// What is told of a call, without states.
  private func call(
    _ keys: String, on tape: ShortTape? = ShortTape()
  ) throws -> (end: Recording?, at: Duration?, state: String) {
    var events: [TranscriptEvent] = []
    let call = SimulatedCall(
      program: Self.program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: Narrator(library: PromptLibrary([])), services: TapingServices(tape),
      report: { events.append($0) })
    var keyed = KeyedCall(call, keys: try KeyScript(parsing: keys))
    var clock = VirtualClock()
    keyed.run(on: &clock)
    let ended = events.first {
      if case .recorded = $0.content { true } else { false }
    }
    var recording: Recording?
    if case .recorded(let one) = ended?.content { recording = one }
    return (recording, ended?.at, call.machine.program[call.machine.state].name)
  }

  @Test(arguments: [
    // The beep is over at 0.3 s.
    ("~1 say:3s", 3000, 6000, Recording.End.silence), ("say:3s", 3000, 5300, .silence),
    ("~1 say:3s ~1 say:2s", 6000, 9000, .silence), ("~1 say:3s #", 3000, 4000, .key),
    ("~1 say:3s ~1 #", 3000, 5000, .key), ("~1 say:60s", 29_300, 30_300, .longest),
    ("~1 say:5s h", 5000, 6000, .hangUp), ("~1 say:3s 5", 3000, 6000, .silence),
  ])
  func `a recording runs from the first word to the last`(
    keys: String, length: Int, endsAt: Int, end: Recording.End
  ) throws {
    let tape = ShortTape()
    let (recording, at, state) = try call(keys, on: tape)
    #expect(recording?.length == .milliseconds(length) && recording?.end == end)
    #expect(at == .milliseconds(endsAt))
    #expect(tape.kept == [recording] && tape.discarded == 0)
    #expect(state == (end == .hangUp ? "voicemail" : "recorded"))
  }

  @Test(arguments: ["", "#", "~1 say:0.9s", "h", "~1 say:0.9s h"])
  func `too little is not kept`(keys: String) throws {
    let tape = ShortTape()
    let (_, _, state) = try call(keys, on: tape)
    #expect(tape.kept == [] && tape.discarded == 1)
    #expect(state == (keys.hasSuffix("h") ? "voicemail" : "empty"))
  }

  @Test func `a disk that fills ends the recording with what there is`() throws {
    let tape = ShortTape(room: .seconds(4))
    let (recording, at, state) = try call("~1 say:10s", on: tape)
    #expect(recording?.length == .seconds(4) && recording?.end == .full)
    #expect(at == .seconds(5))
    #expect(tape.kept.count == 1 && state == "recorded")
  }

  @Test func `where nothing can be recorded the call goes where the script says`() throws {
    let (recording, _, state) = try call("~1 say:10s", on: nil)
    #expect(recording?.end == .failed && state == "failed")
  }

  @Test func `what can't be kept has failed`() throws {
    let (recording, _, state) = try call("~1 say:3s #", on: ShortTape(fails: true))
    #expect(recording?.end == .failed && state == "failed")
  }

  // MARK: - By ear

  /// A voice of bursts, in noise.
  private func frame(_ isVoiced: Bool, _ seed: inout UInt64) -> [Float] {
    (0..<AudioFrame.length).map { place in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = (Float(seed >> 40) / Float(1 << 24) - 0.5) * 0.004
      let hum: Float = place % 80 < 40 ? 0.1 : -0.1
      return noise + (isVoiced ? hum : 0)
    }
  }

  @Test(arguments: [true, false])
  func `a caller's sound is recorded from the first word to the last`(listens: Bool) throws {
    let tape = ShortTape()
    var events: [TranscriptEvent] = []
    let line = LineSound(voice: nil, tones: LineTones(of: Self.program))
    let call = SimulatedCall(
      program: Self.program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: Narrator(library: PromptLibrary([])), services: TapingServices(tape),
      sound: line, report: { events.append($0) })
    let audio = call.audio(listens: listens, hasVoice: !listens)
    audio.answer()
    var seed: UInt64 = 1
    while !audio.isOver {
      let now = audio.time
      let speaks =
        now >= .seconds(1) && now < .seconds(3) || now >= .seconds(4) && now < .seconds(5)
      _ = audio.nextFrame(captured: frame(speaks, &seed))
    }
    let kept = try #require(tape.kept.first)
    #expect(kept.end == .silence && kept.length == .seconds(4))
    // With the silence that ended it, which is cut off.
    #expect(Duration.samples(tape.samples) >= kept.length)
    #expect(Duration.samples(tape.samples) <= kept.length + .milliseconds(2040))
  }

  @Test func `what is said while the call stands still belongs to the recording`() throws {
    let tape = ShortTape()
    let line = LineSound(voice: nil, tones: LineTones(of: Self.program))
    let call = SimulatedCall(
      program: Self.program, parameters: CallParameters(line: "1", numberDialled: "2"),
      narrator: Narrator(library: PromptLibrary([])), services: TapingServices(tape),
      sound: line, report: { _ in })
    let audio = call.audio(listens: true)
    audio.answer()
    var seed: UInt64 = 1
    while !audio.isOver {
      // A second within the words, of which the middle is a pause, and a quiet one after them.
      if audio.time == .seconds(2) {
        for place in 0..<50 {
          audio.hold(captured: frame(!(20..<30).contains(place), &seed))
        }
      }
      if audio.time == .seconds(4) { for _ in 0..<50 { audio.hold(captured: frame(false, &seed)) } }
      let speaks = audio.time >= .seconds(1) && audio.time < .seconds(3)
      _ = audio.nextFrame(captured: frame(speaks, &seed))
    }
    let kept = try #require(tape.kept.first)
    #expect(kept.end == .silence && kept.length == .seconds(3))
    #expect(Duration.samples(tape.samples) >= kept.length + .seconds(1))
  }
}
