import CallEngine
import Files
import Foundation
import MenuScript

/// A file that `fmt` was to look at.
struct FormattedFile {
  let path: String
  /// Named by the user, not found in a folder: then it is meant to be one of ours.
  let isNamed: Bool

  /// What would become of a file.
  struct Change {
    let file: String
    let before: String
    let after: String
  }

  /// The file that a path names or, of a folder, all `.yaml` files but those in hidden ones.
  ///
  /// - Throws: `Failure` if there is nothing there.
  static func found(at path: String) throws -> [FormattedFile] {
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

  /// The canonical form; `nil` for what isn't ours.
  ///
  /// - Throws: `Failure` if there is none.
  func format(_ bytes: Data) throws -> String? {
    switch ScriptFormatter().format(bytes, file: path) {
    // A flat map of texts may be anybody's.
    case .formatted(let text, .catalog): return isNamed || isInPrompts ? text : nil
    case .formatted(let text, _): return text
    case .foreign:
      if !isNamed { return nil }
      throw Failure("\(path): this is neither a menu script, nor a scenario, nor a prompt catalog")
    case .unreadable(let text):
      throw Failure(text.withoutLastBreak)
    case .changedMeaning:
      throw Failure(
        "\(path): left as it is: it would not say the same; this is a fault of gooya's own")
    }
  }

  /// Whether it lies where catalogs do: `Prompts/<language>/`.
  private var isInPrompts: Bool {
    let prefix = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
    let folder = URL(filePath: prefix + path).deletingLastPathComponent()
    return folder.deletingLastPathComponent().lastPathComponent == "Prompts"
  }
}

extension FormattedFile.Change {
  /// Replaces the file in one step, with its permissions; through links, the file that they lead to.
  ///
  /// - Throws: `Failure` if it can't; then the file is as before.
  func write() throws {
    do throws(FileFault) { try OutputFile(file).replace(with: after.utf8) } catch {
      throw Failure("\(file): can't be written: \(error.reason)")
    }
  }
}
