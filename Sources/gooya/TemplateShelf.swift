import CallEngine
import Foundation
import Workbench

/// The templates that come with gooya, a folder each.
enum TemplateShelf {
  private static let folder = "MenuScripts/templates"

  /// All templates, by name.
  ///
  /// - Throws: `Failure` if they aren't installed or can't be read.
  static func templates() throws -> [ProjectTemplate] {
    guard let shelf = InstalledFiles.own(folder) ?? InstalledFiles.path(folder) else {
      throw Failure("there is no \(folder) here or where gooya is installed")
    }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: shelf).sorted()
      return try names.map { try template($0, at: "\(shelf)/\($0)") }
    } catch {
      throw Failure("the templates in \(shelf) can't be read: \(error.reason)")
    }
  }

  private static func template(_ name: String, at folder: String) throws -> ProjectTemplate {
    var files: [ProjectTemplate.File] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let full = URL(filePath: "\(folder)/\(path)")
      guard try full.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false else {
        continue
      }
      files.append(
        ProjectTemplate.File(path: path, text: try String(contentsOf: full, encoding: .utf8)))
    }
    return ProjectTemplate(name: name, files: files)
  }
}
