import CallEngine
import CallRuntime
import MenuScript

/// The steps of a scenario, written one after the other from what happened in a call.
struct RecordedSteps {
  private(set) var kinds: [Scenario.Step.Kind] = []

  private let recording: WitnessedCall
  private let languages: [Language]
  /// The times at which something happened that wasn't the caller's doing, ascending.
  private let happenings: [Duration]
  /// The times at which a time-out passed while the line waited for a key, ascending.
  private var timeouts: ArraySlice<Duration>
  /// The silence that ended recordings, by the times at which they ended.
  private let silences: [Duration: Duration]
  private let terminators: Set<Digit>
  private let shortestInterdigit: Duration
  private let longestCall: Duration
  /// For a call that reached its longest duration, which the scenario must repeat.
  private let keepsEveryWait: Bool
  /// The time in the call that the steps have reached.
  private var cursor = Duration.zero
  private var lastKeyAt: Duration?
  /// Until when the caller spoke last, as far as it was noted.
  private var spokenUntil = Duration.zero
  /// Whether the last step is a press and nothing was reported since.
  private var canJoin = false
  private var repliesTaken = 0
  private var hasEnded = false
  private var hasUntoldMessage = false

  private static let longestJoin = Duration.seconds(1)
  private static let mostKeys = 100
  /// After what was heard last, `ScenarioRun` lets an announcement end that ends within this time.
  private static let settling = Duration.microseconds(1)
  /// A reply after the call is delayed only from this time on, when the delay may matter.
  private static let shortestLateReply = Duration.seconds(60)

  init(_ recording: WitnessedCall, of program: MenuProgram) {
    self.recording = recording
    languages = program.languages
    var machine = CallMachine(program: program, parameters: recording.parameters)
    var happenings: [Duration] = []
    var timeouts: [Duration] = []
    var silences: [Duration: Duration] = [:]
    for entry in recording.entries {
      guard case .event(let event) = entry.content else { continue }
      switch event {
      case .answered, .digit, .withheldDigit, .hungUp: break
      case .deadlineReached:
        if machine.waitsForKey { timeouts.append(entry.at) }
        happenings.append(entry.at)
      case .recordingEnded(_, let recording):
        if recording.end == .silence { silences[entry.at] = program[machine.state].facts.wait }
        happenings.append(entry.at)
      case .finishedPlaying, .serviceReturned, .transferConnected, .transferEnded:
        happenings.append(entry.at)
      }
      _ = machine.handle(event, at: entry.at)
    }
    self.happenings = happenings
    self.silences = silences
    self.timeouts = timeouts[...]
    longestCall = program.maxDuration
    let rules = program.states.compactMap(\.facts.entryRules)
    terminators = Set(rules.compactMap(\.terminator))
    shortestInterdigit = rules.map(\.interdigitTimeout).min() ?? BuiltIn.interdigitTimeout
    keepsEveryWait = recording.transcript.contains { $0.hangUpCause == .maxDuration }
  }

  mutating func write() {
    for (place, event) in recording.transcript.enumerated() {
      takeReplies(before: place)
      letTimePass(until: event.at, beforeWords: event.said != nil)
      take(event, at: place)
    }
    takeReplies(before: recording.transcript.count)
    while let timeout = timeouts.popFirst() { waitForTimeout(timeout) }
    if hasEnded, !hasUntoldMessage { kinds += [.expect(.noSMS), .expect(.noEmail)] }
  }

  private mutating func take(_ event: TranscriptEvent, at place: Int) {
    switch event.content {
    case .cut, .script, .settled, .farSaid, .farCut: break
    case .recording:
      canJoin = false
      speak(from: event.at, at: place)
    case .state, .recorded, .whispered, .transferConnected, .transferEnded:
      canJoin = false
    case .spoke(let length):
      wait(until: event.at)
      add(.speak(length), at: event.at)
      // The step takes as long as the caller speaks.
      cursor = event.at + length
      spokenUntil = cursor
    case .said(let prompt): hear(prompt, of: event, at: place)
    case .pressed(.digit(let digit)): press(digit, at: event.at)
    case .pressed(.withheld), .pressed(.open): break
    case .message(let message):
      if let expectation = message.expectation {
        expect(expectation, at: event.at)
      } else {
        hasUntoldMessage = true
      }
    case .transfer(let number):
      if number.isTelephoneNumber { expect(.transfer(number), at: event.at) }
    case .hungUp(let cause):
      if cause == .caller {
        wait(until: event.at)
        add(.hangUp, at: event.at)
      }
      hasEnded = true
      if let cause = Scenario.HungUp(rawValue: cause.rawValue) {
        expect(.hungUp(cause), at: event.at)
      }
    }
  }

  private mutating func add(_ kind: Scenario.Step.Kind, at time: Duration) {
    kinds.append(kind)
    cursor = max(cursor, time)
    canJoin = false
  }

  private mutating func hear(_ prompt: SpokenPrompt, of event: TranscriptEvent, at place: Int) {
    let next = recording.transcript.dropFirst(place + 1).first
    // The words before a cut.
    if let next, next.cut?.id == prompt.id, next.at == event.at { return }
    guard let heard = prompt.heard(in: languages) else { return }
    add(.hear(heard), at: event.at)
  }

