internal import Foundation

extension DataFolder {
  /// Makes sure that nobody but its owner reads or writes the data.
  ///
  /// Other users' permissions are removed from gooya's own files, and from a folder that contains
  /// nothing else. A folder with other contents may be meant to be readable, so it stays readable;
  /// but if others can write to it, they could replace the database, so such a folder is refused.
  ///
  /// - Throws: `StoreError`, also if one of gooya's file names belongs to something that isn't a
  ///   regular file: SQLite would wait for a FIFO forever.
  static func closeToOthers(_ folder: URL) throws {
    let path = folder.path
    try close(path, unless: isShared(path))
    for name in ownNames {
      let path = folder.appendingPathComponent(name).path
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      let format = status.st_mode & S_IFMT
      if companionNames.contains(name), format != S_IFREG {
        throw StoreError(.unreadable, "open the data", path: path, reason: "it is not a file")
      }
      try close(path)
    }
  }

  private static let ownNames =
    [databaseName, speechName, recordingsName, listenersName] + companionNames

  /// Removes other users' permissions from a file or folder.
  ///
  /// - Parameter isShared: whether others may keep reading it.
  private static func close(_ path: String, unless isShared: Bool = false) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let rights = status.st_mode & (S_IRWXG | S_IRWXO)
    let writes = rights & (S_IWGRP | S_IWOTH)
    if rights == 0 || isShared && writes == 0 { return }
    guard !isShared, chmod(path, status.st_mode & ~(S_IFMT | S_IRWXG | S_IRWXO)) == 0 else {
      throw StoreError(
        .exposed, "open the data", path: path,
        reason: "other users can \(writes == 0 ? "read" : "write") it")
    }
  }

  /// Whether a folder is used for other things too, as `/tmp` is.
  private static func isShared(_ path: String) -> Bool {
    let own = ownNames
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var status = stat()
    let isSticky = stat(path, &status) == 0 && status.st_mode & S_ISVTX != 0
    return isSticky || !names.allSatisfy(own.contains)
  }
}
