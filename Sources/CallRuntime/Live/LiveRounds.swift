import CallEngine

/// The calls of one thread and when each makes its next frame. Time is told from outside, as since
/// some beginning.
///
/// All calls have the same pace of 20 ms, but not the same beat: they are spread over four, 5 ms apart,
/// so that a network isn't given the packets of all at once.
final class LiveRounds {
  /// Calls that make their frames together.
  private struct Beat {
    var calls: [LiveCall] = []
    var nextAt = Duration.zero
  }

  private let inbox: CallInbox
  private var beats = Array(repeating: Beat(), count: 4)
  private var calls: [LiveCallID: LiveCall] = [:]
  private var numbers: [Int: LiveCall] = [:]
  private(set) var figures = LiveFigures()

  /// The most frames that a call makes at once after a delay. What is later than that isn't made up
  /// for: the caller would hear it late for the rest of the call.
  static let mostFrames = 5
  /// The longest delay whose sound from the caller is asked for.
  private static let longestGap = 500

  init(_ inbox: CallInbox) {
    self.inbox = inbox
  }

  var isEmpty: Bool { numbers.isEmpty }

  /// When something is to be done next; `nil` if never.
  var nextDue: Duration? {
    var due: Duration?
    for beat in beats where !beat.calls.isEmpty {
      due = min(due ?? beat.nextAt, beat.nextAt)
    }
    // Calls that are over are few, if any.
    if numbers.count > calls.count {
      for case let until? in numbers.values.lazy.map(\.isAwaitedUntil) {
        due = min(due ?? until, until)
      }
    }
    return due
  }

  // MARK: What others ask for

  /// Begins a call, which is answered now.
  func begin(
    _ id: LiveCallID, at now: Duration,
    _ make: (CallInbox.Address) -> (AudioCall, any CallMedium)
  ) {
    let (audio, medium) = make(inbox.address(of: id.number))
    let call = LiveCall(id, audio, medium)
    calls[id] = call
    numbers[id.number] = call
    audio.answer()
    join(call, at: now)
  }

  /// - Returns: whether there is such a call.
  @discardableResult
  func perform(in id: LiveCallID, _ work: (AudioCall) -> Void) -> Bool {
    guard let call = calls[id] else { return false }
    work(call.audio)
    return true
  }

  func hangUp(_ id: LiveCallID, _ cause: HangUpCause, at now: Duration) {
    guard let call = calls[id] else { return }
    call.hangUp(cause, at: now)
    for place in beats.indices { beats[place].calls.removeAll { $0 === call } }
    settle(call)
  }

  func hangUpAll(at now: Duration) {
    for id in Array(calls.keys) { hangUp(id, .line, at: now) }
  }

  /// Takes what services and far sides have delivered.
  func takeOutside(at now: Duration) {
    for number in inbox.calls {
      guard let call = numbers[number] else {
        // The call is gone, and nobody waits for it.
        inbox.address(of: number).discard()
        continue
      }
      call.takeOutside(at: now)
      if call.endedAt != nil { settle(call) }
    }
  }

  // MARK: Frames

  /// Makes the frames that are due.
  ///
  /// - Parameter now: is asked anew for each beat, since the one before took its time.
  func advance(_ now: () -> Duration) {
    for place in beats.indices where !beats[place].calls.isEmpty {
      advance(&beats[place], to: now())
    }
    if numbers.count > calls.count { forgetSilent(at: now()) }
    figures.calls = calls.count
  }

  private func advance(_ beat: inout Beat, to now: Duration) {
    guard beat.nextAt <= now else { return }
    let due = Int((now - beat.nextAt) / AudioFrame.duration) + 1
    let made = min(due, Self.mostFrames)
    let skipped = min(due - made, Self.longestGap)
    var hasEnded = false
    for call in beat.calls {
      if skipped > 0 { call.skip(skipped) }
      var left = made
      while left > 0, call.endedAt == nil {
        call.step(at: now)
        left -= 1
      }
      hasEnded = hasEnded || call.endedAt != nil
    }
    figures.frames += made * beat.calls.count
    figures.lateFrames += (made - 1) * beat.calls.count
    figures.skippedFrames += (due - made) * beat.calls.count
    beat.nextAt += AudioFrame.duration * due
    guard hasEnded else { return }
    for call in beat.calls where call.endedAt != nil { settle(call) }
    beat.calls.removeAll { $0.endedAt != nil }
  }

  /// Gives a call the beat with the fewest, and of those the one that is next.
  private func join(_ call: LiveCall, at now: Duration) {
    let spacing = AudioFrame.duration / beats.count
    func next(_ place: Int) -> Duration {
      guard beats[place].calls.isEmpty else { return beats[place].nextAt }
      let since = (now - spacing * place) / AudioFrame.duration
      return AudioFrame.duration * Int(since.rounded(.up)) + spacing * place
    }
    let chosen = beats.indices.min {
      (beats[$0].calls.count, next($0)) < (beats[$1].calls.count, next($1))
    }
    guard let chosen else { return }
    beats[chosen].nextAt = next(chosen)
    beats[chosen].calls.append(call)
    figures.calls = calls.count
  }

  /// A call that is over is kept only as long as replies may come that have to be recorded.
  private func settle(_ call: LiveCall) {
    calls[call.id] = nil
    if call.isAwaitedUntil == nil { numbers[call.id.number] = nil }
    figures.calls = calls.count
  }

  private func forgetSilent(at now: Duration) {
    for (number, call) in numbers where call.endedAt != nil {
      if call.isAwaitedUntil.map({ $0 <= now }) ?? true { numbers[number] = nil }
    }
  }
}

/// How the frames of all calls go.
public struct LiveFigures: Hashable, Sendable {
  /// Calls now.
  public internal(set) var calls = 0
  /// Frames made, in all.
  public internal(set) var frames = 0
  /// Those made after their time, together with a later one.
  public internal(set) var lateFrames = 0
  /// Those never made, since they would have been much too late.
  public internal(set) var skippedFrames = 0
  /// How long the calls' thread has worked.
  public internal(set) var worked = Duration.zero
}
