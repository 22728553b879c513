/// Tells a circle: states that a call goes through again and again without a word, a key or a wait.
///
/// The rule is here and nowhere else. A call may enter twice as many states as its script has, and a
/// hundred, before a menu or a collect takes a key. After those, every 100 ms that have passed
/// meanwhile allow one state more: whatever speaks or waits takes longer than that, while services
/// that answer at once, prompts with nothing to say and time-outs of a moment don't. So no call enters
/// more than about ten states a second, but for those that its keys lead to.
struct CircleGuard: Sendable {
  private var stepsLeft: Int
  /// When the steps were counted anew.
  private var since = Duration.zero
  private var keysTaken = 0

  private static let noticeable = Duration.milliseconds(100)

  init(for program: MenuProgram) {
    stepsLeft = Self.allowance(of: program)
  }

  private static func allowance(of program: MenuProgram) -> Int {
    2 * program.states.count + 100
  }

  /// Whether the call may enter another state.
  ///
  /// - Parameter keysTaken: how many keys have been taken in the call.
  mutating func allowsStep(in program: MenuProgram, at now: Duration, keysTaken: Int) -> Bool {
    if keysTaken != self.keysTaken {
      self.keysTaken = keysTaken
      restart(in: program, at: now)
    }
    if stepsLeft == 0 {
      let earned = (now - since) / Self.noticeable
      stepsLeft = Int(min(Double(Self.allowance(of: program)), earned))
      since = now
      if stepsLeft == 0 { return false }
    }
    stepsLeft -= 1
    return true
  }

  mutating func restart(in program: MenuProgram, at now: Duration) {
    stepsLeft = Self.allowance(of: program)
    since = now
  }
}
