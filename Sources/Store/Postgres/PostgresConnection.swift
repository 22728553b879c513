internal import CPostgres
internal import Foundation

/// A connection to a PostgreSQL server, by libpq.
///
/// It is used by one thread at a time, but not always the same: whoever owns it sees to that.
final class PostgresConnection: @unchecked Sendable {
  let address: PostgresAddress
  private var handle: OpaquePointer?
  /// The names of the statements that the server has prepared, by their texts and the types of their
  /// values.
  private var prepared: [String: String] = [:]
  private var counter = 0
  /// Whether it has tables that no other connection sees.
  var hasTemporaryTables = false

  /// How many statements the server keeps prepared for a connection; the store has fewer.
  private static let mostPrepared = 500
  /// The oldest version that gooya's tables can be made in.
  private static let oldest: Int32 = 13_00_00

  /// - Throws: `PostgresFault`.
  init(_ address: PostgresAddress) throws {
    self.address = address
    try connect()
  }

  /// One that is still to be made, by `connect()`.
  init(unconnected address: PostgresAddress) {
    self.address = address
  }

  deinit { close() }

  func close() {
    PQfinish(handle)
    handle = nil
    prepared = [:]
  }

  /// Whether the connection stands, as far as is known.
  var isConnected: Bool { handle != nil && PQstatus(handle) == CONNECTION_OK }

  var isInTransaction: Bool {
    guard let handle else { return false }
    let status = PQtransactionStatus(handle)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE
  }

  /// The descriptor that becomes readable when the server sends something.
  var descriptor: Int32 { PQsocket(handle) }

  /// Connects, or connects again.
  ///
  /// - Throws: `PostgresFault`.
  func connect() throws {
    close()
    var parameters = [
      "application_name": "gooya", "client_encoding": "UTF8", "connect_timeout": "10",
      // A server that has gone without a word is noticed within a minute.
      "keepalives_idle": "20", "keepalives_interval": "10", "keepalives_count": "3",
      // Also if it has something to confirm, which keepalives don't ask about.
      "tcp_user_timeout": "50000",
    ].merging(address.parameters) { $1 }
    parameters["client_encoding"] = "UTF8"
    let handle = Self.withCStrings(Array(parameters.keys)) { names in
      Self.withCStrings(Array(parameters.keys.map { parameters[$0] })) { values in
        PQconnectdbParams(names, values, 0)
      }
    }
    guard PQstatus(handle) == CONNECTION_OK else {
      let reason = Self.reason(of: handle)
      PQfinish(handle)
      throw PostgresFault(state: nil, reason: reason, hasLostConnection: true)
    }
    self.handle = handle
    // Else notices would be printed.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQserverVersion(handle) >= Self.oldest else {
      close()
      throw PostgresFault(state: nil, reason: "the server is older than PostgreSQL 13")
    }
    try run(
      """
      SET standard_conforming_strings = on; SET lock_timeout = '5s';
      SET idle_in_transaction_session_timeout = '60s'
      """)
  }

  /// The last line of what libpq says, without where: the store's error names that.
  private static func reason(of handle: OpaquePointer?) -> String {
    let text = String(cString: PQerrorMessage(handle))
    let line = text.split(separator: "\n").first.map(String.init) ?? ""
    let said = line.firstRange(of: " failed: ").map { String(line[$0.upperBound...]) } ?? line
    if said.hasPrefix(Self.refusal) {
      return "the server refuses the connection (\(said.dropFirst(Self.refusal.count)))"
    }
    return "the server can't be reached (\(said.isEmpty ? "no reason given" : said))"
  }

  /// How the server's own words begin when it takes nobody in.
  private static let refusal = "FATAL:  "

  /// Runs a statement in PostgreSQL's own words, or several.
  ///
  /// - Throws: `PostgresFault`.
  func run(_ text: String) throws {
    PQclear(try checked(PQexec(handle, text)))
  }

  /// Runs one statement.
  ///
  /// - Throws: `PostgresFault`.
  func run(_ text: String, _ values: [StoredValue]) throws -> PostgresResult {
    let name = try prepare(text, values)
    let result = Self.withCStrings(values.map(\.written)) { written in
      PQexecPrepared(handle, name, Int32(values.count), written, nil, nil, 0)
    }
    return PostgresResult(try checked(result))
  }

  private func prepare(_ text: String, _ values: [StoredValue]) throws -> String {
    let types = values.map(\.postgresType)
    let key = types.isEmpty ? text : "\(types) \(text)"
    if let name = prepared[key] { return name }
    if prepared.count >= Self.mostPrepared {
      prepared = [:]
      try run("DEALLOCATE ALL")
    }
    counter += 1
    let name = "gooya\(counter)"
    PQclear(try checked(PQprepare(handle, name, text, Int32(types.count), types)))
    prepared[key] = name
    return name
  }

  private func checked(_ result: OpaquePointer?) throws -> OpaquePointer? {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
    default: break
    }
    let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
    PQclear(result)
    throw PostgresFault(state: state, hasLostConnection: PQstatus(handle) != CONNECTION_OK)
  }

  // MARK: COPY

  func beginCopy(_ text: String) throws {
    let result = PQexec(handle, text)
    guard PQresultStatus(result) == PGRES_COPY_IN else {
      _ = try checked(result)
      return
    }
    PQclear(result)
  }

  func putCopy(_ bytes: [UInt8]) throws {
    let isTaken = bytes.withUnsafeBytes { bytes in
      PQputCopyData(
        handle, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count)) == 1
    }
    guard isTaken else { throw PostgresFault(state: nil, hasLostConnection: true) }
  }

  /// - Parameter fault: why it is abandoned; `nil` if all was sent.
  func endCopy(_ fault: String?) throws {
    guard PQputCopyEnd(handle, fault) == 1 else {
      throw PostgresFault(state: nil, hasLostConnection: true)
    }
    var failure: PostgresFault?
    while let result = PQgetResult(handle) {
      do { PQclear(try checked(result)) } catch let fault as PostgresFault { failure = fault }
    }
    if let failure { throw failure }
  }

  /// The channels on which the server has told something since this was last asked.
  ///
  /// - Throws: `PostgresFault` if the connection is lost.
  func takeNotifications() throws -> [String] {
    guard PQconsumeInput(handle) == 1 else {
      throw PostgresFault(state: nil, hasLostConnection: true)
    }
    var channels: [String] = []
    while let notification = PQnotifies(handle) {
      channels.append(String(cString: notification.pointee.relname))
      PQfreemem(notification)
    }
    return channels
  }

  /// Passes texts as C knows them, with a null at the end, to `body`.
  private static func withCStrings<Result>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = texts.map { $0.map { strdup($0) } ?? nil }
    defer { for copy in copies { free(copy) } }
    return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer {
      body($0.baseAddress!)
    }
  }
}

