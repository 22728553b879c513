import Glibc

/// The time of a call, since its answer.
public protocol CallClock {
  var now: Duration { get }
  /// Returns at that time, at once if it has passed, or earlier if something woke it.
  mutating func sleep(until time: Duration)
}

/// Virtual time, which passes only when someone waits for it.
public struct VirtualClock: CallClock {
  public private(set) var now = Duration.zero

  public init() {}

  public mutating func sleep(until time: Duration) {
    now = max(now, time)
  }
}

/// Real time, sped up or slowed down.
public struct RealClock: CallClock {
  private let start = ContinuousClock.now
  private let speed: Double
  private let inbox: CallInbox?
  private let isInterrupted: () -> Bool

  /// The longest delay until an interruption is noticed.
  private static let longestNap = Duration.milliseconds(100)

  /// - Parameters:
  ///   - speed: seconds of call time per second of real time; above 0.
  ///   - inbox: deliveries wake the clock.
  ///   - isInterrupted: polled while the clock sleeps; `true` wakes it.
  public init(
    speed: Double = 1, inbox: CallInbox? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    precondition(speed > 0, "time can't stand still")
    self.speed = speed
    self.inbox = inbox
    self.isInterrupted = isInterrupted
  }

  public var now: Duration { (ContinuousClock.now - start) * speed }

  public func sleep(until time: Duration) {
    while case let missing = timeLeft(until: time), missing > .zero, !isInterrupted() {
      if let inbox {
        inbox.wait(atMost: min(missing, Self.longestNap))
        if !inbox.calls.isEmpty { return }
      } else {
        let (seconds, attoseconds) = min(missing, Self.longestNap).components
        var request = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&request, nil)
      }
    }
  }

  /// How much real time passes until then.
  public func timeLeft(until time: Duration) -> Duration {
    (time - now) / speed
  }
}
