import Glibc

/// Advances a call frame by frame, as fast as its output takes frames.
///
/// If a device is lost the call goes on without it: without an output in real time, in silence.
public final class AudioDriver {
  private var output: any AudioOutput
  private var input: (any AudioInput)?
  private var ringing: ToneSound?
  /// The call; `nil` until it is answered.
  public private(set) var audio: AudioCall?
  private var remarks: [String] = []
  /// Dropouts of lost devices.
  private var earlierDropouts = 0
  /// The part of the output's standstill that the call knows of.
  private var standstill = Duration.zero
  private var lost = Duration.zero

  /// The longest time between two pumps.
  public static let rest = Duration.milliseconds(10)
  /// The most that an output takes at a time after a delay, so that a terminal stays responsive.
  private static let mostFrames = 50
  /// The longest standstill that is recorded in full: a machine may sleep overnight.
  private static let longestGap = Duration.seconds(600)
  /// Shorter gaps are only counted.
  private static let shortestTold = Duration.milliseconds(100)

  /// - Parameters:
  ///   - output: without one the call runs in silence.
  ///   - input: without one the caller has no voice.
  public init(to output: (any AudioOutput)?, from input: (any AudioInput)? = nil) {
    self.output = output ?? SilentOutput()
    self.input = input
  }

  /// How often sound dropped out or was lost.
  public var dropouts: Int { earlierDropouts + output.dropouts + (input?.dropouts ?? 0) }

  /// Whether there is nothing to hear, neither ringing nor a call.
  public var isIdle: Bool { audio.map(\.isOver) ?? (ringing == nil) }

  /// Adds a remark about the sound for the user.
  public func remark(_ text: String) {
    remarks.append(text)
  }

  /// The remarks since the last call.
  public func takeRemarks() -> [String] {
    defer { remarks = [] }
    return remarks
  }

  /// Plays ringing for an operator's call until it is answered or `stopRinging`.
  public func ring(_ tone: ToneSound?) {
    ringing = tone
  }

  public func stopRinging() {
    ringing = nil
  }

  /// The call is answered.
  public func begin(_ audio: AudioCall) {
    ringing = nil
    self.audio = audio
    standstill = output.standstill
    audio.answer()
  }

  /// Makes the frames that the output wants now.
  ///
  /// - Parameter act: performs the caller's action within the next frame.
  public func pump(act: (AudioCall) -> Void = { _ in }) {
    if isIdle { return }
    let due = listening { try $0.framesWanted() } ?? 1
    fillGap(beforeLast: false)
    for place in (0..<max(0, min(due, Self.mostFrames))).reversed() {
      // What is left of the caller's sound may belong to frames that are still due.
      let heard = nextFrame(takesSurplus: place == 0 && due <= Self.mostFrames, act: act)
      // The voice may have taken its time to make the frame.
      fillGap(beforeLast: true)
      listening { try $0.play(heard) }
    }
  }

  /// Has the call take the caller's sound of the time in which it couldn't go on.
  private func fillGap(beforeLast: Bool) {
    guard let audio else { return }
    let gap = output.standstill - standstill
    standstill = output.standstill
    let frames = max(0, Int((min(gap, Self.longestGap) / AudioFrame.duration).rounded()))
    // What isn't a frame yet counts with the next gap.
    if gap < Self.longestGap { standstill -= gap - AudioFrame.duration * frames }
    if gap >= Self.shortestTold { tell("nothing was heard", for: gap) }
    for _ in 0..<frames { audio.hold(captured: capture(), beforeLast: beforeLast) }
    guard let input, input.lost - lost >= Self.shortestTold else { return }
    tell("the caller's sound was lost", for: input.lost - lost)
    lost = input.lost
  }

  private func tell(_ what: String, for length: Duration) {
    let time = audio?.time ?? .zero
    remark("\(what) for \(length.tenths) s, \(time.tenths) s into the call")
  }

  /// Waits as long as there is certainly nothing to do.
  func rest() {
    usleep(UInt32(Self.rest / .microseconds(1)))
  }

  private func nextFrame(takesSurplus: Bool, act: (AudioCall) -> Void) -> [Float] {
    var captured = capture()
    if takesSurplus, let surplus = input?.surplus(), !surplus.isEmpty {
      captured = (captured ?? []) + surplus
    }
    if let audio {
      act(audio)
      return audio.nextFrame(captured: captured).heard
    }
    var frame = AudioFrame.silence
    frame.withUnsafeMutableBufferPointer { ringing?.mix(into: $0) }
    return frame
  }

  @discardableResult
  private func listening<Result>(to work: (any AudioOutput) throws -> Result) -> Result? {
    do { return try work(output) } catch {
      remark("\(error); the call goes on in silence")
      earlierDropouts += output.dropouts
      output = SilentOutput()
      standstill = .zero
      return nil
    }
  }

  private func capture() -> [Float]? {
    do { return try input?.capture() } catch {
      remark("\(error); the line hears the caller no more")
      earlierDropouts += input?.dropouts ?? 0
      input = nil
      return nil
    }
  }
}
