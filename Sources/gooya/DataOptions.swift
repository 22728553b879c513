import ArgumentParser
import Foundation
import Services

/// Where a command finds subscribers, bills, the outbox and call records.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "The data folder; $XDG_DATA_HOME/gooya or ~/.local/share/gooya if none is named.",
      valueName: "dir"))
  var folder: String?

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--data takes the name of a folder") }
  }

  /// The folder.
  var url: URL {
    folder.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? DataFolder.defaultURL()
  }

  /// Opens the store, which is made if there is none.
  ///
  /// - Throws: `Failure` with the store's reason.
  func open() throws -> Store {
    do { return try Store(folder: url) } catch { throw Failure("\(error)") }
  }
}

/// Runs something on a store, whose errors become the command's.
func reporting<Value>(_ work: () throws -> Value) throws -> Value {
  do { return try work() } catch let error as StoreError { throw Failure("\(error)") }
}

/// JSON for other programs: an array or object, keys in order, properties' names as `snake_case`.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.dateEncodingStrategy = .iso8601
  encoder.keyEncodingStrategy = .convertToSnakeCase
  StandardOutput.line(String(decoding: try encoder.encode(value), as: UTF8.self))
}
