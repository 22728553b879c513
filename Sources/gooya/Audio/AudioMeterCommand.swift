import ArgumentParser
import CallEngine
import Foundation
import Sound

struct AudioMeterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meter", abstract: "Show how loud a device's sound is.",
    discussion: """
      Example:
        gooya audio meter
        gooya audio meter --device plughw:0 --for 5s --json

      In a terminal a bar shows the level (root mean square), a mark the highest peak of the last \
      1.5 s. Elsewhere it prints one line a second, or one object with --json. 0 dBFS is a full-scale \
      sine. Ctrl-C stops.
      """)

  @OptionGroup var device: DeviceOptions

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: "How long, such as 5s. (default: until Ctrl-C)",
    transform: NumberRange.period.read)
  var length: DurationOption?

  @Option(
    parsing: .unconditional, help: "The sample rate in Hz. (default: 16000)",
    transform: NumberRange.sampleRate.read)
  var rate = 16000

  @Flag(help: "Print one JSON object a second.")
  var json = false

  func run() throws {
    let input = try device.capture(sampleRate: rate)
    Interruption.watch()
    var status = StatusLine()
    var bar = LevelBar()
    var meter = LevelMeter()
    var frames = 0
    while Interruption.signal == nil, !StandardOutput.isAbandoned {
      if let length, .seconds(Double(frames) / Double(rate)) >= length.duration { break }
      input.wait(atMost: .milliseconds(50))
      let samples: [Float]
      do {
        samples = try input.read().map { Float($0) / 32768 }
      } catch {
        status.clear()
        throw Failure("\(error)")
      }
      bar.add(samples)
      meter.add(samples)
      let before = frames / rate
      frames += samples.count
      if !json { status.show(bar.text(width: 40)) }
      if frames / rate > before, json || !status.isShown {
        try report(meter.take(), after: frames / rate, overruns: input.overruns)
      }
    }
    status.clear()
    bar.update()
    if !json { StandardOutput.line("\(summary(of: bar, overruns: input.overruns))") }
    try Interruption.tell(unlessCtrlCEnds: length == nil)
  }

  /// One line of the JSON output. The names are a contract.
  private struct Line: Encodable {
    let at: Int
    let rmsDbfs: Double
    let peakDbfs: Double
    let clipped: Int
    let overruns: Int
  }

  private func report(_ level: LevelMeter.Level, after seconds: Int, overruns: Int) throws {
    guard json else {
      let clip = level.clipped == 0 ? "" : "  CLIPPED \(level.clipped)"
      StandardOutput.line(
        "\(seconds) s  rms \(level.rms.decibels)  peak \(level.peak.decibels) dBFS\(clip)")
      return
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let line = Line(
      at: seconds, rmsDbfs: (level.rms * 10).rounded() / 10,
      peakDbfs: (level.peak * 10).rounded() / 10,
      clipped: level.clipped, overruns: overruns)
    StandardOutput.line(VisibleText(json: try encoder.encode(line)))
  }

  private func summary(of bar: LevelBar, overruns: Int) -> String {
    let clip = bar.clipped == 0 ? "nothing clipped" : "\(bar.clipped) samples clipped"
    let trouble = overruns == 1 ? "1 overrun" : "\(overruns) overruns"
    return "highest peak \(bar.highestPeak.decibels.trimmed) dBFS, \(clip), \(trouble)"
  }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
