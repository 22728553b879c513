import CallEngine
import CallRuntime
import Speech
import Testing

/// A call through devices that are there, come late, or go away.
@Suite struct `A driver of a call as sound` {
  struct Gone: Error, CustomStringConvertible {
    let description: String
  }

  /// Takes frames when it is told to, until it breaks.
  private final class Card: AudioOutput, AudioInput {
    var wanted = 0
    var isGone = false
    var dropouts = 0
    var standstill = Duration.zero
    var lost = Duration.zero
    var heard: [[Float]] = []
    var said: [[Float]] = []

    func framesWanted() throws -> Int {
      if isGone { throw Gone(description: "the card is gone") }
      defer { wanted = 0 }
      return wanted
    }

    func play(_ frame: [Float]) throws {
      if isGone { throw Gone(description: "the card is gone") }
      heard.append(frame)
    }

    func capture() throws -> [Float]? {
      if isGone { throw Gone(description: "the microphone is gone") }
      return said.isEmpty ? nil : said.removeFirst()
    }

    func surplus() -> [Float] { [] }

    /// Frames of a loudness that tells one from the other.
    func say(_ levels: ClosedRange<Int>) {
      said += levels.map { Array(repeating: Float($0) / 100, count: AudioFrame.length) }
    }
  }

  private let call = AudibleLine.Call(
    AudibleLine([.text(["one two three four five six"])], then: .menu))

  @Test func `makes as many frames as the output wants, whose count is the time`() {
    let card = Card()
    let driver = AudioDriver(to: card)
    driver.begin(call.audio)
    driver.pump()
    #expect(call.audio.time == .zero)
    card.wanted = 3
    driver.pump()
    #expect(call.audio.time == .milliseconds(60))
    #expect(card.heard.count == 3)
    #expect(card.heard.last?.last == 0.1)
  }

  @Test func `goes on without an output that is lost, says so once, and keeps its dropouts`() {
    let card = Card()
    let driver = AudioDriver(to: card)
    driver.begin(call.audio)
    card.wanted = 2
    driver.pump()
    (card.isGone, card.dropouts) = (true, 2)
    let begin = ContinuousClock.now
    driver.pump()
    driver.pump()
    let passed = ContinuousClock.now - begin
    #expect(driver.takeRemarks() == ["the card is gone; the call goes on in silence"])
    #expect(driver.takeRemarks() == [])
    #expect(driver.dropouts == 2)
    // Time goes on by itself now, from where it was.
    #expect(call.audio.time >= .milliseconds(60))
    #expect(call.audio.time < .seconds(5) + passed)
  }

  @Test func `goes on without an input that is lost`() {
    let (card, microphone) = (Card(), Card())
    let driver = AudioDriver(to: card, from: microphone)
    driver.begin(call.audio)
    microphone.isGone = true
    card.wanted = 5
    driver.pump()
    #expect(driver.takeRemarks() == ["the microphone is gone; the line hears the caller no more"])
    #expect(card.heard.count == 5)
  }

  @Test func `records what the microphone took up`() {
    let card = Card()
    card.said = [Array(repeating: 0.5, count: AudioFrame.length)]
    let driver = AudioDriver(to: card, from: card)
    driver.begin(call.audio)
    card.wanted = 2
    driver.pump()
    #expect(call.caller[..<320].allSatisfy { $0 == 0.5 })
    #expect(call.caller[320...].allSatisfy { $0 == 0 })
    // A caller doesn't hear himself but for his keys.
    #expect(card.heard[0][100] == 0.1)
  }

  /// The loudness of each frame, in hundredths.
  private static func levels(_ samples: [Float]) -> [Int] {
    stride(from: AudioFrame.length / 2, to: samples.count, by: AudioFrame.length).map {
      Int((samples[$0] * 100).rounded())
    }
  }

  @Test func `records what the caller says while the call stands still, beside a silent line`() {
    let card = Card()
    card.say(1...9)
    let driver = AudioDriver(to: card, from: card)
    driver.begin(call.audio)
    card.wanted = 2
    driver.pump()
    card.standstill = .milliseconds(100)
    card.wanted = 2
    driver.pump()
    #expect(Self.levels(call.caller) == Array(1...9))
    #expect(Self.levels(call.line) == [10, 10, 0, 0, 0, 0, 0, 10, 10])
    #expect(call.audio.time == .milliseconds(80))
    #expect(driver.takeRemarks() == ["nothing was heard for 0.1 s, 0.0 s into the call"])
  }

  @Test func `a frame that takes its time comes after the silence in which it was made`() {
    let card = Card()
    card.say(1...4)
    let driver = AudioDriver(to: card, from: card)
    driver.begin(call.audio)
    card.wanted = 2
    driver.pump { _ in if card.standstill == .zero { card.standstill = .milliseconds(50) } }
    // The nearest number of frames; the rest counts with what follows.
    #expect(Self.levels(call.line) == [0, 0, 0, 10, 10])
    #expect(Self.levels(call.caller) == [1, 2, 3, 4, 0])
    #expect(driver.takeRemarks() == [])
  }

  @Test func `sound that is lost is told with its time`() {
    let card = Card()
    let driver = AudioDriver(to: card, from: card)
    driver.begin(call.audio)
    card.wanted = 10
    driver.pump()
    card.lost = .milliseconds(1500)
    driver.pump()
    #expect(
      driver.takeRemarks() == ["the caller's sound was lost for 1.5 s, 0.2 s into the call"])
  }

  @Test func `rings until the call is answered, and is idle before and after`() {
    let card = Card()
    let driver = AudioDriver(to: card)
    #expect(driver.isIdle)
    driver.ring(LineTones(of: AudibleLine([]).program).ringing)
    card.wanted = 10
    driver.pump()
    #expect(card.heard.joined().contains { abs($0) > 0.05 })
    card.heard = []
    driver.stopRinging()
    card.wanted = 10
    driver.pump()
    #expect(card.heard.isEmpty)
    driver.begin(call.audio)
    call.audio.hangUp()
    card.wanted = 50
    for _ in 0..<20 {
      card.wanted = 50
      driver.pump()
    }
    #expect(driver.isIdle)
    #expect(call.audio.isOver)
  }
}
