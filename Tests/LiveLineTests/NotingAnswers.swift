import Foundation
import LiveLine
import Synchronization

/// Answers every call, and notes what happens on it.
final class NotingAnswers: SIPAnswering {
  private let notes = Mutex<[SIPLegEvent]>([])
  private let legs = Mutex<[SIPLeg]>([])
  private let invitations = Mutex<[SIPInvitation]>([])
  private let refused = Mutex<[(SIPInvitation, SIPObstacle)]>([])
  private let isOpen = Mutex(true)
  private let refusal: (SIPStatus, ReleaseCause)?
  private let retryAfter: Int?

  init(refusing refusal: (SIPStatus, ReleaseCause)? = nil, retryAfter: Int? = nil) {
    self.refusal = refusal
    self.retryAfter = retryAfter
  }

  var takesCalls: Bool {
    get { isOpen.withLock { $0 } }
    set { isOpen.withLock { $0 = newValue } }
  }

  func answer(_ invitation: SIPInvitation, _ leg: SIPLeg) -> SIPReception {
    invitations.withLock { $0.append(invitation) }
    if let refusal { return .refused(refusal.0, cause: refusal.1, retryAfter: retryAfter) }
    legs.withLock { $0.append(leg) }
    return .taken { [self] event in notes.withLock { $0.append(event) } }
  }

  func turnedAway(_ invitation: SIPInvitation, _ reason: SIPObstacle) {
    refused.withLock { $0.append((invitation, reason)) }
  }

  var events: [SIPLegEvent] { notes.withLock { $0 } }
  var leg: SIPLeg? { legs.withLock(\.last) }
  /// The calls that were refused before anybody was asked.
  var turnedAway: [(SIPInvitation, SIPObstacle)] { refused.withLock { $0 } }
  var invitation: SIPInvitation? { invitations.withLock(\.last) }

  /// Waits for an event.
  func wait<Found>(for find: (SIPLegEvent) -> Found?) -> Found? {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      if let found = events.lazy.compactMap(find).first { return found }
      usleep(2000)
    }
    return nil
  }

  func waitForEnd() -> SIPEnding? {
    wait { if case .ended(let ending) = $0 { ending } else { nil } }
  }

  func waitForAnswer() -> Bool {
    wait { if case .established = $0 { true } else { nil } } ?? false
  }
}
