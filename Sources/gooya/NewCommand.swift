import ArgumentParser
import CallEngine
import Foundation
import Glibc
import LanguageServer
import Speech
import Workbench

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Create a line of your own: a script, its prompts, and scenarios that pass.",
    discussion: """
      A text that the template doesn't have in one of the languages is in English, marked as to \
      be translated. A template that reads values aloud needs languages in which that can be done.

      Examples:
        gooya new --list
        gooya new front-desk
        gooya new poll --like survey --languages en-US,de-DE

      Exit status: 0, 1 if the folder can't be created, 64 for wrong usage.
      """)

  @Argument(help: "The folder to create, in the current folder.")
  var name: String?

  @Flag(help: "List the templates.")
  var list = false

  @Option(help: ArgumentHelp("The template to start from.", valueName: "template"))
  var like = "directory"

  @Option(
    help: ArgumentHelp(
      "The languages that it speaks, the first by default.", valueName: "languages"))
  var languages = "fa-IR,en-US"

  private var tags: [String] {
    languages.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  func validate() throws {
    if list {
      guard name == nil else { throw ValidationError("--list creates nothing; leave out the name") }
      return
    }
    guard let name else {
      throw ValidationError("name the folder to create, or give --list for the templates")
    }
    let isOrdinary = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_".unicodeScalars.contains($0)
    }
    guard isOrdinary, let first = name.first, first != "-", name.utf8.count <= 100 else {
      throw ValidationError(
        "'\(name)' can't be a line's name: use letters, digits, '-' and '_', at most 100 bytes, and don't begin with '-'"
      )
    }
    for tag in tags where !tag.contains(#/^[a-z]{2,3}-([A-Z]{2}|[0-9]{3})$/#) {
      throw ValidationError("'\(tag)' isn't a language with its region; write it like 'de-DE'")
    }
    guard Set(tags).count == tags.count else {
      throw ValidationError("'\(languages)' names a language twice")
    }
  }

  func run() throws {
    let templates = try TemplateShelf.templates()
    guard let name else {
      for template in templates {
        let languages = template.languages.joined(separator: ", ")
        StandardOutput.line("\(template.name): \(template.summary) [\(languages)]")
      }
      return
    }
    guard let template = templates.first(where: { $0.name == like }) else {
      let names = templates.map { "'\($0.name)'" }.joined(separator: ", ")
      throw ValidationError("there is no template '\(like)'; there are \(names)")
    }
    try demandReadings(of: template, among: templates)
    let files = template.project(in: tags).map(\.withSchema)
    try make(files, in: name)
    for file in files where !file.path.hasPrefix("scenarios/") {
      StandardOutput.line("\(name)/\(file.path)")
    }
    let count = files.count { $0.path.hasPrefix("scenarios/") }
    StandardOutput.line("\(name)/scenarios/: \(count) scenarios")
    let open = files.filter { $0.untranslated > 0 }
    if !open.isEmpty {
      let texts = open.map(\.untranslated).reduce(0, +)
      let places = open.map { "\(name)/\($0.path)" }.joined(separator: ", ")
      StandardOutput.line(
        "\(texts) texts are still to be translated, each below '# to translate': \(places)")
    }
    StandardOutput.text(
      """

      Now call it, and change what you like:
        gooya call \(name)
        gooya check \(name)
        gooya test \(name)

      """)
  }

  /// - Throws: `ValidationError` if the template reads values and a language can't.
  private func demandReadings(
    of template: ProjectTemplate, among templates: [ProjectTemplate]
  ) throws {
    guard template.readsValues else { return }
    for tag in tags {
      guard let obstacle = Verbalizer.obstacle(to: Language(tag)) else { continue }
      let others = templates.filter { !$0.readsValues }.map { "'\($0.name)'" }
      throw ValidationError(
        "the template '\(like)' reads values aloud, which can't be done in '\(tag)': \(obstacle); "
          + "these read none: \(others.joined(separator: ", "))")
    }
  }

  /// Creates the folder, all of it or nothing.
  ///
  /// - Throws: `Failure`.
  private func make(_ files: [ProjectTemplate.File], in name: String) throws {
    let manager = FileManager.default
    var status = stat()
    if lstat(name, &status) == 0 {
      throw Failure("'\(name)' already exists; choose another name or remove it")
    }
    let fresh = ".\(name).gooya-\(UUID().uuidString)"
    do {
      try manager.createDirectory(atPath: fresh, withIntermediateDirectories: false)
      for file in files {
        let target = URL(filePath: "\(fresh)/\(file.path)")
        try manager.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: target)
      }
      // A folder that has appeared in the meantime isn't empty, and stays.
      guard rename(fresh, name) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    } catch {
      try? manager.removeItem(atPath: fresh)
      throw Failure("'\(name)' can't be created: \(error.reason)")
    }
  }
}

extension ProjectTemplate.File {
  /// The file with a first line by which editors find its schema, if it has one that is installed.
  fileprivate var withSchema: ProjectTemplate.File {
    let kinds: [(path: String, kind: LanguageServer.Schema)] = [
      ("menu.yaml", .script), ("scenarios/", .scenario), ("Prompts/", .catalog),
      ("messages/", .messages),
    ]
    let mark = "# yaml-language-server: $schema="
    guard path.hasSuffix(".yaml"), let kind = kinds.first(where: { path.hasPrefix($0.path) })?.kind,
      let schema = try? SchemaFile(kind)
    else { return self }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if lines.first?.hasPrefix(mark) == true { lines.removeFirst() }
    return ProjectTemplate.File(
      path: path, text: mark + schema.path + "\n" + lines.joined(separator: "\n"))
  }
}
