public import CallEngine
public import CallRuntime

/// Somebody who has been called by SIP, as a driver of one call has a sound card: what is played goes
/// there, what is captured comes from there, at a clock's pace.
public final class SIPTelephone: AudioOutput, AudioInput {
  private let medium: SIPMedium
  private let start = ContinuousClock.now
  private var taken = 0

  public init(_ leg: SIPLeg) {
    medium = SIPMedium(leg)
  }

  /// The keys that have been pressed since the last call of this.
  public func keys() -> [Digit] { medium.keys() }

  public func framesWanted() -> Int {
    Int((ContinuousClock.now - start) / AudioFrame.duration) + 1 - taken
  }

  /// How long it has been on.
  public var time: Duration { AudioFrame.duration * taken }

  public func play(_ heard: [Float]) {
    taken += 1
    medium.play(heard)
  }

  public func capture() -> [Float]? { medium.capture() }

  public func surplus() -> [Float] { [] }

  public var dropouts: Int { 0 }
  // What the network loses is filled in.
  public var lost: Duration { .zero }
  public var standstill: Duration { .zero }
}
