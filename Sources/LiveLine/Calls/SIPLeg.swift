public import CallEngine
import Synchronization
public import Telephony

/// One call by SIP, as its sound and its signalling meet: a caller who has come in, or somebody who
/// is called.
public final class SIPLeg: Sendable {
  /// Its number among those of its endpoint.
  public let id: SIPCallID
  let line: RTPLine
  /// How signalling came; `nil` for a call that goes out.
  private let signalling: String?
  /// How long nothing may be heard of the far side.
  let patience: Duration
  private let calls: SIPCalls
  private let state: Mutex<State>

  struct State {
    var negotiation: SoundNegotiation
    var agreed: AgreedSound?
    /// The one to whom this one is put through.
    var bridge: Bridge?
    var tell: (@Sendable (SIPLegEvent) -> Void)?
    /// Is told what becomes of a request to call somebody else.
    var referred: (@Sendable (SIPStatus) -> Void)?
    /// How the far side presses keys: the way by which the first has come.
    var keys: KeyWay?
  }

  /// How a key comes. Some telephones send each by two.
  enum KeyWay {
    case events
    case info
  }

  /// Another leg's sound in place of the line's.
  struct Bridge {
    var line: RTPLine
    /// Whether somebody has answered; before, it is a ringing tone or what the network says.
    var isTalking: Bool
  }

  init(
    _ id: SIPCallID, _ line: RTPLine, _ negotiation: SoundNegotiation, of calls: SIPCalls,
    patience: Duration, signalling: String? = nil
  ) {
    self.id = id
    self.line = line
    self.calls = calls
    self.patience = patience
    self.signalling = signalling
    state = Mutex(State(negotiation: negotiation))
  }

  /// What has been agreed on; `nil` before the far side has said what it can do.
  public var agreed: AgreedSound? { state.withLock(\.agreed) }

  /// Whether keys have to be sought in the sound: the far side has no events.
  public var pressesKeysBySound: Bool { agreed.map { $0.events == nil } ?? false }

  /// How the sound went.
  public var figures: SoundFigures {
    var figures = line.figures
    figures.signalling = signalling
    return figures
  }

  public func hangUp(_ cause: ReleaseCause) {
    calls.signalling?.hangUp(id, cause)
  }

  /// Presses a key at the far side.
  func press(_ digit: Digit) {
    guard let key = DTMFDigit(rawValue: digit.rawValue), !line.press(key) else { return }
    calls.signalling?.inform(
      id, type: "application/dtmf-relay", "Signal=\(digit)\r\nDuration=100\r\n")
  }

  /// Whether a key that comes so counts. From the first on, only those count that come as it did.
  func accepts(_ way: KeyWay) -> Bool {
    state.withLock { state in
      if state.keys == nil { state.keys = way }
      return state.keys == way
    }
  }

  /// Nothing has been heard of the far side for too long.
  func loseSound() {
    tell(.lost)
    hangUp(.recoveryOnTimerExpiry)
  }

  // MARK: Signalling's side

  func onEvent(_ tell: @escaping @Sendable (SIPLegEvent) -> Void) {
    state.withLock { $0.tell = tell }
  }

  func tell(_ event: SIPLegEvent) {
    let tell = state.withLock { state in
      // What is told may hold the leg.
      if case .ended = event {
        defer { (state.tell, state.referred) = (nil, nil) }
        return state.tell
      }
      return state.tell
    }
    tell?(event)
  }

  /// Answers an offer.
  ///
  /// - Returns: `nil` if nothing can be agreed on.
  func answer(_ offer: SessionDescription) -> String? {
    let answer = state.withLock { state -> SessionDescription? in
      guard let (answer, sound) = state.negotiation.answer(offer) else { return nil }
      state.agreed = sound
      line.adopt(sound)
      return answer
    }
    return answer?.description
  }

  /// Whether anything can be agreed on with an offer.
  func canAnswer(_ offer: SessionDescription) -> Bool {
    var trial = state.withLock(\.negotiation)
    return trial.answer(offer) != nil
  }

  func offer() -> String { state.withLock { $0.negotiation.offer() }.description }

  /// Takes the answer to an offer.
  func take(answer: SessionDescription) -> Bool {
    state.withLock { state in
      guard let sound = state.negotiation.agreed(to: answer) else { return false }
      state.agreed = sound
      line.adopt(sound)
      return true
    }
  }

  // MARK: Transfers

  /// Asks the far side to call somebody else.
  func refer(to uri: String, _ tell: @escaping @Sendable (SIPStatus) -> Void) {
    state.withLock { $0.referred = tell }
    calls.signalling?.refer(id, to: uri)
  }

  func referred(_ status: SIPStatus) {
    state.withLock(\.referred)?(status)
  }

  var bridge: Bridge? { state.withLock(\.bridge) }

  /// Has the caller hear somebody else.
  func bridge(to other: SIPLeg, isTalking: Bool) {
    state.withLock { $0.bridge = Bridge(line: other.line, isTalking: isTalking) }
  }

  func unbridge(from other: SIPLeg) {
    state.withLock { state in
      if state.bridge?.line === other.line { state.bridge = nil }
    }
  }
}

/// What happens on a leg.
public enum SIPLegEvent: Sendable {
  /// The far side has taken up the call, and doesn't say yet that it rings.
  case trying
  /// The far side rings; with sound of its own if that has been agreed on.
  case ringing(hasSound: Bool)
  /// Somebody has answered, and both sides know.
  case established
  /// A key by SIP INFO.
  case pressed(Digit)
  /// Nothing is heard of the far side any more; the call is being ended.
  case lost
  /// It is over; nothing comes after this.
  case ended(SIPEnding)
}
