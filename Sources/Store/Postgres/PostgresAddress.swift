internal import CPostgres

/// Where a PostgreSQL database is, as a URL says it:
/// `postgres://user@host:port/database?sslmode=verify-full`.
///
/// What the URL leaves out comes from libpq's environment variables (`PGHOST`, `PGPASSWORD`, …) and
/// from its password file.
package struct PostgresAddress: Hashable, Sendable, CustomStringConvertible {
  /// Why a text is no address. It never quotes the text, which may hold a password.
  package enum Fault: String, Error, Hashable, Sendable, CustomStringConvertible {
    case notURL = "it is no URL like postgres://user@host:5432/database"
    case unreadable = "it can't be read as a PostgreSQL URL"
    case hasPassword = """
      it has a password, which others could read; set PGPASSWORD or GOOYA_STORE_PASSWORD, or write \
      it into ~/.pgpass
      """

    package var description: String { rawValue }
  }

  /// libpq's keywords with their values.
  let parameters: [String: String]

  /// Whether a text is meant as such an address and not as a folder.
  package static func isMeant(by text: String) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// - Parameter password: `nil` for what libpq finds.
  package init(_ text: String, password: String? = nil) throws(Fault) {
    guard Self.isMeant(by: text) else { throw .notURL }
    var complaint: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &complaint) else {
      PQfreemem(complaint)
      throw .unreadable
    }
    defer { PQconninfoFree(options) }
    var parameters: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        parameters[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    guard parameters["password"] == nil, parameters["sslpassword"] == nil else {
      throw .hasPassword
    }
    parameters["password"] = password
    self.parameters = parameters
  }

  /// The URL without a password and without its parameters.
  package var description: String {
    let user = parameters["user"].map { "\($0)@" } ?? ""
    var host = parameters["host"] ?? parameters["hostaddr"] ?? ""
    if host.contains(":") { host = "[\(host)]" }
    let port = parameters["port"].map { ":\($0)" } ?? ""
    return "postgres://\(user)\(host)\(port)/\(parameters["dbname"] ?? "")"
  }
}