  private mutating func expect(_ expectation: Scenario.Expectation, at time: Duration) {
    add(.expect(expectation), at: time)
  }

  // MARK: The caller's actions

  /// What a microphone heard, or a journal says was recorded: from its first word to its last.
  private mutating func speak(from start: Duration, at place: Int) {
    guard start >= spokenUntil else { return }
    for event in recording.transcript.dropFirst(place + 1) {
      switch event.content {
      case .spoke, .state: return
      case .recorded(let recorded):
        guard recorded.length > .zero, recorded.end != .failed else { return }
        wait(until: start)
        add(.speak(recorded.length), at: start)
        // The step takes as long as the caller speaks; here the first word may have come later.
        cursor = max(start, event.at - (silences[event.at] ?? .zero))
        return
      default: break
      }
    }
  }

  private mutating func press(_ key: Digit, at time: Duration) {
    defer {
      lastKeyAt = time
      canJoin = true
    }
    if canJoin, case .press(let keys)? = kinds.last, keys.count < Self.mostKeys,
      joins(at: time)
    {
      kinds[kinds.count - 1] = .press(keys + [key])
      cursor = time
      return
    }
    wait(until: time, forTerminator: terminators.contains(key))
    add(.press([key]), at: time)
  }

  /// Whether a key can be pressed 200 ms after the last with the same result.
  private func joins(at time: Duration) -> Bool {
    let gap = time - cursor
    if gap == KeyGap.usual { return true }
    return !keepsEveryWait && gap <= min(Self.longestJoin, shortestInterdigit)
      && !happens(after: cursor, before: time)
  }

  private mutating func takeReplies(before place: Int) {
    while repliesTaken < recording.replies.count, recording.replies[repliesTaken].place <= place {
      let reply = recording.replies[repliesTaken]
      repliesTaken += 1
      if hasEnded {
        if reply.at - cursor >= Self.shortestLateReply { addWait(reply.at - cursor) }
      } else {
        letTimePass(until: reply.at)
        wait(until: reply.at)
      }
      let asked = recording.transcript.prefix(reply.place).last { $0.message?.medium == .sms }?
        .message?.to
      let from = asked == reply.from ? nil : reply.from
      if !reply.text.allSatisfy(\.isWhitespace) {
        add(.replySMS(from: from, text: reply.text), at: reply.at)
      }
    }
  }

  // MARK: Waiting

  /// Writes the time-outs that passed before something was reported.
  ///
  /// - Parameter beforeWords: whether it was spoken; speech comes before a time-out at the same
  ///   time.
  private mutating func letTimePass(until time: Duration, beforeWords: Bool = false) {
    while let timeout = timeouts.first, timeout < time || timeout == time && !beforeWords {
      timeouts.removeFirst()
      waitForTimeout(timeout)
    }
  }

  private mutating func waitForTimeout(_ timeout: Duration) {
    let gap = timeout - cursor
    guard gap > .zero else { return }
    let whole = gap.wholeMilliseconds
    if timeout >= longestCall {
      // Nothing comes after it, and waits are a little shorter than they were.
      addWait(.seconds(gap.components.seconds + 2))
      cursor = timeout
      return
    }
    // The run lets an announcement end that ends within a moment, and the wait begins only there.
    let ends = happenings.first { $0 > cursor }
    let settles = ends.map { $0 - cursor <= Self.settling } ?? false
    let isExact = gap == whole || settles && gap - whole <= Self.settling
    addWait(isExact ? whole : whole + .milliseconds(1))
    cursor = timeout
  }

  /// Writes how long the caller waited before an action, if that mattered.
  private mutating func wait(until time: Duration, forTerminator: Bool = false) {
    let gap = time - cursor
    guard gap > .zero else { return }
    let isSlowKey = canJoin && gap > Self.longestJoin
    guard
      keepsEveryWait || isSlowKey || happens(after: cursor + Self.settling, before: time)
        || forTerminator && outlastsEntry(until: time)
    else { return }
    let whole = gap.wholeMilliseconds
    if !happens(after: cursor + whole, before: time) {
      addWait(whole)
    } else if !happens(after: time, before: cursor + whole + .milliseconds(1)) {
      addWait(whole + .milliseconds(1))
    } else {
      addWait(gap)
    }
  }

  /// Whether a terminator might belong to the last entry if it were pressed earlier (K4).
  private func outlastsEntry(until time: Duration) -> Bool {
    lastKeyAt.map { time - $0 > shortestInterdigit } ?? false
  }

  private mutating func addWait(_ duration: Duration) {
    guard duration > .zero else { return }
    if case .wait(let before)? = kinds.last {
      kinds[kinds.count - 1] = .wait(before + duration)
    } else {
      kinds.append(.wait(duration))
    }
    canJoin = false
  }

  /// Whether something else happened after one time and up to another.
  private func happens(after start: Duration, before end: Duration) -> Bool {
    happenings.contains { start < $0 && $0 <= end }
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Duration { .milliseconds(nanoseconds / 1_000_000) }
}
