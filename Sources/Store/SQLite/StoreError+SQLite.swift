internal import Foundation
internal import GRDB

extension StoreError {
  /// Describes an error of SQLite in the store's own words, without the statement, its values or
  /// SQLite's message: messages about a damaged schema quote its content.
  init(_ error: DatabaseError, _ operation: String, path: String) {
    let text = error.extendedResultCode.description
    switch error.resultCode {
    // The statements are correct for the tables that gooya creates.
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_FORMAT,
      .SQLITE_TOOBIG, .SQLITE_RANGE:
      self.init(damagedAt: path, operation)
    case .SQLITE_NOTADB:
      self.init(.damaged, operation, path: path, reason: "the file is damaged or not a database")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(.readOnly, operation, path: path, reason: "it can't be written (\(text))")
    case .SQLITE_FULL:
      self.init(.diskFull, operation, path: path, reason: "the disk is full")
    case .SQLITE_IOERR where Self.isDiskFull(path):
      self.init(.diskFull, operation, path: path, reason: "the disk is full")
    case .SQLITE_CANTOPEN where Self.isDiskFull(path):
      self.init(.diskFull, operation, path: path, reason: "the disk is full")
    case .SQLITE_CANTOPEN, .SQLITE_AUTH:
      self.init(.unreadable, operation, path: path, reason: "it can't be opened (\(text))")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.busy, operation, path: path, reason: "another process is using it")
    default:
      self.init(
        .other, operation, path: path,
        reason: "SQLite reports \(text)")
    }
  }

  /// A database with content that gooya never wrote.
  init(damagedAt path: String, _ operation: String) {
    self.init(.damaged, operation, path: path, reason: "the database is damaged")
  }

  /// SQLite reports some full disks as input/output errors.
  private static func isDiskFull(_ path: String) -> Bool {
    var status = statvfs()
    let folder = (path as NSString).deletingLastPathComponent
    guard statvfs(folder, &status) == 0 else { return false }
    let unit = max(UInt64(status.f_frsize), 1)
    return UInt64(status.f_bavail).multipliedReportingOverflow(by: unit).partialValue < 1 << 17
  }
}
