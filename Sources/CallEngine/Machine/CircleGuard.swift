/// Detects a circle: states that a call passes through repeatedly without speaking, taking a key or
/// waiting.
///
/// Only this type defines the rule. Before a menu or a collect takes a key, a call may enter a
/// hundred states and twice as many as its script has. Beyond that, every 100 ms that have passed
/// allow one more state: states that speak or wait take longer than that, while services that
/// answer immediately, empty prompts and tiny time-outs don't. So a call enters no more than about
/// ten states a second, apart from those that its keys lead to.
struct CircleGuard: Sendable {
  private var stepsLeft: Int
  /// When the count of steps was last reset.
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
