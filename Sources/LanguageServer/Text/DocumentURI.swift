import Foundation

/// `file:` URIs and the paths that they stand for.
enum DocumentURI {
  /// The absolute path of a document; `nil` if it is in no file, such as `untitled:` ones.
  static func path(of uri: String) -> String? {
    guard uri.lowercased().hasPrefix("file://"),
      let decoded = uri.dropFirst(7).drop(while: { $0 != "/" }).removingPercentEncoding,
      decoded.hasPrefix("/"), !decoded.contains("\0")
    else { return nil }
    return standardized(decoded)
  }

  static func uri(ofPath path: String) -> String {
    let absolute = standardized(path)
    return "file://" + (absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute)
  }

  /// An absolute path without `.` and `..`; the compiler shortens paths below the current folder.
  static func standardized(_ path: String) -> String {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    var parts: [Substring] = []
    for part in absolute.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static let allowed = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
}
