import CallEngine
import Speech
import Testing

@testable import CallRuntime

/// Many calls on one thread, with time told by hand.
@Suite struct LiveRoundsTests {
  /// A table of calls to lines that say words of a quarter of a second each.
  private final class Table {
    let rounds: LiveRounds
    private(set) var now = Duration.zero

    init() {
      rounds = LiveRounds(CallInbox())
    }

    /// Begins a call.
    func begin(_ line: AudibleLine, busy: Duration = .zero) -> (LiveCallID, NotingMedium) {
      let (id, medium) = (LiveCallID(), NotingMedium())
      rounds.begin(id, at: now) { inbox in
        (line.live(inbox: inbox).audio(hasVoice: true, busy: busy), medium)
      }
      return (id, medium)
    }

    /// Lets time pass; the thread wakes whenever something is due.
    func run(for length: Duration) {
      let end = now + length
      while let due = rounds.nextDue, due <= end {
        now = max(now, due)
        rounds.advance { now }
      }
      now = end
    }

    /// Lets time pass in which the thread is held up.
    func stall(for length: Duration) {
      now += length
      rounds.advance { now }
    }
  }

  @Test("each call has its own sound and its own end") func manyCalls() {
    let table = Table()
    let words = ["one", "two", "three four", "five six seven"]
    let calls = words.map { words in
      table.begin(AudibleLine([.text([words])], then: .hangUp)).1
    }
    table.run(for: .seconds(5))
    for (words, medium) in zip(words, calls) {
      #expect(medium.levels == words.split(separator: " ").compactMap(CountingVoice.level))
      #expect(medium.ends == [.line])
    }
    #expect(table.rounds.isEmpty)
    #expect(table.rounds.nextDue == nil)
  }

  @Test("a call has a frame every 20 ms, and calls share the beats") func beats() {
    let table = Table()
    let calls = (0..<8).map { _ in table.begin(AudibleLine([.text(["one"])], then: .menu)).1 }
    table.run(for: .milliseconds(15))
    #expect(calls.map(\.frames) == Array(repeating: 1, count: 8))
    table.run(for: .milliseconds(984))
    #expect(calls.map(\.frames) == Array(repeating: 50, count: 8))
    #expect(table.rounds.figures.frames == 400)
    #expect(table.rounds.figures.lateFrames == 0)
  }

  @Test("a key acts before the next frame, which is silent by its end") func keyActsAtOnce() {
    let table = Table()
    let (id, medium) = table.begin(AudibleLine([.text(["one two three"])], then: .menu))
    table.run(for: .milliseconds(105))
    let heard = medium.frames
    var state = ""
    table.rounds.perform(in: id) { audio in
      audio.press(.one)
      state = audio.call.machine.program[audio.call.machine.state].name
    }
    #expect(state == "last")
    #expect(medium.frames == heard)
    table.run(for: .milliseconds(20))
    #expect(medium.frames == heard + 1)
    #expect(medium.last.suffix(240).allSatisfy { $0 == 0 })
  }

  @Test("a caller who hangs up ends the call at once") func callerHangsUp() {
    let table = Table()
    let (id, medium) = table.begin(AudibleLine([.text(["one two three"])], then: .menu))
    let (_, other) = table.begin(AudibleLine([.text(["four"])], then: .menu))
    table.run(for: .milliseconds(100))
    let heard = medium.frames
    table.rounds.hangUp(id, .caller, at: table.now)
    #expect(medium.ends == [.caller])
    table.rounds.hangUp(id, .caller, at: table.now)
    table.run(for: .milliseconds(100))
    #expect(medium.frames == heard)
    #expect(medium.ends == [.caller])
    #expect(!table.rounds.perform(in: id) { _ in })
    #expect(other.ends.isEmpty)
    #expect(table.rounds.figures.calls == 1)
  }

  @Test("the tone after the line's hang-up is heard to its end") func busyTone() {
    let table = Table()
    let (_, medium) = table.begin(AudibleLine([.text(["one"])], then: .hangUp), busy: .seconds(1))
    table.run(for: .seconds(10))
    #expect(medium.ends == [.line])
    // The word has 250 ms and the script's goodbye 20 ms, of which the tone comes after.
    #expect(medium.frames == 14 + 50 - 1)
    #expect(medium.loudFrames(from: 14) > 10)
  }

  @Test(
    "a late round makes up for a short delay and skips the rest of a long one",
    arguments: [(40, 3, 0), (80, 5, 0), (100, 5, 1), (1000, 5, 46)])
  func lateRound(delay: Int, made: Int, skipped: Int) {
    let table = Table()
    let (_, medium) = table.begin(AudibleLine([.text(["one two three four"])], then: .menu))
    table.run(for: .zero)
    let before = medium.frames
    // The next frame is due at 20 ms.
    table.stall(for: .milliseconds(20 + delay))
    #expect(medium.frames == before + made)
    #expect(medium.skipped == skipped)
    #expect(table.rounds.figures.lateFrames == made - 1)
    #expect(table.rounds.figures.skippedFrames == skipped)
    table.run(for: .milliseconds(20))
    #expect(medium.frames == before + made + 1)
  }

  @Test("a service's reply reaches its call without waiting for a frame") func lateReply() {
    let table = Table()
    let waiting = Waiting()
    let services = RemoteServices { waiting.add($0) }
    let (id, medium) = (LiveCallID(), NotingMedium())
    table.rounds.begin(id, at: .zero) { inbox in
      let sound = LineSound(voice: nil, tones: LineTones(of: RemoteLine.asking))
      return (
        RemoteLine.call(RemoteLine.asking, services, inbox: inbox, sound: sound).audio(), medium
      )
    }
    table.run(for: .seconds(1))
    waiting.completeAll()
    table.rounds.takeOutside(at: table.now)
    var state = ""
    table.rounds.perform(in: id) { state = $0.call.machine.program[$0.call.machine.state].name }
    #expect(state == "yes")
    table.run(for: .seconds(10))
    #expect(medium.ends == [.line])
    #expect(services.summaries.map(\.path) == [["ask", "yes"]])
  }

  @Test(
    "a reply after the call is recorded, as long as the service has time", arguments: [true, false])
  func replyAfterCall(isInTime: Bool) {
    let table = Table()
    let waiting = Waiting()
    let services = RemoteServices { waiting.add($0) }
    let id = LiveCallID()
    table.rounds.begin(id, at: .zero) { inbox in
      let sound = LineSound(voice: nil, tones: LineTones(of: RemoteLine.asking))
      return (
        RemoteLine.call(RemoteLine.asking, services, inbox: inbox, sound: sound).audio(),
        NotingMedium()
      )
    }
    table.run(for: .milliseconds(100))
    table.rounds.hangUp(id, .caller, at: table.now)
    #expect(!table.rounds.isEmpty)
    if isInTime {
      table.run(for: .seconds(1))
    } else {
      table.run(for: BuiltIn.fetchTimeout + .seconds(1))
      #expect(table.rounds.isEmpty)
    }
    waiting.completeAll()
    table.rounds.takeOutside(at: table.now)
    #expect(services.late == (isInTime ? ["remote.ask: yes"] : []))
    #expect(table.rounds.isEmpty)
  }

  @Test("all calls can be ended from this side") func ended() {
    let table = Table()
    let calls = (0..<5).map { _ in table.begin(AudibleLine([.text(["one"])], then: .menu)).1 }
    table.run(for: .milliseconds(100))
    table.rounds.hangUpAll(at: table.now)
    #expect(calls.map(\.ends) == Array(repeating: [.line], count: 5))
    #expect(table.rounds.isEmpty)
  }
}