/// What a statement gave.
struct PostgresResult {
  let columns: [String]
  let rows: [[StoredValue]]
  /// How many rows it inserted, changed, deleted or selected.
  let count: Int

  /// Takes the values out of libpq's result and frees it.
  fileprivate init(_ result: OpaquePointer?) {
    defer { PQclear(result) }
    let width = PQnfields(result)
    columns = (0..<width).map { String(cString: PQfname(result, $0)) }
    let types = (0..<width).map { PQftype(result, $0) }
    rows = (0..<PQntuples(result)).map { row in
      (0..<width).map { column in
        if PQgetisnull(result, row, column) == 1 { return .null }
        let text = String(cString: PQgetvalue(result, row, column))
        return StoredValue(postgres: text, type: types[Int(column)])
      }
    }
    count = Int(String(cString: PQcmdTuples(result))) ?? 0
  }
}

extension StoredValue {
  /// What the server is told of its type; what is null takes the type that its place has.
  fileprivate var postgresType: Oid {
    switch self {
    case .integer: PostgresType.int8
    case .text: PostgresType.text
    case .null, .foreign: 0
    }
  }

  /// Its form in the wire's text format; `nil` for null.
  fileprivate var written: String? {
    switch self {
    case .integer(let integer): String(integer)
    case .text(let text): text
    case .null, .foreign: nil
    }
  }

  /// Reads the wire's text format.
  fileprivate init(postgres text: String, type: Oid) {
    switch type {
    case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.numeric:
      self = Int64(text).map(Self.integer) ?? .foreign
    case PostgresType.bool: self = .integer(text == "t" ? 1 : 0)
    case PostgresType.text, PostgresType.varchar, PostgresType.name, PostgresType.unknown:
      self = .text(text)
    default: self = .foreign
    }
  }
}

/// The numbers of PostgreSQL's types (`pg_type.dat`), which never change.
private enum PostgresType {
  static let bool: Oid = 16
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let unknown: Oid = 705
  static let varchar: Oid = 1043
  /// Of sums of integers.
  static let numeric: Oid = 1700
}
