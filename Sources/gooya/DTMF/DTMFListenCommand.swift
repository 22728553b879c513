import ArgumentParser
import CallEngine
import Foundation
import Sound
import Telephony

struct DTMFListenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "listen",
    abstract: "Print the keys heard on a sound device.",
    discussion: """
      Example:
        gooya dtmf listen
        gooya dtmf listen plughw:1 --for 30s

      Prints a line for each key with its time since the start, until Ctrl-C or the end of --for.
      """)

  @Argument(help: "An ALSA device; gooya audio devices lists them.")
  var device = "default"

  @Option(
    name: .customLong("for"), parsing: .unconditional, help: "How long to listen, such as 30s.",
    transform: NumberRange.period.read)
  var limit: DurationOption?

  func run() throws {
    Interruption.watch()
    do {
      try listen()
      try Interruption.tell(unlessCtrlCEnds: limit == nil)
    } catch let error as AudioDeviceError {
      throw Failure("\(error)")
    }
  }

  private func listen() throws {
    let capture = try CaptureDevice(
      device, sampleRate: TelephoneConverter.sampleRate, takesNearest: true)
    let (rate, channels) = (capture.sampleRate, capture.channels)
    let converters = (0..<channels).compactMap {
      TelephoneConverter(sampleRate: rate, channels: channels, channel: $0)
    }
    guard converters.count == channels else {
      throw Failure(
        "the sound device '\(device)' runs at \(rate) Hz, which can't be used")
    }
    var ears = ChannelEars(channels: channels)
    var overruns = 0
    StandardError.line("listening to '\(device)'; press Ctrl-C to stop")
    let start = ContinuousClock.now
    while Interruption.signal == nil, !StandardOutput.isAbandoned,
      limit.map({ .now - start < $0.duration }) ?? true
    {
      let heard = try capture.read().map { Float($0) / 32768 }
      if capture.overruns != overruns {
        overruns = capture.overruns
        StandardError.line("gooya: sound was lost, \(capture.framesLost) samples so far")
      }
      for detection in ears.hear(converters.map { $0.convert(heard) }).map(\.detection) {
        let lost = capture.framesLost * 1000 / rate
        let seconds = Double(detection.milliseconds + lost) / 1000
        let time = String(format: "%9.3f s", seconds)
        StandardOutput.line("\(time)  \(detection.digit.character)")
      }
      capture.wait(atMost: .milliseconds(100))
    }
  }
}
