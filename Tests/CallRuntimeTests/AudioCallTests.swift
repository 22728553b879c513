import CallEngine
import CallRuntime
import Speech
import Testing

/// A call had in virtual time, its samples looked at one by one.
@Suite struct `A call as sound` {
  private static let word = CountingVoice.wordLength
  /// 3 ms at either end of a clip are faded.
  private static let edge = 48

  private static func text(_ text: String) -> Prompt { .text([text]) }

  @Test func `plays each clip in its place, one behind the other, untouched but for its edges`()
    throws
  {
    let call = try AudibleLine.Call(AudibleLine([Self.text("one"), Self.text("four two")])).run()
    for (place, level) in [Float(0.1), 0.4, 0.2].enumerated() {
      let start = place * Self.word
      // Inside a clip there is no edge.
      let from = place == 2 ? start : start + Self.edge
      let to = start + Self.word - (place == 1 ? 0 : Self.edge)
      #expect(call.heard[from..<to].allSatisfy { $0 == level })
    }
    #expect(call.heard[0] < 0.001)
    #expect(call.heard[3 * Self.word..<3 * Self.word + 16000].allSatisfy { abs($0) < 0.3 })
  }

  @Test func `reports the clips' real lengths`() throws {
    let call = try AudibleLine.Call(AudibleLine([Self.text("one two three")])).run()
    #expect(
      call.events.filter { $0.said != nil }.map(\.at) == [.milliseconds(750)])
  }

  @Test func `joins clips without a step`() throws {
    let call = try AudibleLine.Call(AudibleLine([Self.text("nine"), Self.text("eight")])).run()
    let steps = zip(call.heard, call.heard.dropFirst()).map { abs($0 - $1) }
    // A raised cosine of 48 samples rises by at most 3.3 % of its height in a sample.
    #expect(steps.max()! < 0.035)
  }

  @Test func `keeps a pause silent to the sample`() throws {
    let call = try AudibleLine.Call(
      AudibleLine([Self.text("one"), .pause(.milliseconds(333)), Self.text("two")])
    ).run()
    let pause = Self.word..<Self.word + 5328
    #expect(call.heard[pause].allSatisfy { $0 == 0 })
    #expect(call.heard[pause.upperBound] > 0)
    #expect(call.heard[pause.lowerBound - 1] > 0)
  }

  @Test func `says an announcement as often as it is told`() throws {
    let call = try AudibleLine.Call(
      AudibleLine([Self.text("one"), .pause(.milliseconds(100))], times: 3)
    ).run()
    let period = Self.word + 1600
    for round in 0..<3 {
      #expect(call.heard[round * period + Self.word / 2] == 0.1)
      #expect(call.heard[round * period + Self.word + 800] == 0)
    }
  }

  @Test func `asks the voice for the rate, and takes as long as it speaks`() throws {
    let line = AudibleLine([
      .value(.literal("12"), SpokenForm(.digits(group: nil), rate: .slow)), Self.text("nine"),
    ])
    let call = try AudibleLine.Call(line).run()
    #expect(line.voice.asked.prefix(2).map(\.rate) == [.slow, .slow])
    let said = try #require(call.events.first { $0.said != nil })
    // Two slow digits, and what the language leaves between them.
    #expect(said.at >= .milliseconds(750))
    #expect(call.heard[said.at.sample + Self.word / 2] == 0.9)
  }

  @Test(arguments: [0, 7, 311, 1000, 7900])
  func `falls silent within 5 ms of a key, wherever it comes`(quarters: Int) throws {
    let line = AudibleLine([.text(["nine nine nine nine nine nine nine nine"])], then: .menu)
    let call = try AudibleLine.Call(line).run(keys: "~\(Double(quarters) / 4000) 5 h")
    let key = quarters * 4
    #expect(call.line[..<key].dropFirst(Self.edge).allSatisfy { $0 == 0.9 })
    let silent = key + 80
    #expect(call.line[silent...].allSatisfy { $0 == 0 })
    let steps = zip(call.line[key...], call.line[(key + 1)...]).map { abs($0 - $1) }
    #expect(steps.prefix(80).max()! < 0.035)
  }

  @Test func `a key at any moment is silence within two frames of sound`() throws {
    let line = AudibleLine([Self.text("nine nine nine nine")], then: .menu)
    let call = AudibleLine.Call(line)
    call.audio.answer()
    for _ in 0..<20 { _ = call.audio.nextFrame() }
    call.audio.press(.five)
    call.audio.hangUp()
    #expect(call.audio.nextFrame().line[80...].allSatisfy { $0 == 0 })
    #expect(call.audio.nextFrame().line.allSatisfy { $0 == 0 })
  }

  @Test func `reports what was cut by what was really played`() throws {
    let line = AudibleLine([Self.text("one two three four")], then: .menu)
    let call = try AudibleLine.Call(line).run(keys: "~0.6 5 h")
    let cut = try #require(call.events.firstIndex { $0.cut != nil })
    #expect(call.events[cut - 1].said?.text == "one two")
    #expect(call.events[cut].cut?.text == "three four")
    #expect(call.events[cut].at == .milliseconds(600))
  }

  @Test
  func `shows words without sound in silence, for as long as they would take, and warns once`()
    throws
  {
    let line = AudibleLine([Self.text("one"), Self.text("unheard of")], times: 2)
    let call = try AudibleLine.Call(line).run()
    #expect(call.warnings == ["unheard of"])
    let said = call.events.filter { $0.said != nil }
    #expect(said.map(\.said?.text) == ["one", "unheard of", "one", "unheard of"])
    let silence = said[0].at.sample..<said[1].at.sample
    #expect(silence.count == 12_800)
    #expect(call.heard[silence].allSatisfy { $0 == 0 })
  }

  @Test(arguments: ["", "~0.1 5", "~0.313 5", "~1 h", "~0.25 7 ~3 1"])
  func `without a voice is the same call as without sound`(keys: String) throws {
    let line = AudibleLine([Self.text("one two three")], then: .menu)
    let heard = try AudibleLine.Call(line, isSilent: true).run(keys: keys)
    let silent = AudibleLine.Call(line, isSilent: true)
    var keyed = KeyedCall(silent.simulated, keys: try KeyScript(parsing: keys))
    var clock = VirtualClock()
    keyed.run(on: &clock)
    #expect(heard.events == silent.events)
  }

  @Test func `had again without sound has said the same`() throws {
    // Words of a quarter of a second are faster than estimated.
    let line = AudibleLine([Self.text("one two three"), Self.text("four five")], then: .menu)
    let call = try AudibleLine.Call(line).run(keys: "~4 7")
    let again = AudibleLine.Call(line, isSilent: true)
    for entry in call.journal { again.simulated.replay(entry) }
    #expect(call.events.filter { $0.said != nil }.count == 4)
    #expect(again.events.map(\.content) == call.events.map(\.content))
    #expect(again.events.map(\.at) == again.events.map(\.at).sorted())
  }

  @Test func `keeps the caller's keys on his channel and off the line's`() throws {
    let line = AudibleLine([.pause(.seconds(1))], then: .menu)
    let call = try AudibleLine.Call(line).run(keys: "~0.5 5 h")
    let tone = 8000..<9600
    #expect(call.caller[tone].contains { $0 > 0.2 })
    #expect(call.caller[..<8000].allSatisfy { $0 == 0 })
    #expect(call.line[..<12000].allSatisfy { $0 == 0 })
    // He hears his own key, but quieter.
    let heard = call.heard[tone].map(abs).max()!
    #expect(heard > 0.05 && heard < call.caller[tone].map(abs).max()!)
  }

  @Test(arguments: ["~0.6 4711 ~1 h", "~0.1 4711 ~1 h"])
  func `keeps no tone of an entry that nobody must see, but the caller hears it`(keys: String)
    throws
  {
    let line = AudibleLine([.pause(.milliseconds(500))], then: .secret)
    let call = try AudibleLine.Call(line).run(keys: keys)
    #expect(call.events.count { $0.pressed != nil } == 4)
    #expect(call.caller.allSatisfy { $0 == 0 })
    #expect(call.heard.contains { $0 > 0.05 && $0 < 0.1 })
  }

  @Test func `keeps nothing of the microphone during an entry that nobody must see`() throws {
    let call = AudibleLine.Call(
      AudibleLine([.pause(.milliseconds(500))], then: .secret), listens: true)
    let speech = [Float](repeating: 0.5, count: AudioFrame.length)
    call.audio.answer()
    for _ in 0..<40 { _ = call.audio.nextFrame(captured: speech) }
    // Of what came just before nothing is kept either: it may be the beginning of a key.
    #expect(call.caller[..<4480].allSatisfy { $0 == 0.5 })
    #expect(call.caller[4800...].allSatisfy { $0 == 0 })
  }

  @Test func `keys pressed at once sound one after the other`() throws {
    let line = AudibleLine([.pause(.seconds(3))], then: .menu)
    let call = AudibleLine.Call(line)
    call.audio.answer()
    for digit in [Digit.one, .two, .three] { call.audio.press(digit) }
    for _ in 0..<50 { _ = call.audio.nextFrame() }
    let loud = stride(from: 0, to: 16000, by: 160).map { start in
      call.caller[start..<start + 160].contains { abs($0) > 0.1 }
    }
    let onsets = zip([false] + loud, loud).count { !$0 && $1 }
    #expect(onsets == 3)
  }
}

extension Duration {
  /// Its place among samples at 16 kHz.
  var sample: Int { Int((self / .seconds(1) * 16000).rounded()) }
}
