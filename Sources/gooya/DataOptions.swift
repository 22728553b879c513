import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

/// Where a command finds subscribers, bills, the outbox and call records.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "The data folder. (default: $XDG_DATA_HOME/gooya or ~/.local/share/gooya)",
      valueName: "dir"))
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "A PostgreSQL database instead, as postgres://user@host/database. (default: store.url)",
      valueName: "url"))
  var store: String?

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--data takes the name of a folder") }
    guard let store else { return }
    do throws(PostgresAddress.Fault) { _ = try PostgresAddress(store) } catch {
      throw ValidationError("--store: \(error)")
    }
  }

  /// The folder.
  var url: URL {
    folder.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? DataFolder.defaultURL()
  }

  /// The server's database; `nil` if the data is in the folder. A folder that is named on the command
  /// line counts more than what the configuration says.
  ///
  /// - Throws: `Failure` if it can't be told.
  private func server(_ configuration: Configuration) throws -> PostgresAddress? {
    guard let url = store ?? (folder == nil ? configuration.text("store.url") : nil) else {
      return nil
    }
    let password = try configuration.secret("store.password")
    do throws(PostgresAddress.Fault) { return try PostgresAddress(url, password: password) } catch {
      throw Failure("store.url: \(error)")
    }
  }

  /// Opens the store, creating it if there is none.
  ///
  /// - Parameter configuration: `nil` for the user's.
  /// - Throws: `Failure` with the store's reason.
  func open(by configuration: Configuration? = nil) throws -> Store {
    let server = try server(configuration ?? .read(nil))
    return try reporting { try server.map { try Store(at: $0) } ?? Store(folder: url) }
  }

  /// Opens the store to look something up. A named folder that doesn't exist is more likely
  /// mistyped than new, so it isn't created.
  ///
  /// - Throws: `Failure` if there is no such folder, or with the store's reason.
  func openToRead(by configuration: Configuration? = nil) throws -> Store {
    var status = stat()
    if store == nil, let folder, stat(folder, &status) != 0, errno == ENOENT {
      throw Failure("there is no data in \(folder) yet")
    }
    return try open(by: configuration)
  }
}

/// Runs something on a store and turns its errors into the command's.
func reporting<Value>(_ work: () throws -> Value) throws -> Value {
  do { return try work() } catch let error as StoreError { throw Failure("\(error)") }
}

/// JSON for other programs: keys sorted, property names in `snake_case`.
func json(_ value: some Encodable) throws -> VisibleText {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.dateEncodingStrategy = .iso8601
  encoder.keyEncodingStrategy = .convertToSnakeCase
  return VisibleText(json: try encoder.encode(value))
}

/// Prints a JSON value.
func printJSON(_ value: some Encodable) throws {
  StandardOutput.line(try json(value))
}

/// A JSON array that is printed element by element, so that it can have any length.
private struct JSONList {
  private var isEmpty = true

  mutating func add(_ element: some Encodable) throws {
    let text = VisibleText(lines: try json(element).description, margin: "  ")
    StandardOutput.text("\(isEmpty ? "[" : ",")\n  \(text)")
    isEmpty = false
  }

  func end() {
    StandardOutput.line(isEmpty ? "[]" : "\n]")
  }
}

/// Prints records one at a time, so that there can be any number: as a JSON array, or as text.
///
/// - Parameter list: passes each record to its argument, which returns whether to continue.
/// - Throws: `Failure` if the store fails.
func printRecords<Record: Encodable>(
  asJSON json: Bool, text: KeyPath<Record, VisibleText>,
  _ list: ((Record) throws -> Bool) throws -> Void
) throws {
  var array = JSONList()
  try reporting {
    try list { record in
      if json { try array.add(record) } else { StandardOutput.line(record[keyPath: text]) }
      return !StandardOutput.isBroken
    }
  }
  if json { array.end() }
}
