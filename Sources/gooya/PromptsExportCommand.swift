import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines
public import Sound
import Store

struct PromptsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the clips in formats for Asterisk and FreeSWITCH.",
    discussion: """
      Example:
        gooya prompts export sounds --format ulaw --language fa-IR

      Files are DIR/<language>/<catalog>/<id>.<format>. ulaw and alaw are headerless G.711 at 8 kHz, \
      sln16 is headerless 16-bit linear at 16 kHz, all for Asterisk; wav8k is a WAV file of 16 bits \
      at 8 kHz, for FreeSWITCH.

      A project's export includes the number clips that its lines speak; gooya's own, if the \
      project has none.

      A file that wasn't written by an export is kept, unless --force is given.

      Exit status: 0, or 1 if a clip is missing or can't be written.
      """)

  @Argument(help: ArgumentHelp("The folder to write to; created if missing.", valueName: "dir"))
  var destination: String

  @Option(help: "ulaw, alaw, sln16 or wav8k.")
  var format: ClipExportFormat

  @OptionGroup var shelf: PromptShelf

  @Flag(help: "Overwrite files that weren't written by an export.")
  var force = false

  func validate() throws {
    if destination.isEmpty { throw ValidationError("<dir> takes the name of a folder") }
  }

  func run() throws {
    if FilePlace(destination).isIn(FilePlace(DataFolder.defaultURL().path)) {
      throw ValidationError("'\(destination)' is in the data folder; name a folder elsewhere")
    }
    var export = ClipExport(to: destination, as: format, force: force)
    var written = 0
    var failed = false
    let catalogs = try shelf.catalogs()
    for catalog in try catalogs + shelf.vocabulary(for: catalogs) {
      for prompt in catalog.prompts {
        do {
          try export.write(prompt.id, of: catalog.folder)
          written += 1
        } catch {
          failed = true
          StandardError.line("\(error)")
        }
      }
    }
    do { try export.finish() } catch { throw Failure("\(error)") }
    StandardOutput.line("clips written to \(destination): \(written)")
    if failed { throw ExitCode(1) }
  }
}

extension ClipExportFormat: ExpressibleByArgument {}
