import CallEngine
import Foundation
import Lines

/// A line that comes with gooya, and the folder of its script.
struct ShippedLine {
  let line: any LineOfBusiness
  let folder: String

  /// - Throws: `Failure` if its folder is missing.
  init(_ line: any LineOfBusiness) throws {
    let name = "MenuScripts/\(line.folder)"
    guard let folder = InstalledFiles.path(name) else {
      throw Failure("there is no \(name) here or where gooya is installed; name a script")
    }
    self.line = line
    self.folder = folder
  }

  /// The line with a name; `nil` if there is none.
  static func named(_ name: String) -> (any LineOfBusiness)? {
    LinesOfBusiness.all.first { $0.name == name }
  }

  /// The place that an argument names: a file or folder of that name if there is one, otherwise the
  /// folder of a line's script. A name of neither is returned as it is.
  static func place(_ argument: String) -> String {
    if FileManager.default.fileExists(atPath: argument) { return argument }
    guard let line = named(argument), let shipped = try? ShippedLine(line) else { return argument }
    return shipped.folder
  }
}
