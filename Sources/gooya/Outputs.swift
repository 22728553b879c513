import ArgumentParser
import CallEngine
import Files
import Foundation
import Lines
import Store

/// The files that a command is going to write. They are checked before anything is written, so that
/// no existing file is lost: none may be another output, or a file that the command reads.
struct Outputs {
  private var named: [(option: String, file: OutputFile)] = []

  /// Adds a file.
  ///
  /// - Parameter option: the option that names it.
  /// - Returns: the file; `nil` if no path is given.
  /// - Throws: `ValidationError` if it has no name or is another output; `Failure` if it can't be
  ///   written.
  mutating func add(
    _ option: String, _ path: String?, for readers: OutputFile.Readers = .unchanged
  ) throws -> OutputFile? {
    guard let path else { return nil }
    if path.isEmpty { throw ValidationError("\(option) takes the name of a file") }
    let file: OutputFile
    do throws(FileFault) { file = try OutputFile(path, for: readers) } catch {
      throw Failure("'\(path)' can't be written: \(error.reason)")
    }
    if let other = named.first(where: { $0.file.place == file.place }), !file.place.isDevice {
      throw ValidationError("\(option) and \(other.option) name the same file, '\(path)'")
    }
    named.append((option, file))
    return file
  }

  /// Checks that no output is a file that is read.
  ///
  /// - Parameter what: what the files are, such as "the script".
  /// - Throws: `ValidationError`.
  func spare(_ what: String, _ paths: some Sequence<String>) throws {
    if named.isEmpty { return }
    let places = Set(paths.map { FilePlace($0) })
    for (option, file) in named where places.contains(file.place) {
      throw ValidationError(
        "\(option) would overwrite \(what) '\(file.path)'; name another file")
    }
  }

  /// Checks that no output is in the data folder.
  ///
  /// - Throws: `ValidationError`.
  func spare(_ data: URL = DataFolder.defaultURL()) throws {
    let folder = data.path
    for (option, file) in named where file.place.isIn(FilePlace(folder)) {
      throw ValidationError(
        "\(option) would write '\(file.path)' into the data folder; name a file elsewhere")
    }
    // A database may have other names too.
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    try spare("the data", files.map { "\(folder)/\($0)" })
  }

  /// Checks that no output is a script or one of its sources: catalogs and their clips.
  ///
  /// - Throws: `ValidationError`.
  func spare(_ compiled: CompiledScript) throws {
    try spare("the script", [compiled.path])
    try spare("the prompt catalog", compiled.sources)
    guard let prompts = compiled.promptFolder else { return }
    for (option, file) in named where file.place.isIn(FilePlace(prompts)) {
      let ending = URL(filePath: file.path).pathExtension.lowercased()
      guard ["flac", "json", "yaml", "yml"].contains(ending) else { continue }
      throw ValidationError(
        "\(option) would write '\(file.path)' among the prompts; name a file elsewhere")
    }
  }
}
