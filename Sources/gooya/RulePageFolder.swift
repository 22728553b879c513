import Files
import Foundation
import LanguageServer
import MenuScript

/// The rules' pages as files, which editors open from a diagnostic's code. They are in the user's
/// cache, and written when they are first asked for.
final class RulePageFolder {
  private let folder: String
  private var uris: [String: String] = [:]

  /// - Returns: `nil` if there is no cache to write to.
  init?() {
    guard let cache = UserFolder.cache.path(ProcessInfo.processInfo.environment) else { return nil }
    folder = cache + "/gooya/rules"
    guard
      (try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)) != nil
    else { return nil }
  }

  /// The URI of a rule's page; `nil` if it can't be written.
  func uri(of code: String) -> String? {
    if let known = uris[code] { return known }
    guard let page = RulePage.page(for: code) else { return nil }
    let path = "\(folder)/\(code).md"
    guard (try? OutputFile(path).replace(with: (page.markdown + "\n").utf8)) != nil else {
      return nil
    }
    let uri = URL(filePath: path).absoluteString
    uris[code] = uri
    return uri
  }
}
