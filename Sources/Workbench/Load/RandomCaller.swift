import CallEngine
import CallRuntime

/// A caller who acts at random: mostly sensible, sometimes silent, mistaken, impatient or gone.
struct RandomCaller: Sendable {
  private var generator: SeededGenerator
  /// Keys to press one after the other.
  private var intended = KeySequence()
  private var pressed = 0
  /// What to say before that.
  private var speech: Duration?
  /// When the caller acts next, as time since the call began; `nil` while waiting for the line.
  private(set) var actsAt: Duration?

  /// How often callers do what when they are asked for something, in per cent.
  struct Habits: Sendable {
    var hangsUp = 1
    var staysSilent = 4
    var pressesWrong = 4
    var interrupts = 50
    /// How often a caller who has left a message presses a key.
    var endsByKey = 30
    /// The time in the call after which the caller stays silent.
    var patience = Duration.seconds(24 * 3600)
  }

  private let habits: Habits
  private let entries: EntryPool

  private static let keypad = Digit.allCases.prefix(12)

  init(seed: UInt64, habits: Habits = Habits(), entries: EntryPool) {
    generator = SeededGenerator(seed: seed)
    self.entries = entries
    self.habits = habits
  }

  /// Does what the caller has decided to do.
  mutating func act(at now: Duration) -> CallPlan.Deed {
    if let speech {
      self.speech = nil
      actsAt = intended.isEmpty ? nil : now + speech + KeyGap.usual
      return .speak(speech)
    }
    guard pressed < intended.count else {
      actsAt = nil
      return .hangUp
    }
    defer { pressed += 1 }
    actsAt = pressed + 1 < intended.count ? now + KeyGap.usual : nil
    return .press(intended[pressed])
  }

  /// Decides what to do where the call is now, if what the line made of the last event is a reason.
  mutating func heard(
    _ response: LoadSurroundings.Response, in machine: CallMachine, at now: Duration
  ) {
    if decides(after: response, isAwaited: machine.waitsForKey) { decide(in: machine, at: now) }
  }

  /// Whether what the line made of the last event is a reason to decide anew.
  ///
  /// - Parameter isAwaited: whether the line waits for keys.
  func decides(after response: LoadSurroundings.Response, isAwaited: Bool) -> Bool {
    switch response {
    case .speaks: true
    case .nothing: actsAt == nil && isAwaited
    case .acts: false
    }
  }

  /// Decides what to do where the call is now.
  mutating func decide(in machine: CallMachine, at now: Duration) {
    intended = KeySequence()
    pressed = 0
    speech = nil
    actsAt = nil
    if now > habits.patience { return }
    var luck = generator.luck()
    switch machine.program[machine.state].kind {
    case .menu(let menu): choose(from: menu, &luck)
    case .collect where machine.asksForConfirmation: confirm(&luck)
    case .collect(let collect): fill(in: collect, machine.state, &luck)
    case .record(let record) where machine.isRecording: speak(into: record, &luck)
    case .say:
      if luck.chance(percent: habits.hangsUp) { actsAt = now + pause(&luck) }
      return
    default: return
    }
    if luck.chance(percent: habits.staysSilent) {
      speech = nil
      return
    }
    if luck.chance(percent: habits.hangsUp) {
      intended = KeySequence()
      speech = nil
    }
    // Nobody speaks into a beep.
    actsAt = now + (speech == nil ? pause(&luck) : max(pause(&luck), Self.beep))
  }

  private static let beep = RecordingRules().beep

  /// A short or a long delay, often ending before the prompt does.
  private func pause(_ luck: inout Luck) -> Duration {
    let longest = luck.chance(percent: habits.interrupts) ? 3_000 : 12_000
    return .milliseconds(100 + luck.below(longest))
  }

  private mutating func choose(from menu: Menu, _ luck: inout Luck) {
    if menu.choices.isEmpty || luck.chance(percent: habits.pressesWrong) {
      intended.append(Self.keypad[luck.below(Self.keypad.count)])
    } else {
      intended = menu.choices[luck.below(menu.choices.count)].keys
    }
  }

  private mutating func fill(in collect: Collect, _ state: StateID, _ luck: inout Luck) {
    if let cancel = collect.cancel, luck.chance(percent: habits.pressesWrong) {
      intended.append(cancel)
      return
    }
    if !luck.chance(percent: habits.pressesWrong),
      let entry = entries.entry(in: state, &luck)
    {
      intended = entry
    } else {
      intended.append(Self.keypad[luck.below(Self.keypad.count)])
    }
  }

  /// Says something up to a little longer than there is time for, and then perhaps presses a key.
  private mutating func speak(into record: Record, _ luck: inout Luck) {
    let longest = min(record.rules.longest, .seconds(30)) + .seconds(1)
    speech = longest * (1 + luck.below(100)) / 100
    if let terminator = record.terminator, luck.chance(percent: habits.endsByKey) {
      intended.append(terminator)
    }
  }

  private mutating func confirm(_ luck: inout Luck) {
    let isWrong = luck.chance(percent: habits.pressesWrong)
    intended.append(isWrong ? Self.keypad[luck.below(Self.keypad.count)] : .one)
  }
}
