import CallEngine

/// A call whose caller follows a key script, in real or virtual time.
public struct KeyedCall {
  let call: SimulatedCall
  private var deeds: ArraySlice<(at: Duration, action: KeyScript.Action)>

  public init(_ call: SimulatedCall, keys: KeyScript) {
    self.call = call
    var deeds: [(at: Duration, action: KeyScript.Action)] = []
    var now = Duration.zero
    var nextKeyAt = Duration.zero
    for action in keys.actions {
      switch action {
      case .wait(let duration): now += duration
      case .hangUp:
        now = max(now, nextKeyAt)
        deeds.append((now, action))
      case .speak(let length):
        now = max(now, nextKeyAt)
        deeds.append((now, action))
        now += length
      case .press:
        now = max(now, nextKeyAt)
        deeds.append((now, action))
        nextKeyAt = now + KeyGap.usual
      }
    }
    self.deeds = deeds[...]
  }

  /// Runs the call to its end. Keys after the end are ignored.
  ///
  /// - Parameter isAbandoned: whether the caller should hang up at once.
  public mutating func run(
    on clock: inout some CallClock, isAbandoned: () -> Bool = { false }
  ) {
    call.answer()
    while !call.hasEnded {
      guard let next = nextDue else { return }
      clock.sleep(until: next)
      // Earlier only if something woke the clock.
      let woken = clock.now
      let now = woken < next ? .nanoseconds(woken.nanoseconds) : next
      if isAbandoned() {
        call.advance(to: now)
        return call.hangUp(at: now)
      }
      advance(to: now)
    }
    call.awaitLateReplies(on: &clock, isAbandoned: isAbandoned)
  }

  /// When something happens next by itself, or the caller acts.
  public var nextDue: Duration? {
    guard let deed = deeds.first?.at else { return call.nextDue }
    return call.nextDue.map { .earlier($0, deed) } ?? deed
  }

  /// Processes everything due by `now`, including the caller's actions.
  public mutating func advance(to now: Duration) {
    while let deed = deeds.first, deed.at <= now {
      deeds.removeFirst()
      call.advance(to: deed.at)
      switch deed.action {
      case .press(let digit): call.press(digit, at: deed.at)
      case .speak(let length):
        delay(by: call.speak(for: length, at: deed.at) - deed.at - length)
      case .hangUp: call.hangUp(at: deed.at)
      case .wait: break
      }
    }
    call.advance(to: now)
  }

  /// Runs the call to its end as sound, as fast as frames can be made.
  ///
  /// - Parameter audio: the same call.
  public mutating func run(_ audio: AudioCall) {
    audio.answer()
    while !audio.isOver {
      act(in: audio)
      _ = audio.nextFrame()
    }
  }

  /// Runs the call to its end as sound, as fast as a driver's output takes it.
  ///
  /// - Parameters:
  ///   - audio: the same call.
  ///   - isAbandoned: whether the caller should hang up at once.
  ///   - look: called repeatedly while the call goes on.
  public mutating func run(
    _ audio: AudioCall, on driver: AudioDriver, isAbandoned: () -> Bool = { false },
    look: () -> Void
  ) {
    driver.begin(audio)
    while !audio.isOver {
      driver.pump { act(in: $0) }
      look()
      if isAbandoned() { return audio.hangUp() }
      driver.rest()
    }
  }

  /// Puts off what the caller does next.
  private mutating func delay(by time: Duration) {
    guard time > .zero else { return }
    deeds = deeds.map { ($0.at + time, $0.action) }[...]
  }

  /// Performs the actions due within the next frame.
  private mutating func act(in audio: AudioCall) {
    while let deed = deeds.first, deed.at < audio.time + AudioFrame.duration {
      deeds.removeFirst()
      switch deed.action {
      case .press(let digit): audio.press(digit, at: deed.at)
      case .speak(let length):
        delay(by: audio.speak(for: length, at: deed.at) - deed.at - length)
      case .hangUp: audio.hangUp(at: deed.at)
      case .wait: break
      }
    }
  }
}
