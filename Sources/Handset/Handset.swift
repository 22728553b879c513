package import CallEngine
package import CallRuntime
import Glibc

/// A telephone in the terminal: shows a call as it is spoken, and presses its keys.
///
/// A single loop waits for a key or for the call's next moment, whichever comes first, and redraws
/// what has changed, at most twenty times a second.
package final class Handset {
  let terminal: Terminal
  private let colour: Bool
  private let speed: Double
  private let inbox: CallInbox?
  private let makeCall: (@escaping (TranscriptEvent) -> Void) throws -> SimulatedCall

  var state: HandsetState
  var ending: HandsetResult.Ending?
  var outcome: HandsetResult.Outcome?
  private(set) var call: SimulatedCall?
  let sound: HandsetSound?
  var dropoutsShown = 0
  private var clock: RealClock
  private let heard = TranscriptQueue()
  private var decoder = KeyDecoder()
  private var painter = ScreenPainter()
  private var shown: (state: HandsetState, screen: HandsetScreen, at: ContinuousClock.Instant)?

  /// How long an operator's call rings.
  package static let ringing = Duration.seconds(30)
  /// The shortest time between two redraws.
  private static let frame = Duration.milliseconds(50)
  /// Longer than between the bytes of one key, shorter than between two keys.
  private static let escapeDelay = Duration.milliseconds(50)

  /// - Parameters:
  ///   - title: the line's name.
  ///   - line: the subscriber line that the handset stands for; empty if withheld.
  ///   - direction: an outgoing call rings the subscriber until it is answered, declined or given up.
  ///   - speed: seconds of call time per second of real time; above 0.
  ///   - inbox: the call's inbox, to which late answers are delivered.
  ///   - sound: plays and captures the call; it then sets the call's pace instead of `speed`.
  ///   - colour: whether the screen may have colours; see `wantsColour(in:)`.
  ///   - input: the terminal's end for keys.
  ///   - output: the terminal's end for the screen.
  ///   - makeCall: makes the call when it is answered; not called for a declined call.
  package init(
    title: String, line: String, numberDialled: String, direction: CallDirection,
    speed: Double = 1, inbox: CallInbox? = nil, sound: HandsetSound? = nil, colour: Bool,
    input: Int32 = 0, output: Int32 = 1,
    makeCall: @escaping (_ report: @escaping (TranscriptEvent) -> Void) throws -> SimulatedCall
  ) {
    terminal = Terminal(input: input, output: output)
    self.colour = colour
    self.speed = speed
    self.inbox = inbox
    self.sound = sound
    self.makeCall = makeCall
    clock = RealClock(speed: speed)
    state = HandsetState(
      title: title, line: line, numberDialled: numberDialled, direction: direction)
  }

  /// Whether a handset can be shown: input and output are terminals with a movable cursor.
  package static func isPossible(
    in environment: [String: String], input: Int32 = 0, output: Int32 = 1
  ) -> Bool {
    Terminal.isUsable(input: input, output: output, environment: environment)
  }

  /// Whether the user wants colours (no-color.org: none if `NO_COLOR` is set and not empty).
  package static func wantsColour(in environment: [String: String]) -> Bool {
    environment["NO_COLOR", default: ""].isEmpty
  }

  /// Shows the call until its user quits or the terminal is closed. Call it once per handset.
  ///
  /// - Throws: what `makeCall` throws, or an error if the input isn't a terminal; the terminal is
  ///   restored first.
  package func run() throws -> HandsetResult {
    try terminal.open()
    defer { terminal.close() }
    clock = RealClock(speed: speed)
    if state.phase == .talking { try answer() } else { ring() }
    while ending == nil {
      catchUp()
      show()
      if ending == nil { try take(wait()) }
    }
    hangUp()
    terminal.close()
    var patience = RealClock(speed: speed, inbox: inbox)
    call?.awaitLateReplies(on: &patience)
    return HandsetResult(
      outcome: outcome ?? .notAnswered, ending: ending ?? .quit, duration: state.time)
  }

  /// Answers: the call begins.
  func answer() throws {
    let call = try makeCall { [heard] in heard.events.append($0) }
    clock = RealClock(speed: speed)
    state.phase = .talking
    self.call = call
    begin(call)
    noteWhatHappened(at: .zero)
  }

  /// The call's current time; everything due by then has happened.
  @discardableResult
  func catchUp() -> Duration {
    listen()
    let now = self.now
    if let call {
      call.advance(to: now)
      noteWhatHappened(at: now)
    } else if state.phase == .ringing, now >= Self.ringing {
      endRinging(.notAnswered, "nobody answered: the operator gave up")
    }
    return now
  }

  /// Time since the answer, or since the ringing began.
  private var now: Duration { sound?.driver.audio?.time ?? clock.now }

  /// Passes the caller's action to the call.
  func perform(_ deed: (SimulatedCall, Duration) -> Void) {
    let now = catchUp()
    guard let call else { return }
    deed(call, now)
    noteWhatHappened(at: now)
  }

  func hangUp() {
    perform { $0.hangUp(at: $1) }
  }

  func endRinging(_ outcome: HandsetResult.Outcome, _ explanation: String) {
    self.outcome = outcome
    sound?.driver.stopRinging()
    state.phase = .over(explanation)
    state.remark(explanation)
  }

  private func noteWhatHappened(at now: Duration) {
    guard let call else { return }
    let hasEnded = call.hasEnded
    if state.phase == .talking {
      let end = hasEnded ? heard.events.last { $0.hangUpCause != nil }?.at : nil
      state.time = .seconds((end ?? now).components.seconds)
    }
    state.take(heard.takeAll())
    state.language = call.machine.currentLanguage
    state.transferTarget = call.transferTarget
    state.speaking = hasEnded ? "" : call.wordsUnderWay(at: now)
    if let cause = call.hangUpCause { outcome = .held(cause) }
    if state.view == .messages, state.chosen == nil { state.choose(state.messages.count - 1) }
  }

  // MARK: the screen

  private func show() {
    let size = terminal.size
    let screen = HandsetScreen(width: size.width, height: size.height, colour: colour)
    screen.limitScrolling(in: &state)
    if let shown {
      if shown.screen == screen && shown.state == state { return }
      if shown.screen == screen && ContinuousClock.now - shown.at < Self.frame { return }
    }
    let output = painter.update(to: screen.lines(of: state), on: screen)
    shown = (state, screen, ContinuousClock.now)
    if !output.isEmpty && !terminal.write(output) { leave(because: terminal.endingSignal) }
  }

  /// How long nothing happens by itself; `nil` for ever.
  private var timeLeft: Duration? {
    var waits: [Duration] = []
    if decoder.isPending { waits.append(Self.escapeDelay) }
    let frameLeft = shown.map { Self.frame - (ContinuousClock.now - $0.at) } ?? .zero
    if shown.map({ $0.state != state }) ?? true { waits.append(frameLeft) }
    if state.phase == .ringing { waits.append(clock.timeLeft(until: Self.ringing)) }
    if let sound, !sound.driver.isIdle { waits.append(AudioDriver.rest) }
    if let call, !call.hasEnded, sound == nil {
      let now = clock.now
      let visible = [call.nextWord(after: now), state.time + .seconds(1)]
        .compactMap { $0 }.min()
      if let visible { waits.append(max(frameLeft, clock.timeLeft(until: visible))) }
      if let due = call.nextDue { waits.append(clock.timeLeft(until: due)) }
    }
    return waits.min().map { max($0, .zero) }
  }

  private func wait() -> Terminal.Wake {
    terminal.wait(atMost: timeLeft, orUntilReadable: inbox?.descriptor)
  }

  private func take(_ wake: Terminal.Wake) throws {
    switch wake {
    case .bytes(let bytes): try press(decoder.decode(bytes))
    case .timeout: if decoder.isPending { try press(decoder.flush()) }
    case .redraw: forgetScreen()
    case .signal(let signal): leave(because: signal)
    case .closed: leave(because: terminal.endingSignal)
    }
  }

  private func press(_ keys: [TerminalKey]) throws {
    for key in keys where ending == nil { try press(key) }
  }

  func suspend() {
    terminal.suspend()
    forgetScreen()
  }

  func forgetScreen() {
    painter.forget()
    shown = nil
  }

  /// A closed terminal shows as the end of input, as a signal, or as both.
  private func leave(because signal: Int32?) {
    ending =
      switch signal {
      case nil, SIGHUP: .terminalClosed
      case let signal?: .signal(signal)
      }
  }
}

/// What the call has reported since the last look: reports arrive while the call is busy and can't
/// be queried.
private final class TranscriptQueue {
  var events: [TranscriptEvent] = []

  func takeAll() -> [TranscriptEvent] {
    defer { events = [] }
    return events
  }
}
