public import CallEngine
public import Speech

/// A line of ours that answers a transfer.
public struct AnsweringLine {
  let program: MenuProgram
  let parameters: CallParameters
  let narrator: Narrator
  let services: any CallServices
  let voice: (any Voice)?
  let tones: LineTones?

  /// - Parameters:
  ///   - services: those of its own call. They may answer later if those of the caller's may.
  ///   - voice: `nil` for that of the line that the caller comes from, as with the tones.
  public init(
    program: MenuProgram, parameters: CallParameters, narrator: Narrator,
    services: any CallServices, voice: (any Voice)? = nil, tones: LineTones? = nil
  ) {
    self.voice = voice
    self.tones = tones
    self.program = program
    self.parameters = parameters
    self.narrator = narrator
    self.services = services
  }
}

/// A call within a call: a caller who was put through to a line of ours, in the caller's own time.
///
/// What it says is told as the far side's. What the caller keys into it is told nobody.
final class FarLine {
  private let call: SimulatedCall
  /// When it answered, in the caller's time.
  private let start: Duration
  /// The latest moment that it has come to, in the caller's time.
  private var now: Duration

  /// - Parameter inbox: its own part of the caller's.
  init(
    _ line: AnsweringLine, to target: String, at start: Duration, inbox: CallInbox.Address?,
    sound: LineSound?, report: ((TranscriptEvent) -> Void)?
  ) {
    self.start = start
    now = start
    call = SimulatedCall(
      program: line.program, parameters: line.parameters, narrator: line.narrator,
      services: line.services, inbox: inbox,
      sound: sound?.branch(at: start, voice: line.voice, tones: line.tones),
      report: report.map { Self.telling(it: $0, by: target, from: start) })
    call.answer()
  }

  /// What the line says, told as the far side's.
  private static func telling(
    it report: @escaping (TranscriptEvent) -> Void, by target: String, from start: Duration
  ) -> (TranscriptEvent) -> Void {
    { event in
      let content: TranscriptEvent.Content? =
        switch event.content {
        case .said(let prompt): .farSaid(prompt, by: target)
        case .cut(let rest): .farCut(rest, by: target)
        // Of the line that this one has put the caller through to.
        case .farSaid, .farCut: event.content
        case .message: event.content
        default: nil
        }
      if let content { report(TranscriptEvent(at: start + event.at, content)) }
    }
  }

  var hasEnded: Bool { call.hasEnded }

  /// When something happens next by itself, in the caller's time; its end has to be noticed at once.
  var nextDue: Duration? { call.hasEnded ? now : call.nextDue.map { start + $0 } }

  func advance(to now: Duration) {
    self.now = max(self.now, now)
    call.advance(to: self.now - start)
  }

  func press(_ digit: Digit, at now: Duration) {
    advance(to: now)
    call.press(digit, at: self.now - start)
  }

  func hangUp(at now: Duration) {
    advance(to: now)
    call.hangUp(at: self.now - start)
  }

  func wordsUnderWay(at now: Duration) -> String { call.wordsUnderWay(at: now - start) }

  func nextWord(after now: Duration) -> Duration? {
    call.nextWord(after: now - start).map { start + $0 }
  }
}
