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

      The names are those that ALSA offers; whether a device can be used is known only by opening \
      it, which --probe does.
      """)

  @Flag(help: "Open each device for a moment, to see whether it can be used.")
  var probe = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let report = probe ? Self.withoutComplaints { Report(probing: true) } : Report(probing: false)
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
      let playback: Bool
      let capture: Bool
      /// Why it can't be opened; `nil` if it can be, or was not tried.
      let playbackError: String?
      let captureError: String?
      let probed: Bool
    }

    let cards: [Card]
    let devices: [Device]

    init(probing: Bool) {
      cards = AudioDevices.cards().map { Card(number: $0.number, name: $0.name) }
      devices = AudioDevices.list().map { device in
        let problem = { (direction: AudioDirection) -> String? in
          guard probing, device.directions.contains(direction) else { return nil }
          return AudioDevices.problem(of: device.name, direction)?.cause
        }
        return Device(
          name: device.name, description: device.description,
          playback: device.directions.contains(.playback),
          capture: device.directions.contains(.capture),
          playbackError: problem(.playback), captureError: problem(.capture), probed: probing)
      }
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
      }
    }
  }
}

extension AudioDevicesCommand.Report.Device {
  /// Two words of equal width; for a device that was tried, only what it can do.
  fileprivate var ways: String {
    let play = playback && playbackError == nil ? "plays" : "     "
    let hear = capture && captureError == nil ? "records" : "       "
    return "\(play) \(hear)"
  }

  /// ALSA's description of it; if it can't be used, why not.
  fileprivate var remark: String {
    let problems = Set([playbackError, captureError].compactMap(\.self))
    let canNothing = (!playback || playbackError != nil) && (!capture || captureError != nil)
    guard canNothing else { return description }
    return "(\(problems.sorted().joined(separator: ", ")))  \(description)"
  }
}
