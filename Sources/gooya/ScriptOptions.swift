import ArgumentParser
import CallEngine
import Foundation
import Lines
import MenuScript
import Speech

/// The script that a command works on.
struct ScriptOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A menu script, its folder, or one of gooya's lines. (default: \(LinesOfBusiness.all[0].name))"
    ))
  var script: String?

  @OptionGroup var prompts: PromptOptions
}

/// Where a command looks for prompt catalogs.
struct PromptOptions: ParsableArguments {
  @Option(
    name: .customLong("prompts"),
    help: ArgumentHelp(
      "The folder of prompt catalogs, instead of the ones near the script.", valueName: "dir"))
  var folder: String?

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--prompts takes the name of a folder") }
  }

  var compiler: MenuScriptCompiler { Self.compiler(named: folder) }

  /// - Parameter folder: the only folder of prompts; `nil` for those near each script.
  static func compiler(named folder: String?) -> MenuScriptCompiler {
    MenuScriptCompiler(
      services: LinesOfBusiness.signatures, validationRules: LinesOfBusiness.validationRules,
      prompts: PromptFolders(named: folder, installed: InstalledFiles.path("Prompts")))
  }
}

/// A compiled script.
struct CompiledScript {
  let path: String
  let program: MenuProgram
  let narrator: Narrator
  /// The folder of its catalogs and clips; `nil` if there is none.
  let promptFolder: String?
  /// The files that it was compiled from: the script and its catalogs.
  let sources: [String]

  /// Compiles a script, and tells its diagnostics.
  ///
  /// - Throws: `Failure` if the script has errors.
  init(
    _ script: String?, compiler: MenuScriptCompiler,
    report: (CompilationResult) -> Void = { StandardError.text($0.text) }
  ) throws {
    path = try Self.path(script)
    let result = compiler.compile(fileAt: path)
    if !result.diagnostics.isEmpty { report(result) }
    guard let program = result.program else {
      throw Failure("\(path) has errors; fix them and try again")
    }
    self.program = program
    narrator = Narrator(result)
    sources = result.sources.map(\.file)
    promptFolder = compiler.prompts.folder(forScriptAt: path)
  }

  /// Takes what was compiled already; `nil` if it has errors.
  init?(_ path: String, _ result: CompilationResult, compiler: MenuScriptCompiler) {
    guard let program = result.program else { return nil }
    self.path = path
    self.program = program
    narrator = Narrator(result)
    sources = result.sources.map(\.file)
    promptFolder = compiler.prompts.folder(forScriptAt: path)
  }

  /// The file that a script's name stands for.
  static func path(_ script: String?) throws -> String {
    guard let script else { return file(try ShippedLine(LinesOfBusiness.all[0]).folder) }
    let file = file(script)
    guard FileManager.default.fileExists(atPath: file) else {
      let lines = LinesOfBusiness.all.map { "'\($0.name)'" }.joined(separator: ", ")
      throw Failure(
        file != script || script.contains("/") || script.contains(".")
          ? "there is no script '\(file)'"
          : "there is no script '\(file)', and gooya's lines are \(lines)")
    }
    return file
  }

  /// The script in a named folder, or of a line of gooya's; it may not exist.
  static func file(_ script: String) -> String {
    let place = ShippedLine.place(script)
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
    return isFolder.boolValue ? place + (place.hasSuffix("/") ? "" : "/") + "menu.yaml" : place
  }
}

/// Files that come with gooya.
enum InstalledFiles {
  /// Finds a file or folder from the current folder upwards, otherwise beside the program or in its
  /// `share/gooya`. A path below the current folder is returned relative to it.
  static func path(_ name: String) -> String? {
    let files = FileManager.default
    if files.fileExists(atPath: name) { return name }
    return path(name, upwardsFrom: URL(filePath: files.currentDirectoryPath)) ?? own(name)
  }

  /// Finds a file or folder that came with the program, wherever the user is.
  static func own(_ name: String) -> String? {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    return program.flatMap { path(name, upwardsFrom: $0) }
  }

  private static func path(_ name: String, upwardsFrom start: URL) -> String? {
    let files = FileManager.default
    var folder = start
    while folder.path != "/" {
      for candidate in [
        folder.appending(path: name), folder.appending(path: "share/gooya/\(name)"),
      ]
      where files.fileExists(atPath: candidate.path) {
        return candidate.path
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}

extension MenuProgram {
  /// - Throws: `ValidationError` if the script doesn't support the language.
  func language(_ tag: String, ofScriptAt path: String) throws -> Language {
    let language = Language(tag)
    if languages.contains(language) { return language }
    let declared = languages.map(\.tag).joined(separator: ", ")
    throw ValidationError("\(path) doesn't support '\(tag)'; it supports \(declared)")
  }
}

extension Narrator {
  /// Speaks the texts of a script's catalogs.
  init(_ result: CompilationResult) {
    self.init(library: PromptLibrary(result.catalogs))
  }
}
