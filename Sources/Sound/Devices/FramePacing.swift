/// The clock of a device without one: how many frames would have passed in real time.
struct FramePacing {
  private var queuedFrames: Double
  private var last: ContinuousClock.Instant

  /// Starts with this many frames queued.
  init(_ frames: Int, at now: ContinuousClock.Instant) {
    queuedFrames = Double(frames)
    last = now
  }

  mutating func clear() { queuedFrames = 0 }

  mutating func add(_ frames: Int) { queuedFrames += Double(frames) }

  /// Frames that have not passed yet.
  mutating func queued(at now: ContinuousClock.Instant, rate: Int) -> Int {
    queuedFrames = max(0, queuedFrames - (now - last) / .seconds(1) * Double(rate))
    last = now
    return Int(queuedFrames.rounded(.up))
  }
}
