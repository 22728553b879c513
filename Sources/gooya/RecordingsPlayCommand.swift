import ArgumentParser
import CallEngine
import Lines
import Sound
import Store

struct RecordingsPlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play a recording.",
    discussion: """
      Example:
        gooya recordings play 7

      Ctrl-C stops.
      """)

  @Argument(help: "The recording's number.")
  var id: Int64

  @OptionGroup var device: DeviceOptions

  @OptionGroup var data: DataOptions

  func run() throws {
    let (_, path) = try RecordingNumber.find(id, on: try data.recordings())
    try AudioPlayCommand.play(path, title: "recording \(id)", on: device)
  }
}
