import CallEngine
import Testing

@testable import CallRuntime
@testable import Handset

@Suite struct TerminalScreenTests {
  private static func state(_ direction: CallDirection = .incoming) -> HandsetState {
    HandsetState(
      title: "Invented line", line: "09120000001", numberDialled: "1000", direction: direction)
  }

  private static func event(
    _ content: TranscriptEvent.Content, at seconds: Int = 1
  ) -> TranscriptEvent {
    TranscriptEvent(at: .seconds(seconds), content)
  }

  private static func said(
    _ text: String, id: String = "", at seconds: Int = 1
  ) -> TranscriptEvent {
    event(.said(SpokenPrompt(id, text)), at: seconds)
  }

  private static func sms(_ text: String, to number: String, at seconds: Int = 1) -> TranscriptEvent
  {
    event(.message(CallMessage(.sms, from: "1000", to: number, text: text)), at: seconds)
  }

  private static func email(_ text: String, at seconds: Int = 1) -> TranscriptEvent {
    event(
      .message(
        CallMessage(.email, from: "", to: "you@example.org", subject: "Bill", text: text)),
      at: seconds)
  }

  /// A call with everything in it.
  private static func fullState() -> HandsetState {
    var state = state()
    state.language = .persian
    state.time = .seconds(3723)
    for round in 0..<40 {
      state.take([said("Line \(round) of what is said, with words enough to be wrapped.")])
      state.take([said("به خط ساختگی شماره \(round) خوش آمدید؛ این جمله دراز است.")])
      state.take([event(.pressed(.digit(Digit("1")!)))])
    }
    state.take([sms("پیامک\nwith two lines 📞", to: "09120000001")])
    state.take([email(String(repeating: "中", count: 300))]
    )
    state.speaking = "words that are being spoken"
    return state
  }

  /// The screen's lines, without colours.
  private func draw(
    _ state: HandsetState, width: Int = 80, height: Int = 24
  ) -> [String] {
    HandsetScreen(width: width, height: height, colour: false).lines(of: state)
      .map(\.description)
  }

  private static let views: [HandsetState.View] = [.call, .messages, .reply, .help]

  @Test(arguments: [
    (80, 24), (40, 10), (41, 11), (80, 12), (200, 60), (20, 5), (10, 4), (5, 3), (2, 2), (1, 1),
    (300, 1), (1, 50),
  ])
  func `a screen has as many lines as it should, none of them too wide`(width: Int, height: Int) {
    var states = [Self.fullState(), Self.state(), Self.state(.incoming)]
    states[0].choose(1)
    var over = Self.fullState()
    over.take([Self.event(.hungUp(.line))])
    over.notice = "a notice that is much longer than the smallest of screens has room for"
    states.append(over)
    for var state in states {
      for view in Self.views {
        state.view = view
        let screen = HandsetScreen(width: width, height: height, colour: false)
        let lines = screen.lines(of: state)
        #expect(lines.count == height)
        #expect(lines.allSatisfy { $0.columns <= width }, "\(view) in \(width)×\(height)")
        let coloured = HandsetScreen(width: width, height: height, colour: true).lines(of: state)
        #expect(coloured.map { Self.withoutColour($0.description) } == lines.map(\.description))
      }
    }
  }

  private static func withoutColour(_ line: String) -> String {
    line.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
  }

