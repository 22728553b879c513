/// How many calls are taken, so that those that are can be served.
struct CallLimits: Sendable {
  /// In all, at a time.
  var atOnce = 1000
  /// New ones in a second, besides as many at once.
  var perSecond = 50
  /// From one source, at a time.
  var perSource = 1000
}

/// Counts calls against limits. Time is told from outside.
struct CallGate: Sendable {
  private let limits: CallLimits
  private var sources: [String: Int] = [:]
  private(set) var count = 0
  /// Calls that may come now, refilled as time passes.
  private var credit: Double
  private var filledAt = Duration.zero

  init(_ limits: CallLimits) {
    self.limits = limits
    credit = Double(limits.perSecond)
  }

  /// Takes a call, if it may be taken.
  mutating func enter(from source: String, at now: Duration) -> CallRefusal? {
    if count >= limits.atOnce { return .full }
    if sources[source, default: 0] >= limits.perSource { return .sourceFull }
    let most = Double(limits.perSecond)
    credit = min(most, credit + max(0, (now - filledAt) / .seconds(1)) * most)
    filledAt = max(filledAt, now)
    guard credit >= 1 else { return .tooFast }
    credit -= 1
    count += 1
    sources[source, default: 0] += 1
    return nil
  }

  /// A call that was taken is over.
  mutating func leave(from source: String) {
    count -= 1
    let left = sources[source, default: 1] - 1
    sources[source] = left > 0 ? left : nil
  }
}
