internal import Files
package import Foundation

/// Where gooya keeps its data.
package enum DataFolder {
  /// The database's file within a data folder.
  package static let databaseName = "gooya.sqlite"
  /// The files that SQLite keeps beside the database, and the lock file that shows which calls are
  /// in progress.
  static let companionNames = ["-wal", "-shm", "-journal"].map { databaseName + $0 } + [lockName]
  static let lockName = "gooya.lock"
  /// The subfolder for synthesised words.
  package static let speechName = "speech"
  /// The subfolder for what callers said.
  package static let recordingsName = "recordings"
  /// The subfolder for the sockets of running listeners.
  package static let listenersName = "listeners"

  /// The user's data folder by the XDG base directory specification: `$XDG_DATA_HOME/gooya`, or
  /// `~/.local/share/gooya`. A relative `XDG_DATA_HOME` is ignored, as the specification requires.
  package static func defaultURL(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL {
    let home =
      environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
      ?? FileManager.default.homeDirectoryForCurrentUser
    let data =
      environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
      ?? home.appendingPathComponent(".local/share")
    return data.appendingPathComponent("gooya")
  }

  /// Creates the folder if needed, and makes sure that its owner, and nobody else, can read and
  /// write the database in it: SQLite itself would report a problem only later and less clearly.
  ///
  /// - Returns: The database's path.
  /// - Throws: `StoreError`.
  static func prepare(_ folder: URL) throws -> String {
    let operation = "open the data"
    let path = folder.appendingPathComponent(databaseName).path
    var status = stat()
    if stat(folder.path, &status) != 0 {
      guard errno == ENOENT else {
        throw StoreError(.unreadable, operation, path: folder.path, reason: errnoReason())
      }
      do {
        // The data is private: only the user may read it.
        try FileManager.default.createDirectory(
          at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      } catch {
        throw StoreError(
          .readOnly, operation, path: folder.path,
          reason: "the folder can't be created (\(errnoReason()))")
      }
    } else if status.st_mode & S_IFMT != S_IFDIR {
      throw StoreError(.unreadable, operation, path: folder.path, reason: "it is not a folder")
    }
    try demand(R_OK | X_OK, .unreadable, folder.path, "the folder can't be read")
    try demand(W_OK, .readOnly, folder.path, "the folder can't be written")
    try closeToOthers(folder)
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw StoreError(.unreadable, operation, path: path, reason: "it is not a file")
      }
      try demand(R_OK, .unreadable, path, "the file can't be read")
      try demand(W_OK, .readOnly, path, "the file can't be written")
      try demandDatabase(path, size: Int(status.st_size))
    } else {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else {
        let kind: StoreError.Kind = errno == ENOSPC ? .diskFull : .readOnly
        throw StoreError(
          kind, operation, path: path, reason: "the file can't be created (\(errnoReason()))")
      }
      close(descriptor)
    }
    return path
  }

  /// SQLite treats some short files as empty and would overwrite them.
  private static func demandDatabase(_ path: String, size: Int) throws {
    guard size > 0 else { return }
    let start = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 16)
    guard size < 512 || start != Data("SQLite format 3\0".utf8) else { return }
    throw StoreError(
      .damaged, "open the data", path: path, reason: "the file is damaged or not a database")
  }

  private static func demand(
    _ mode: Int32, _ kind: StoreError.Kind, _ path: String, _ what: String
  ) throws {
    guard access(path, mode) != 0 else { return }
    throw StoreError(kind, "open the data", path: path, reason: "\(what) (\(errnoReason()))")
  }
}
