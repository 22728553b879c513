import Foundation
import MenuScript

extension LanguageServer {
  static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// The YAML files in a folder, sorted.
  static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  /// The folder of prompts that a catalog `<folder>/<language>/<name>.yaml` is in.
  static func promptFolder(ofCatalogAt path: String) -> String? {
    let prompts = folder(of: folder(of: path))
    return prompts.hasSuffix("/Prompts") ? prompts : nil
  }

  /// The catalogs with the same name in every language, sorted.
  static func translations(ofCatalogAt path: String) -> [String] {
    guard let prompts = promptFolder(ofCatalogAt: path),
      let name = path.split(separator: "/").last
    else { return [path] }
    let languages = (try? FileManager.default.contentsOfDirectory(atPath: prompts)) ?? []
    return languages.sorted().map { "\(prompts)/\($0)/\(name)" }
      .filter { $0 == path || FileManager.default.fileExists(atPath: $0) }
  }

  /// Files that may be scripts, in a folder and those inside it. The search is bounded: a client may
  /// have opened a home folder.
  static func scripts(below root: String) -> [String] {
    var found: [String] = []
    var waiting = [(folder: root, depth: 0)]
    var seen = 0
    while let (folder, depth) = waiting.popLast(), seen < mostFiles {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      seen += names.count + 1
      for name in names where !name.hasPrefix(".") {
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
          if !["scenarios", "messages"].contains(folder.split(separator: "/").last) {
            found.append("\(folder)/\(name)")
          }
        } else if !name.contains("."), depth < deepestFolder {
          waiting.append(("\(folder)/\(name)", depth + 1))
        }
      }
    }
    return found.sorted()
  }

  private static let mostFiles = 20_000
  private static let deepestFolder = 4

  // MARK: What a folder of prompts has

  /// The languages that there are prompts in.
  func promptLanguages(near reading: Reading) -> [String] {
    guard let folder = surroundings.compiler.prompts.folder(forScriptAt: reading.path) else {
      return []
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }

  /// The names of the catalogs that there are in any language.
  func catalogs(near reading: Reading) -> [String] {
    guard let folder = surroundings.compiler.prompts.folder(forScriptAt: reading.path) else {
      return []
    }
    let files = promptLanguages(near: reading).flatMap { Self.files(in: "\(folder)/\($0)") }
    let names = files.compactMap { $0.split(separator: "/").last?.split(separator: ".").first }
    return Set(names.map(String.init)).sorted()
  }
}
