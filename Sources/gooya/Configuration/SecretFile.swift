import CallEngine
import Files
import Foundation

/// A file whose first line is a password or the like. Only its owner may read or change it.
struct SecretFile {
  let path: String
  /// Longer than any password.
  private static let longest = 4096

  /// - Parameter configuration: the file that names it; a relative path is meant from there.
  init(_ path: String, besideFileAt configuration: String?) {
    let expanded = (path as NSString).expandingTildeInPath
    guard !expanded.hasPrefix("/"), let configuration else {
      self.path = expanded
      return
    }
    let folder = (configuration as NSString).deletingLastPathComponent
    self.path = (folder as NSString).appendingPathComponent(expanded)
  }

  /// - Parameter setting: that it is for, named in what is wrong with it.
  /// - Throws: `Failure`.
  func read(_ setting: String) throws -> String {
    let bytes: [UInt8]
    do throws(FileFault) {
      bytes = try InputFile.whole(path, atMost: Self.longest)
    } catch {
      throw unusable(error.reason, setting)
    }
    try demandPrivacy(setting)
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard let secret = String(validating: line, as: UTF8.self), !secret.isEmpty else {
      throw unusable("its first line is empty or no text", setting)
    }
    return secret
  }

  /// - Throws: `Failure` if somebody else could read or change it, or it isn't there.
  func demandPrivacy(_ setting: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw unusable(String(cString: strerror(errno)), setting)
    }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw unusable("it belongs to another user", setting)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw unusable("others than its owner can open it; run: chmod 600 '\(path)'", setting)
    }
  }

  private func unusable(_ reason: String, _ setting: String) -> Failure {
    Failure("\(setting): the file '\(path)' can't be used: \(reason)")
  }
}
