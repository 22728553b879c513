import Foundation

/// Texts that an editor holds and hasn't saved; they stand for what is in their files.
public struct UnsavedTexts: Sendable {
  private var texts: [String: String] = [:]

  public init() {}

  /// The text for a file; `nil` if none is held. Relative paths are those of the current folder.
  public subscript(path: String) -> String? {
    get { texts.isEmpty ? nil : texts[Self.absolute(path)] }
    set { texts[Self.absolute(path)] = newValue }
  }

  /// The names of the files that are held of a folder.
  func names(in folder: String) -> [String] {
    guard !texts.isEmpty else { return [] }
    let start = Self.absolute(folder) + "/"
    return texts.keys.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
      .filter { !$0.contains("/") }
  }

  private static func absolute(_ path: String) -> String {
    let prefix = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
    return URL(filePath: prefix + path).standardizedFileURL.path
  }
}
