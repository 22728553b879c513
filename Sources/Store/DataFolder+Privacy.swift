internal import Foundation

extension DataFolder {
  /// Makes sure that nobody but its owner reads or writes the data.
  ///
  /// The rights of others to gooya's own files are taken away, whoever gave them, and so are those to
  /// a folder that has nothing else in it. A folder with other things in it may be meant to be seen,
  /// so it stays readable; but where others may write, they could put a database of theirs in place
  /// of ours, so such a folder is refused.
  ///
  /// - Throws: `StoreError`, also if something that is no file stands where a file of ours would be:
  ///   SQLite would wait for a FIFO for ever.
  static func closeToOthers(_ folder: URL) throws {
    let path = folder.path
    try close(path, unless: isShared(path))
    for name in [databaseName, speechName] + companionNames {
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

  /// Takes the rights of others to a file or folder away.
  ///
  /// - Parameter isShared: whether others may go on reading it.
  private static func close(_ path: String, unless isShared: Bool = false) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let rights = status.st_mode & (S_IRWXG | S_IRWXO)
    let writes = rights & (S_IWGRP | S_IWOTH)
    if rights == 0 || isShared && writes == 0 { return }
    guard !isShared, chmod(path, status.st_mode & ~(S_IFMT | S_IRWXG | S_IRWXO)) == 0 else {
      throw StoreError(
        .exposed, "open the data", path: path,
        reason: "others may \(writes == 0 ? "read" : "write") it")
    }
  }

  /// Whether a folder is used for other things too, as `/tmp` is.
  private static func isShared(_ path: String) -> Bool {
    let own = [databaseName, speechName] + companionNames
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var status = stat()
    let isSticky = stat(path, &status) == 0 && status.st_mode & S_ISVTX != 0
    return isSticky || !names.allSatisfy(own.contains)
  }
}
