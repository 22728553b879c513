import ArgumentParser
import CallEngine
import Foundation
import MenuScript
import Sound

struct PromptsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a studio recording for a prompt.",
    discussion: """
      Example:
        gooya prompts import studio/welcome.wav --id welcome --language fa-IR

      Accepts any format that libsndfile reads; - is the standard input. The recording is mixed to \
      mono (its loudest channel is taken where they would cancel each other), resampled, trimmed, freed of DC offset, brought to the common level, and \
      marked as recorded: 'gooya prompts render' never touches it.
      """)

  @Argument(help: "The sound file.")
  var file: String

  @Option(help: "The prompt that it speaks.")
  var id: String

  @OptionGroup var shelf: PromptShelf

  func validate() throws {
    if shelf.language == nil, shelf.places.isEmpty {
      throw ValidationError("give the recording's --language, such as fa-IR")
    }
  }

  func run() throws {
    let (prompt, folder) = try find()
    do {
      let clip = try folder.take(recording: file, for: prompt)
      let length = String(format: "%.2f s", clip.duration / .seconds(1))
      StandardOutput.line("\(folder.clipPath(prompt.id)): \(length), says: \(prompt.text)")
    } catch {
      throw Failure("\(error)")
    }
  }

  private func find() throws -> (ClipCatalog.Prompt, ClipFolder) {
    guard let language = try shelf.onlyLanguage else {
      throw ValidationError("give the recording's --language, such as fa-IR")
    }
    let catalogs = try shelf.catalogs()
    let found = catalogs.compactMap { catalog in
      catalog.prompts.first { $0.id == id }.map { ($0, catalog.folder) }
    }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      var budget = SuggestionBudget()
      let near = budget.nearest(to: id, among: catalogs.flatMap(\.prompts).map(\.id))
      let place = shelf.catalog.map { "the catalog '\($0)'" } ?? "the catalogs"
      throw ValidationError(
        "there is no prompt '\(id)' in \(place) of \(language)"
          + (near.map { "; did you mean '\($0)'?" } ?? ""))
    }
    let names = found.map(\.1.catalog).joined(separator: ", ")
    throw ValidationError(
      "the prompt '\(id)' is in several catalogs: \(names); choose one with --catalog")
  }
}
