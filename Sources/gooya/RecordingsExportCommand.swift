import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines
import Store

struct RecordingsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Copy a recording into a file.",
    discussion: """
      Example:
        gooya recordings export 7 -o message.wav

      The file is for its owner alone, as the recording is.
      """)

  @Argument(help: "The recording's number.")
  var id: Int64

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The WAV file to write.", valueName: "file"))
  var output: String

  @OptionGroup var data: DataOptions

  func run() throws {
    var outputs = Outputs()
    let file = try outputs.add("--output", output, for: .owner)
    try outputs.spare(data.url)
    let (_, path) = try RecordingNumber.find(id, on: try data.recordings())
    do {
      try file?.replace(with: Data(contentsOf: URL(filePath: path)))
    } catch let error as FileFault {
      throw Failure("'\(output)' can't be written: \(error.reason)")
    } catch {
      throw Failure("the recording \(id) can't be read: \(error.localizedDescription)")
    }
    StandardOutput.line("recording \(id) written to \(output)")
  }
}
