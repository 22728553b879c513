import CallEngine
import Files
import Foundation
import MenuScript

/// A file that `fmt` looks at.
struct FormattedFile {
  let path: String
  /// Named by the user rather than found in a folder, so it is expected to be one of ours.
  let isNamed: Bool

  /// The result of formatting a file.
  struct Change {
    let file: String
    let before: String
    let after: String
  }

  /// The file that a path names, or all `.yaml` files in a folder except in hidden folders.
  ///
  /// - Throws: `Failure` if there is nothing there.
  static func found(at argument: String) throws -> [FormattedFile] {
    let path = ShippedLine.place(argument)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("there is no file or folder '\(path)'")
    }
    guard isFolder.boolValue else { return [FormattedFile(path: path, isNamed: true)] }
    let base = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
        && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted().map { FormattedFile(path: base == "." ? $0 : "\(base)/\($0)", isNamed: false) }
  }

  /// What would change; `nil` if nothing would.
  ///
  /// - Throws: `Failure` if the file can't be read.
  func change() throws -> Change? {
    let bytes: Data
    do throws(FileFault) {
      bytes = Data(try InputFile.read(path, atMost: ReadingLimits.standard.fileSize))
    } catch {
      throw Failure("\(path): can't be read: \(error.reason)")
    }
    guard let text = try format(bytes), !text.utf8.elementsEqual(bytes) else { return nil }
    return Change(file: path, before: String(decoding: bytes, as: UTF8.self), after: text)
  }

  /// The canonical form; `nil` if the file isn't ours.
  ///
  /// - Throws: `Failure` if it can't be formatted.
  func format(_ bytes: Data) throws -> String? {
    switch ScriptFormatter().format(bytes, file: path) {
    // A flat map of texts may be any program's file.
    case .formatted(let text, .catalog): return isNamed || isInPrompts ? text : nil
    case .formatted(let text, _): return text
    case .foreign:
      if !isNamed { return nil }
      throw Failure("\(path): not a menu script, scenario or prompt catalog")
    case .unreadable(let text):
      throw Failure(text.withoutLastBreak)
    case .changedMeaning:
      throw Failure(
        "\(path): not changed: formatting would change its content; this is a bug in gooya")
    }
  }

  /// Whether it lies where catalogs are: `Prompts/<language>/`.
  private var isInPrompts: Bool {
    let prefix = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
    let folder = URL(filePath: prefix + path).deletingLastPathComponent()
    return folder.deletingLastPathComponent().lastPathComponent == "Prompts"
  }
}

extension FormattedFile.Change {
  /// Replaces the file atomically and keeps its permissions; follows links.
  ///
  /// - Throws: `Failure` if it can't be written; then the file is unchanged.
  func write() throws {
    do throws(FileFault) { try OutputFile(file).replace(with: after.utf8) } catch {
      throw Failure("\(file): can't be written: \(error.reason)")
    }
  }
}
