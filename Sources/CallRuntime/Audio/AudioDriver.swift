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

  /// The longest time between two pumps.
  public static let rest = Duration.milliseconds(10)
  /// The most that an output takes at a time after a delay, so that a terminal stays responsive.
  private static let mostFrames = 50

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
    audio.answer()
  }

  /// Makes the frames that the output wants now.
  ///
  /// - Parameter act: performs the caller's action within the next frame.
  public func pump(act: (AudioCall) -> Void = { _ in }) {
    if isIdle { return }
    var wanted = min(listening { try $0.framesWanted() } ?? 1, Self.mostFrames)
    while wanted > 0 {
      wanted -= 1
      let heard = nextFrame(act: act)
      listening { try $0.play(heard) }
    }
  }

  /// Waits as long as there is certainly nothing to do.
  func rest() {
    usleep(UInt32(Self.rest / .microseconds(1)))
  }

  private func nextFrame(act: (AudioCall) -> Void) -> [Float] {
    let captured = capture()
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
