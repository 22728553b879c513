/// Why the store could not do something: what was tried, on what, why it failed, what to do.
///
/// It never carries values from the store, so that it can be shown and logged.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable {
    /// The file isn't a database, or parts of it are damaged.
    case damaged
    /// Another program's database, or a newer gooya's.
    case foreign
    /// The folder or file can't be written.
    case readOnly
    /// The folder or file can't be read.
    case unreadable
    /// Other users can read or write it.
    case exposed
    case diskFull
    /// Another process held the database for too long.
    case busy
    /// The database's server can't be reached.
    case unreachable
    case other
  }

  package let kind: Kind
  /// What was tried, such as `record a message`.
  package let operation: String
  /// The database's file or address, or `memory`.
  package let path: String
  package let reason: String

  package init(_ kind: Kind, _ operation: String, path: String, reason: String) {
    self.kind = kind
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// What to do about it.
  package var advice: String { PostgresAddress.isMeant(by: path) ? serverAdvice : folderAdvice }

  private var serverAdvice: String {
    switch kind {
    case .damaged: "restore a backup; it was left unchanged"
    case .foreign: "choose another database or schema, or use the program that made it"
    case .readOnly: "let the user write it"
    case .unreadable, .exposed: "check the database's name and the user's rights"
    case .diskFull, .busy, .unreachable, .other: folderAdvice
    }
  }

  private var folderAdvice: String {
    switch kind {
    case .damaged:
      "move the file away or restore a copy, then import the directory again; it was left unchanged"
    case .foreign: "choose another folder with --data, or use the program that made it"
    case .readOnly: "make the folder and its files writable, or choose another with --data"
    case .unreadable: "check the path and its permissions, or choose another with --data"
    case .exposed: "remove their permissions with 'chmod go=', or choose another folder with --data"
    case .diskFull: "free some space and try again; what was recorded before is kept"
    case .busy: "wait until the other gooya is done and try again"
    case .unreachable:
      "check the address, the user and the password, and whether the server runs"
    case .other: "what was recorded before is kept"
    }
  }

  package var description: String { "cannot \(operation) in '\(path)': \(reason); \(advice)" }
}
