import CallEngine
import Foundation
import Lines
import MenuScript

/// The scripts beside or below a project's folder of prompts.
struct ProjectLines {
  private let prompts: String

  /// The most files that a project may have; a folder with more, such as a home folder, isn't one.
  private static let mostFiles = 2000

  init(promptsIn folder: String) { prompts = folder }

  /// The languages in which a script speaks a value: an amount, a number, a date.
  var languagesOfValues: Set<Language> {
    let compiler = MenuScriptCompiler(
      services: LinesOfBusiness.signatures, validationRules: LinesOfBusiness.validationRules,
      prompts: PromptFolders(named: prompts))
    var languages: Set<Language> = []
    for script in files {
      let result = compiler.compile(fileAt: script)
      guard let program = result.program, let source = result.sources.first,
        source.text.contains("value")
      else { continue }
      languages.formUnion(program.languages)
    }
    return languages
  }

  private var files: [String] {
    let root = URL(filePath: prompts).standardizedFileURL.deletingLastPathComponent().path
    guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
    var files: [String] = []
    var seen = 0
    while let name = walk.nextObject() as? String, seen < Self.mostFiles {
      seen += 1
      let parts = name.split(separator: "/")
      if parts.last?.hasPrefix(".") ?? false || parts.last == "Prompts" || parts.count > 3 {
        walk.skipDescendants()
      } else if name.hasSuffix(".yaml"), !parts.dropLast().contains("scenarios") {
        files.append("\(root)/\(name)")
      }
    }
    return files
  }
}
