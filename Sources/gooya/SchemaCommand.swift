import ArgumentParser
import CallEngine
import Files
import Foundation
import LanguageServer
import MenuScript

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scripts, scenarios, catalogs or messages.",
    discussion: """
      Editors complete and check YAML by a schema; Documentation/editors.md says how. 'gooya new' \
      writes the line that names it.

      Examples:
        gooya schema > menu-script.schema.json
        gooya schema --path scenario

      Exit status: 0, 1 if the schemas aren't installed.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case script, scenario, catalog, messages

    var schema: LanguageServer.Schema {
      switch self {
      case .script: .script
      case .scenario: .scenario
      case .catalog: .catalog
      case .messages: .messages
      }
    }
  }

  @Argument(help: "script, scenario, catalog or messages.")
  var kind = Kind.script

  @Flag(help: "Print where the schema is, instead of itself.")
  var path = false

  func run() throws {
    let file = try SchemaFile(kind.schema)
    if path { return StandardOutput.line(VisibleText(file.path)) }
    StandardOutput.file(file.text)
  }
}

/// A schema that came with gooya.
struct SchemaFile {
  let path: String
  let text: String

  /// - Throws: `Failure` if it isn't installed.
  init(_ kind: LanguageServer.Schema) throws {
    guard let path = InstalledFiles.own("MenuScripts/\(kind.fileName)") else {
      throw Failure("MenuScripts/\(kind.fileName) isn't where gooya is installed")
    }
    self.path = path
    do throws(FileFault) {
      text = String(
        decoding: try InputFile.read(path, atMost: ReadingLimits.standard.fileSize), as: UTF8.self)
    } catch {
      throw Failure("\(path) can't be read: \(error.reason)")
    }
  }
}

extension LanguageServer.Schema {
  /// The schema's file in `MenuScripts`.
  var fileName: String {
    switch self {
    case .script: "menu-script.schema.json"
    case .scenario: "scenario.schema.json"
    case .catalog: "catalog.schema.json"
    case .messages: "messages.schema.json"
    }
  }
}
