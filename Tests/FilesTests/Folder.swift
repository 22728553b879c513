import Foundation
import Glibc

/// A folder of a test's own, removed with the value.
final class Folder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "gooya-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  @discardableResult
  func write(_ text: String, as name: String, mode: mode_t = 0o644) throws -> String {
    try write(Array(text.utf8), as: name)
    chmod(self(name), mode)
    return self(name)
  }

  @discardableResult
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: self(name)))
    return self(name)
  }

  func link(_ name: String, to target: String) -> String {
    symlink(target, self(name))
    return self(name)
  }

  func text(_ name: String) -> String? {
    (try? Data(contentsOf: URL(filePath: self(name)))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The permissions of what is there, a link's target not looked at.
  func mode(_ name: String) -> mode_t? { status(name).map { $0.st_mode & 0o7777 } }

  func kind(_ name: String) -> mode_t? { status(name).map { $0.st_mode & S_IFMT } }

  func node(_ name: String) -> UInt? { status(name).map { UInt($0.st_ino) } }

  /// All that is in the folder, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  private func status(_ name: String) -> stat? {
    var status = stat()
    return lstat(self(name), &status) == 0 ? status : nil
  }
}
