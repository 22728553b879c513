import CallEngine
import CallRuntime
import Telephony
import Testing

/// What is kept of a call's sound while the caller is put through: nothing, at its full length.
struct PutThroughTests {
  private static let ringing = Duration.seconds(2)
  private static let talking = Duration.seconds(1)

  private static func line(talking: Duration = talking) -> AudibleLine {
    AudibleLine(
      [.text(["one two three four"])],
      then: .transfer(TransferCourse(.connected, ringing: ringing, talking: talking)))
  }

  /// When something of the call happened, as a place among the samples.
  private static func place(
    in call: AudibleLine.Call, of isMeant: (TranscriptEvent.Content) -> Bool
  ) throws -> Int {
    try #require(call.events.first { isMeant($0.content) }).at.sample
  }

  @Test(arguments: ["", "~1.5 123", "~3 9 ~0.5 #", "~3.2 4711471", "~3.9 88"])
  func `a recording is silent while the caller is bridged`(keys: String) throws {
    let call = try AudibleLine.Call(Self.line()).run(keys: keys)
    let start = try Self.place(in: call) { if case .transfer = $0 { true } else { false } }
    let connected = try Self.place(in: call) {
      if case .transferConnected = $0 { true } else { false }
    }
    let ended = try Self.place(in: call) {
      if case .transferEnded = $0 { true } else { false }
    }
    #expect(connected - start == Self.ringing.sample && ended - connected == Self.talking.sample)
    #expect(call.caller[start..<ended].allSatisfy { $0 == 0 })
    #expect(call.line[connected..<ended].allSatisfy { $0 == 0 })
    // The line is heard before and after it.
    #expect(call.line[..<start].contains(0.4) && call.line[ended...].contains(0.9))
    #expect(call.caller.count == call.line.count)
  }

  @Test(arguments: [1, 2, 7, 20])
  func `a recording is as long as the call, however long it was bridged`(seconds: Int) throws {
    let short = try AudibleLine.Call(Self.line(talking: .milliseconds(100))).run()
    let long = try AudibleLine.Call(
      Self.line(talking: .milliseconds(100) + .seconds(seconds))
    ).run()
    #expect(long.line.count - short.line.count == seconds * AudioFrame.sampleRate)
    #expect(long.caller.count == long.line.count)
  }

  /// Has a call whose caller's microphone takes up a key and nothing else.
  private static func call(hearing digit: DTMFDigit, at start: Int) -> AudibleLine.Call {
    let call = AudibleLine.Call(line(), listens: true)
    let tone = DTMFGenerator(
      sampleRate: AudioFrame.sampleRate, level: -9, toneLength: .milliseconds(100)
    ).samples(for: [digit]).map { Float($0) / 32768 }
    call.audio.answer()
    var now = 0
    while !call.audio.isOver {
      let captured = (now..<now + AudioFrame.length).map { place in
        tone.indices.contains(place - start) ? tone[place - start] : 0
      }
      _ = call.audio.nextFrame(captured: captured)
      now += AudioFrame.length
    }
    return call
  }

  /// A key that sounds from the dialling on is meant for the far side, and so may be one that came
  /// just before it.
  @Test(
    arguments: Array(stride(from: -240, through: 240, by: 60)), [Duration.zero, ringing])
  func `a key heard about the moment of connecting is kept nowhere`(
    milliseconds: Int, moment: Duration
  ) throws {
    let dialled = Duration.seconds(1)
    let start = dialled + moment + .milliseconds(milliseconds)
    let call = Self.call(hearing: .seven, at: start.sample)
    let dialling = try #require(call.events.first { $0.transferTarget != nil })
    #expect(dialling.at <= dialled)
    let keys = call.events.compactMap { event -> ShownKey? in
      if case .settled(let key) = event.content { key } else { event.pressed }
    }
    #expect(!keys.contains(.digit(.seven)), "\(keys)")
    let digits = call.journal.filter {
      if case .event(.digit) = $0.content { true } else { false }
    }
    #expect(digits.isEmpty)
    #expect(call.caller.allSatisfy { $0 == 0 })
    // He has been heard, though.
    #expect(keys.isEmpty == (start >= dialling.at + Self.ringing))
  }
}
