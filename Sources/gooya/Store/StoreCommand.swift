import ArgumentParser
import CallEngine
import Foundation
import Lines
import Store

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Keep the data in a PostgreSQL database that machines share.",
    discussion: """
      All commands that take --data also take --store postgres://user@host:5432/database; so do \
      store.url in the configuration file and GOOYA_STORE_URL. The password is not part of it: set \
      PGPASSWORD or GOOYA_STORE_PASSWORD, name its file by store.password_file, or write it into \
      ~/.pgpass. What callers said stays in the data folder of the machine that recorded it.

      Examples:
        gooya store migrate --store postgres://gooya@db.example.org/ivr
        gooya store copy --to postgres://gooya@db.example.org/ivr
      """,
    subcommands: [StoreMigrateCommand.self, StoreCopyCommand.self])
}

struct StoreMigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Make the tables, or bring them up to date.",
    discussion: """
      Every command does so when it opens the data. With this one it can be done beforehand, by a \
      user who may make tables. While one process does it, others wait.

      Example:
        gooya store migrate --store postgres://gooya@db.example.org/ivr
      """)

  @OptionGroup var data: DataOptions

  @OptionGroup var configuration: ConfigurationOption

  func run() throws {
    let store = try data.open(by: configuration.load())
    StandardOutput.line("the tables are up to date in \(store.place)")
  }
}

struct StoreCopyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy", abstract: "Copy a data folder's database to a PostgreSQL database.",
    discussion: """
      All of it or nothing: each row is read back and compared before the copy takes effect. A \
      database that has data already is refused, and so is a folder that another process uses. The \
      folder stays as it is; messages that wait in it now wait in both, so use it no more. Recordings are files and stay there, too: name the folder \
      by --data beside --store.

      Example:
        gooya store copy --data /var/lib/gooya --to postgres://gooya@db.example.org/ivr
      """)

  @Option(help: ArgumentHelp("The PostgreSQL database.", valueName: "url"))
  var to: String

  @Flag(help: "Print one JSON object: the number of rows by table.")
  var json = false

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "The data folder. (default: $XDG_DATA_HOME/gooya or ~/.local/share/gooya)",
      valueName: "dir"))
  var folder: String?

  @OptionGroup var configuration: ConfigurationOption

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--data takes the name of a folder") }
    do throws(PostgresAddress.Fault) { _ = try PostgresAddress(to) } catch {
      throw ValidationError("--to: \(error)")
    }
  }

  func run() throws {
    let settings = try configuration.load()
    let address: PostgresAddress
    do throws(PostgresAddress.Fault) {
      address = try PostgresAddress(to, password: try? settings.secret("store.password"))
    } catch { throw Failure("--to: \(error)") }
    let url =
      folder.map { URL(filePath: $0, directoryHint: .isDirectory) } ?? DataFolder.defaultURL()
    guard access(url.path, F_OK) == 0 else { throw Failure("there is no data in \(url.path) yet") }
    let tables = try reporting { try StoreCopy(of: url, to: address).run() }
    if json {
      return try printJSON(Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.rows) }))
    }
    for table in tables where table.rows > 0 {
      StandardOutput.line("\(table.name): \(String(table.rows))")
    }
    StandardOutput.line(
      """
      copied and compared \(String(tables.reduce(0) { $0 + $1.rows })) rows of \
      \(String(tables.count)) tables to \(address.description)
      """)
  }
}