  @Test(arguments: [CallDirection.incoming, .outgoing])
  func `forty columns and ten lines are enough for the help and for ringing`(
    direction: CallDirection
  ) {
    var state = Self.state(direction)
    if direction == .outgoing {
      #expect(
        draw(state, width: 40, height: 10).contains("The operator calls: a answer, d decline"))
    }
    state.view = .help
    let wide = draw(state, width: 200, height: 60)[3..<10]
    #expect(draw(state, width: 40, height: 10)[1..<8] == wide)
  }

  @Test func `without colour no escape sequence is drawn`() {
    #expect(!draw(Self.fullState()).joined().contains("\u{1B}"))
  }

  @Test func `what happens in a call can be read from top to bottom`() {
    var state = Self.state()
    state.take([Self.event(.state("welcome")), Self.said("Welcome.", id: "welcome")])
    state.take([Self.said("Your number is", id: "number")])
    state.take([Self.said("0 9 1", id: "telephone", at: 2)])
    state.take([
      Self.event(.pressed(.digit(Digit("1")!)), at: 3), Self.said("Press", id: "menu", at: 3),
      Self.event(.cut(SpokenPrompt("menu", "one")), at: 3),
    ])
    state.take([Self.event(.pressed(.digit(Digit("2")!)), at: 4)])
    state.take([Self.event(.transfer(to: "2000"), at: 5)])
    #expect(
      draw(state)[3..<8] == [
        " Welcome.", " Your number is 0 9 1 Press (cut off)", " > 12", " * put through to 2000", "",
      ])
  }

  @Test func `a sentence that had ended isn't marked when the next is cut off unheard`() {
    var state = Self.state()
    state.take([Self.said("Welcome.", id: "welcome", at: 1)])
    state.take([
      Self.event(.pressed(.digit(Digit("1")!)), at: 2),
      Self.event(.cut(SpokenPrompt("menu", "Press one")), at: 2),
    ])
    #expect(draw(state)[3...4] == [" Welcome.", " > 1"])
  }

  @Test func `Persian stands at the right, wrapped at words, in logical order`() {
    var state = Self.state()
    state.take([Self.said("به خط ساختگی خوش آمدید و خدا نگهدار")])
    let lines = draw(state, width: 20, height: 14)[3...4]
    #expect(lines.first == "   به خط ساختگی خوش ")
    #expect(lines.allSatisfy { $0.columns == 20 && $0.hasSuffix(" ") })
    let words = lines.flatMap { $0.split(separator: " ") }.joined(separator: " ")
    #expect(words == "به خط ساختگی خوش آمدید و خدا نگهدار")
  }

  @Test func `a mark at a Persian line's end is kept on its side`() {
    var state = Self.state()
    state.take([Self.said("سلام.")])
    #expect(draw(state)[3].hasSuffix("سلام.\u{200F} "))
  }

  @Test func `the words being spoken come at the end of their paragraph`() {
    var state = Self.state()
    state.take([Self.said("Your number is")])
    state.speaking = "nought nine"
    #expect(draw(state)[3] == " Your number is nought nine")
    #expect(state.lines.map(\.text) == ["Your number is"])
  }

  @Test func `a long transcript shows its end, and scrolls back no further than its beginning`() {
    var state = Self.state()
    for number in 0..<1000 { state.take([Self.said("Sentence \(number).")]) }
    #expect(draw(state)[20] == " Sentence 999.")
    let screen = HandsetScreen(width: 80, height: 24, colour: false)
    state.transcriptScroll = 5
    #expect(screen.lines(of: state)[20] == " Sentence 994.")
    state.transcriptScroll = 100_000
    screen.limitScrolling(in: &state)
    #expect(screen.lines(of: state)[3] == " Sentence 0.")
    #expect(state.transcriptScroll == 1000 - 18)
  }

  @Test func `messages are listed, newest first, and counted until they are read`() {
    var state = Self.state()
    state.take([Self.sms("First", to: "09120000001", at: 61)])
    state.take([Self.email("Second", at: 62)])
    #expect(state.unread == 2)
    #expect(draw(state)[22].hasSuffix("messages: 2 new "))
    state.view = .messages
    state.choose(0)
    let lines = draw(state)
    #expect(lines[3] == "   * 01:02  e-mail to you@example.org  Bill Second")
    #expect(lines[4] == " >   01:01  SMS from 1000 to 09120000001  First")
    #expect(lines[6] == " First")
    #expect(state.unread == 1)
  }

  @Test func `a message longer than the screen scrolls to its end and no further`() {
    var state = Self.state()
    let text = (0..<100).map { "row \($0)" }.joined(separator: "\n")
    state.take([Self.sms(text, to: "09120000001")])
    state.view = .messages
    state.choose(0)
    let screen = HandsetScreen(width: 40, height: 10, colour: false)
    state.messageScroll = 1000
    screen.limitScrolling(in: &state)
    let lines = screen.lines(of: state)
    #expect(lines[7] == " row 99")
    #expect(lines[2].description.contains("lines 96-100 of 100"))
  }

  @Test func `a message can't command the terminal`() {
    var state = Self.state()
    let text = "\u{1B}]0;title\u{7}\u{9B}2J\rhidden"
    state.take([
      Self.event(
        .message(CallMessage(.sms, from: "\u{1B}[2J", to: "\u{8}1", text: text)))
    ])
    state.take([Self.said(text)])
    state.take([Self.event(.transfer(to: text))])
    state.transferTarget = text
    state.choose(0)
    for view in Self.views {
      state.view = view
      for scalar in draw(state).joined().unicodeScalars {
        #expect(scalar.properties.generalCategory != .control)
      }
    }
  }

  @Test func `a huge text is drawn`() {
    var state = Self.state()
    let text = String(repeating: "بسیار long 中 ", count: 20_000)
    state.take([Self.said(text)])
    state.take([Self.sms(text, to: "09120000001")])
    state.choose(0)
    for view in Self.views {
      state.view = view
      #expect(draw(state).count == 24)
    }
  }

  @Test(arguments: [
    (0, "00:00"), (65, "01:05"), (3599, "59:59"), (3661, "01:01:01"), (-5, "00:00"),
  ])
  func `times are minutes and seconds, and hours where there are any`(seconds: Int, text: String) {
    #expect(Duration.seconds(seconds).clockText == text)
  }

  @Test(arguments: [("", true), ("1", false), ("0", false)])
  func `NO_COLOR takes the colours away unless it is empty`(value: String, wants: Bool) {
    #expect(Handset.wantsColour(in: ["NO_COLOR": value]) == wants)
    #expect(Handset.wantsColour(in: [:]))
  }

  @Test func `only lines that have changed are written`() {
    var painter = ScreenPainter()
    let screen = HandsetScreen(width: 10, height: 3, colour: false)
    _ = painter.update(to: ["a", "b", ""], on: screen)
    #expect(painter.update(to: ["a", "b", ""], on: screen) == "")
    #expect(painter.update(to: ["a", "c", ""], on: screen) == "\u{1B}[2;1H\u{1B}[2Kc")
    painter.forget()
    #expect(painter.update(to: ["a", "c", ""], on: screen).description.contains("\u{1B}[2J"))
  }
}
