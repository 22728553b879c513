/// Why the server or the connection to it didn't do something.
///
/// It carries nothing of what the server said of rows: that quotes values.
struct PostgresFault: Error, Hashable, Sendable {
  /// The five characters that PostgreSQL has for the reason (Appendix A of its manual); `nil` if the
  /// connection itself failed.
  let state: String?
  /// What libpq says of a connection that can't be made.
  var reason = ""
  /// Whether the connection is lost.
  var hasLostConnection = false

  /// Whether the transaction was ended because of others, and may succeed if it is begun again:
  /// serialization failures and deadlocks.
  var isOfOthers: Bool { state == "40001" || state == "40P01" }

  /// Whether the server may soon be there again.
  var mayPass: Bool {
    guard let state else { return hasLostConnection }
    // It shuts down, has crashed, or starts.
    return state.hasPrefix("57P") || state.hasPrefix("08") || state == "53300"
  }
}

extension StoreError {
  /// Describes what PostgreSQL reports in the store's own words, without the statement, its values or
  /// the server's message.
  init(_ fault: PostgresFault, _ operation: String, path: String) {
    let state = fault.state ?? ""
    switch (state.prefix(2), state) {
    case ("", _):
      let why = fault.reason.isEmpty ? "the connection was lost" : fault.reason
      self.init(.unreachable, operation, path: path, reason: why)
    case ("08", _), ("57", "57P01"), ("57", "57P02"), ("57", "57P03"):
      self.init(.unreachable, operation, path: path, reason: "the server has gone (\(state))")
    case ("28", _), (_, "42501"):
      self.init(.unreadable, operation, path: path, reason: "the server refuses access (\(state))")
    case (_, "3D000"):
      self.init(.unreadable, operation, path: path, reason: "there is no such database")
    case (_, "53100"):
      self.init(.diskFull, operation, path: path, reason: "the server's disk is full")
    case (_, "25006"):
      self.init(.readOnly, operation, path: path, reason: "it can't be written (\(state))")
    case ("40", _), (_, "55P03"), (_, "57014"), (_, "53300"):
      self.init(.busy, operation, path: path, reason: "others are using it (\(state))")
    // The statements are correct for the tables that gooya creates.
    case ("42", _), ("22", _), ("XX", _):
      self.init(.damaged, operation, path: path, reason: "the database is damaged (\(state))")
    default:
      self.init(.other, operation, path: path, reason: "PostgreSQL reports \(state)")
    }
  }
}
