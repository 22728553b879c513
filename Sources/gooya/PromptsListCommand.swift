import ArgumentParser
import CallEngine
import Foundation
import Sound

struct PromptsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the prompts and their clips.",
    discussion: """
      Example:
        gooya prompts list --language fa-IR --catalog common

      A clip's state is current, missing, stale, stale_recording, altered or unlisted; 'gooya \
      prompts check' says what to do.
      """)

  @OptionGroup var shelf: PromptShelf

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  /// A prompt as JSON. The names are a contract.
  struct Row: Encodable {
    let language: String
    let catalog: String
    let id: String
    let text: String
    /// `synthetic` or `recorded`; missing without a clip.
    let source: ClipManifest.Source?
    let state: ClipState
    let durationSeconds: Double?
    let file: String
  }

  func run() throws {
    var rows: [Row] = []
    for catalog in try shelf.catalogs() {
      rows += try Self.rows(of: catalog)
    }
    if json { return try printJSON(rows) }
    let width = rows.map(\.id.count).max() ?? 0
    var heading = ""
    for row in rows {
      if "\(row.language) \(row.catalog)" != heading {
        heading = "\(row.language) \(row.catalog)"
        StandardOutput.line("\(heading):")
      }
      let id = row.id.padding(toLength: width, withPad: " ", startingAt: 0)
      let length = row.durationSeconds.map { String(format: "%6.2f s", $0) } ?? "        "
      let source = (row.source?.rawValue ?? "").padding(toLength: 9, withPad: " ", startingAt: 0)
      let state = row.state == .current ? "" : "\(row.state.rawValue)  "
      StandardOutput.line("  \(id)  \(length)  \(source)  \(state)\(row.text)")
    }
  }

  private static func rows(of catalog: ClipCatalog) throws -> [Row] {
    let folder = catalog.folder
    let manifest: ClipManifest
    do { manifest = try folder.manifest() } catch { throw Failure("\(error)") }
    let voice = SyntheticVoice(of: folder.language)
    return catalog.prompts.map { prompt in
      let state = ClipState(of: prompt, in: folder, manifest: manifest, voice: voice)
      let entry = state == .missing ? nil : manifest.entries[prompt.id]
      return Row(
        language: folder.language.tag, catalog: folder.catalog, id: prompt.id, text: prompt.text,
        source: entry?.source, state: state,
        durationSeconds: entry.map { Double($0.frames) / Double(ClipStandard.sampleRate) },
        file: folder.clipPath(prompt.id))
    }
  }
}
