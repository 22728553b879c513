import CallEngine
import RandomInputs
import Telephony
import Testing

@testable import CallRuntime

/// Keys that a telephone tells as tones, in messages, or both.
@Suite("Keys that are told twice")
struct KeyReportsTests {
  private struct Report {
    enum Content {
      case told(KeyReports.Way)
      case sounds
    }

    let at: Duration
    let digit: Digit
    let content: Content
  }

  /// How a telephone tells its keys.
  private enum Telephone: CaseIterable {
    case tones, messages, both, bothLosingTones, bothLosingMessages
  }

  /// The reports of some presses in the order in which they arrive: tones after a network's delay,
  /// messages when a key is pressed or released, sometimes sent again.
  private func reports(
    on keys: [Digit], by telephone: Telephone, atRelease: Bool, _ random: inout SeededGenerator
  ) -> [Report] {
    func time(_ range: ClosedRange<Int>) -> Duration {
      .milliseconds(Int.random(in: range, using: &random))
    }
    var reports: [Report] = []
    var (start, lastTone, lastMessage) = (Duration.zero, Duration.zero, Duration.zero)
    for key in keys {
      let isHeld = Int.random(in: 0..<10, using: &random) == 0
      let end = start + (isHeld ? time(1000...5000) : time(50...400))
      let isLost = Int.random(in: 0..<4, using: &random) == 0
      if telephone != .messages, !(isLost && telephone == .bothLosingTones) {
        let delay = time(35...235)
        lastTone = max(lastTone, start + delay)
        reports.append(Report(at: lastTone, digit: key, content: .told(.tone)))
        for step in 1..<max(2, Int((end + delay - lastTone) / .milliseconds(20))) {
          let now = lastTone + .milliseconds(20) * step
          reports.append(Report(at: now, digit: key, content: .sounds))
        }
        lastTone = max(lastTone, end + delay - .milliseconds(20))
      }
      if telephone != .tones, !(isLost && telephone == .bothLosingMessages) {
        let isSentAgain = Int.random(in: 0..<10, using: &random) == 0
        let delay = time(0...150) + (isSentAgain ? .milliseconds(500) : .zero)
        lastMessage = max(lastMessage, (atRelease ? end : start) + delay)
        reports.append(Report(at: lastMessage, digit: key, content: .told(.message)))
      }
      start = end + time(60...800)
    }
    return reports.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  @Test("Each key counts once, in 10 000 random sequences")
  func countsOnce() {
    var random = SeededGenerator(seed: 2833)
    for number in 0..<10_000 {
      let telephone = Telephone.allCases[number % Telephone.allCases.count]
      // Few digits, so that the same follow each other.
      let keys = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        [Digit.one, .two, .three].randomElement(using: &random) ?? .one
      }
      let reports = reports(
        on: keys, by: telephone, atRelease: .random(using: &random), &random)
      var told = KeyReports()
      var counted: [Digit] = []
      for report in reports {
        switch report.content {
        case .told(let way):
          if told.isFirst(on: report.digit, by: way, at: report.at) { counted.append(report.digit) }
        case .sounds: told.sounds(report.digit, at: report.at)
        }
      }
      // What is told later because a report was lost may be out of order.
      let isInOrder = ![.bothLosingTones, .bothLosingMessages].contains(telephone)
      let expected = isInOrder ? keys : keys.sorted { $0.rawValue < $1.rawValue }
      let found = isInOrder ? counted : counted.sorted { $0.rawValue < $1.rawValue }
      #expect(found == expected, "sequence \(number) of a telephone with \(telephone)")
    }
  }

  @Test(
    "The same key by another way is the same, unless it comes much later or again",
    arguments: [
      ([(KeyReports.Way.tone, 0), (.message, 1000)], [true, false]),
      ([(.tone, 0), (.message, 1001)], [true, true]),
      ([(.tone, 0), (.message, 100), (.message, 300)], [true, false, true]),
      ([(.message, 0), (.message, 100), (.tone, 200), (.tone, 300)], [true, true, false, false]),
    ])
  func tellsKeysApart(reports: [(KeyReports.Way, Int)], firsts: [Bool]) {
    var told = KeyReports()
    let found = reports.map { told.isFirst(on: .five, by: $0, at: .milliseconds($1)) }
    #expect(found == firsts)
  }

  @Test(
    "A call takes a tone and a message on it for one key",
    arguments: [(Digit.five, 300, 1), (.five, 2500, 2), (.six, 300, 2)])
  func takesOneKey(message: Digit, after milliseconds: Int, keys: Int) {
    let call = AudibleLine.Call(
      AudibleLine([.pause(.milliseconds(100))], then: .secret), listens: true)
    let tone = DTMFGenerator(sampleRate: AudioFrame.sampleRate).samples(for: [.five])
      .map { Float($0) / 32768 }
    call.audio.answer()
    let start = 25
    for frame in 0..<200 {
      if frame == start + milliseconds / 20 { call.audio.press(message) }
      let place = (frame - start) * AudioFrame.length
      let captured = (place..<place + AudioFrame.length).map {
        tone.indices.contains($0) ? tone[$0] : 0
      }
      _ = call.audio.nextFrame(captured: captured)
    }
    #expect(call.events.compactMap(\.pressed).count == keys)
  }
}
