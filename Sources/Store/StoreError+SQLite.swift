internal import Foundation
internal import GRDB

extension StoreError {
  /// The store's own words for an error of SQLite. The statement and its values stay out, and so do
  /// SQLite's messages: those about a damaged schema quote whatever stands in its place.
  init(_ error: DatabaseError, _ operation: String, path: String) {
    let text = error.extendedResultCode.description
    switch error.resultCode {
    // The statements are right for the tables that gooya makes.
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_FORMAT,
      .SQLITE_TOOBIG, .SQLITE_RANGE:
      self.init(damagedAt: path, operation)
    case .SQLITE_NOTADB:
      self.init(.damaged, operation, path: path, reason: "the file is damaged or no database")
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
        reason: "SQLite says: \(text)")
    }
  }

  /// A database that holds what gooya never wrote.
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
