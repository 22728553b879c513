public import CallEngine
public import CallRuntime
import Telephony

/// What carries the sound of one call by SIP: the caller's RTP line and, in a transfer, the far
/// side's.
public final class SIPMedium: CallMedium {
  private let leg: SIPLeg
  private var pressed: [Digit] = []
  /// Kept from frame to frame, so that none is allocated.
  private var captured = AudioFrame.silence
  private var heard = AudioFrame.silence
  private var now = Duration.zero
  private var isLost = false

  private let time: () -> Duration
  private let cut: () -> ReleaseCause?

  private static let start = ContinuousClock.now

  /// The time since the process's first call.
  public static func elapsed() -> Duration { ContinuousClock.now - start }

  /// - Parameters:
  ///   - leg: the caller's.
  ///   - time: the time since any beginning.
  ///   - cut: why the call was ended from outside the line; `nil` if it wasn't.
  public init(
    _ leg: SIPLeg, time: @escaping () -> Duration = SIPMedium.elapsed,
    cut: @escaping () -> ReleaseCause? = { nil }
  ) {
    self.leg = leg
    self.time = time
    self.cut = cut
  }

  public func capture() -> [Float]? {
    now = time()
    var hasSound = false
    let keys = leg.line.receive(at: now) { sound in
      hasSound = sound != nil
      if let sound { Self.copy(sound, to: &captured) }
    }
    if !keys.isEmpty, leg.accepts(.events) {
      pressed += keys.compactMap { Digit(rawValue: $0.rawValue) }
    }
    if let far = leg.bridge, far.isTalking {
      (hasSound ? captured : AudioFrame.silence).withUnsafeBufferPointer {
        far.line.send($0, at: now)
      }
    }
    if !isLost, leg.line.silence(at: now) > leg.patience {
      isLost = true
      leg.loseSound()
    }
    return hasSound ? captured : nil
  }

  public func keys() -> [Digit] {
    if pressed.isEmpty { return [] }
    defer { pressed.removeAll(keepingCapacity: true) }
    return pressed
  }

  public func play(_ line: [Float]) {
    guard let far = leg.bridge else {
      return line.withUnsafeBufferPointer { leg.line.send($0, at: now) }
    }
    var hasSound = false
    _ = far.line.receive(at: now) { sound in
      hasSound = sound != nil
      if let sound { Self.copy(sound, to: &heard) }
    }
    if !hasSound { Self.copy(line, to: &heard) } else if far.isTalking { mix(line) }
    heard.withUnsafeBufferPointer { leg.line.send($0, at: now) }
  }

  public func skip(_ frames: Int) {
    leg.line.skip(frames)
    leg.bridge?.line.skip(frames)
  }

  public func end(_ cause: HangUpCause) {
    leg.line.close(at: now)
    if cause != .caller { leg.hangUp(cut() ?? ReleaseCause(cause)) }
  }

  /// Announcements during a conversation are heard with it.
  private func mix(_ line: [Float]) {
    for place in heard.indices { heard[place] = max(-1, min(1, heard[place] + line[place])) }
  }

  private static func copy(_ sound: some Collection<Float>, to frame: inout [Float]) {
    frame.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: sound) }
  }
}

extension ReleaseCause {
  /// What the far side is told of a line's end: the same as call records say.
  fileprivate init(_ cause: HangUpCause) {
    self =
      switch cause {
      case .caller, .line: .normalClearing
      case .maxDuration: .recoveryOnTimerExpiry
      case .circle: .temporaryFailure
      }
  }
}
