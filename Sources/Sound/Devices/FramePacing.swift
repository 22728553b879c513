/// The clock of a device that has none: how many frames would have gone by in real time.
struct FramePacing {
  private var queuedFrames: Double
  private var last: ContinuousClock.Instant

  /// Begins with so many frames queued.
  init(_ frames: Int, at now: ContinuousClock.Instant) {
    queuedFrames = Double(frames)
    last = now
  }

  mutating func clear() { queuedFrames = 0 }

  mutating func add(_ frames: Int) { queuedFrames += Double(frames) }

  /// Frames that have not gone by yet.
  mutating func queued(at now: ContinuousClock.Instant, rate: Int) -> Int {
    queuedFrames = max(0, queuedFrames - (now - last) / .seconds(1) * Double(rate))
    last = now
    return Int(queuedFrames.rounded(.up))
  }
}
