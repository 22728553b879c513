import ArgumentParser
import CallEngine
import Glibc
import Sound

struct AudioDevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices", abstract: "List the sound devices.",
    discussion: """
      Example:
        gooya audio devices --probe
        gooya audio devices --details

      The names are those that ALSA offers, then the sinks, sources and monitors of a sound server \
      (PulseAudio or PipeWire): any of them can be given to --device, --out or --in. A sink's monitor \
      records what the sink plays. Whether a device can be used is known only by opening it; until \
      then 'plays?' is no more than what it is listed for. --probe opens each; --details also asks which sample formats and rates, channels, periods and buffers \
      it takes, each by itself. A device that converts, such as plughw: or pulse:, takes nearly all.
      """)

  @Flag(help: "Open each device for a moment, to see whether it can be used.")
  var probe = false

  @Flag(help: "Open each device, and tell what it takes.")
  var details = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let depth: Report.Depth = details ? .detailed : probe ? .probed : .listed
    let report = Self.withoutComplaints { Report(depth) }
    if json { try printJSON(report) } else { report.show() }
  }

  /// Runs something with standard error discarded: sound servers' libraries write there what the
  /// report says anyway.
  private static func withoutComplaints<Value>(_ body: () -> Value) -> Value {
    let original = dup(STDERR_FILENO)
    let nowhere = open("/dev/null", O_WRONLY)
    guard original >= 0, nowhere >= 0 else { return body() }
    dup2(nowhere, STDERR_FILENO)
    defer {
      dup2(original, STDERR_FILENO)
      close(original)
      close(nowhere)
    }
    return body()
  }

  /// A device as JSON. The names are a contract.
  struct Report: Encodable {
    struct Card: Encodable {
      let number: Int
      let name: String
    }

    struct Device: Encodable {
      let name: String
      let description: String
      /// Whether it can be opened for it, or is listed for it if it was not tried.
      let playback: Bool
      let capture: Bool
      /// Why it can't be opened; `nil` if it can be, or was not tried.
      let playbackError: String?
      let captureError: String?
      let probed: Bool
      let playbackDetails: Details?
      let captureDetails: Details?
    }

    /// What a device takes in one direction.
    struct Details: Encodable {
      let formats: [String]
      let rates: [Int]
      let rateMin: Int
      let rateMax: Int
      let channelsMin: Int
      let channelsMax: Int
      let periodFramesMin: Int
      let periodFramesMax: Int
      let bufferFramesMin: Int
      let bufferFramesMax: Int
    }

    /// How much is found out about each device.
    enum Depth {
      case listed, probed, detailed
    }

    let cards: [Card]
    let devices: [Device]

    init(_ depth: Depth) {
      cards = AudioDevices.cards().map { Card(number: $0.number, name: $0.name) }
      devices = (AudioDevices.list() + SoundServer.devices()).map { Device($0, depth) }
    }

    func show() {
      if cards.isEmpty {
        StandardOutput.line("There is no sound card; the devices below need none, or use a server.")
      }
      for card in cards { StandardOutput.line("card \(card.number): \(card.name)") }
      let width = devices.map(\.name.count).max() ?? 0
      for device in devices {
        let name = device.name + String(repeating: " ", count: width - device.name.count)
        StandardOutput.line("\(name)  \(device.ways)  \(device.remark)")
        for (verb, details) in [
          ("plays", device.playbackDetails), ("records", device.captureDetails),
        ] {
          guard let details else { continue }
          for line in details.lines(verb) { StandardOutput.line("  \(line)") }
        }
      }
      if devices.contains(where: { !$0.probed }) {
        StandardOutput.line("None of them has been opened; --probe tells which can be used.")
      }
    }
  }
}

extension AudioDevicesCommand.Report.Device {
  fileprivate init(_ device: AudioDevices.Device, _ depth: AudioDevicesCommand.Report.Depth) {
    let isTried = depth != .listed
    func problem(_ direction: AudioDirection) -> String? {
      guard isTried, device.directions.contains(direction) else { return nil }
      return AudioDevices.problem(of: device.name, direction)?.cause
    }
    let (cannotPlay, cannotRecord) = (problem(.playback), problem(.capture))
    playback = device.directions.contains(.playback) && cannotPlay == nil
    capture = device.directions.contains(.capture) && cannotRecord == nil
    name = device.name
    description = device.description
    playbackError = cannotPlay
    captureError = cannotRecord
    probed = isTried
    let isDetailed = depth == .detailed
    typealias Details = AudioDevicesCommand.Report.Details
    playbackDetails = isDetailed && playback ? Details(of: device.name, .playback) : nil
    captureDetails = isDetailed && capture ? Details(of: device.name, .capture) : nil
  }

  /// Two words of equal width: what a device that was tried can do, or what another is listed for.
  fileprivate var ways: String {
    let (plays, records) = probed ? ("plays", "records") : ("plays?", "records?")
    func column(_ word: String, _ isShown: Bool) -> String {
      isShown ? word : String(repeating: " ", count: word.count)
    }
    return "\(column(plays, playback)) \(column(records, capture))"
  }

  /// ALSA's description of it; if it can't be used, why not.
  fileprivate var remark: String {
    let problems = Set([playbackError, captureError].compactMap(\.self))
    guard !playback, !capture, !problems.isEmpty else { return description }
    return "(\(problems.sorted().joined(separator: ", ")))  \(description)"
  }
}

extension AudioDevicesCommand.Report.Details {
  fileprivate init?(of name: String, _ direction: AudioDirection) {
    guard let found = try? DeviceCapabilities(of: name, direction) else { return nil }
    formats = found.formats
    rates = found.rates
    (rateMin, rateMax) = (found.rateRange.lowerBound, found.rateRange.upperBound)
    (channelsMin, channelsMax) = (found.channels.lowerBound, found.channels.upperBound)
    (periodFramesMin, periodFramesMax) = (found.periods.lowerBound, found.periods.upperBound)
    (bufferFramesMin, bufferFramesMax) = (found.buffers.lowerBound, found.buffers.upperBound)
  }

  fileprivate func lines(_ verb: String) -> [String] {
    let rates = rates.map(String.init).joined(separator: ", ")
    return [
      "\(verb): \(formats.joined(separator: " "))",
      "  rates: \(rates) Hz, of \(Self.span(rateMin, rateMax)); "
        + "channels: \(Self.span(channelsMin, channelsMax))",
      "  periods: \(Self.span(periodFramesMin, periodFramesMax)) frames; "
        + "buffers: \(Self.span(bufferFramesMin, bufferFramesMax)) frames",
    ]
  }

  /// A range; beyond a billion there is no end to speak of.
  private static func span(_ lowest: Int, _ highest: Int) -> String {
    if lowest == highest { return "\(lowest)" }
    return highest > 1_000_000_000 ? "\(lowest) and more" : "\(lowest) to \(highest)"
  }
}
