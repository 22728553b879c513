package import CallEngine
package import Store

/// The embedded stub: a gateway that delivers nothing.
///
/// It handles keys as a good gateway does: it remembers them, in a table of its own that stands for
/// the outside world, and recognizes a message that it was handed before.
package struct EmbeddedGateway: MessageGateway {
  /// The table for the keys of the messages that it accepted.
  package static let migrations = StoreSchema.Migrations(
    of: "embedded gateway",
    [
      { db in
        try db.define(
          """
          CREATE TABLE embedded_gateway (
            key TEXT PRIMARY KEY, handed_over INTEGER NOT NULL DEFAULT 1
          ) STRICT, WITHOUT ROWID;
          """)
      }
    ])

  private let store: Store
  private let answer: @Sendable () -> GatewayAnswer

  /// - Parameter answer: gives the answer to the next message.
  package init(
    _ store: Store, answer: @escaping @Sendable () -> GatewayAnswer = { GatewayAnswer(.accepted) }
  ) {
    self.store = store
    self.answer = answer
  }

  package func hand(_ message: CallMessage, key: String) -> GatewayAnswer {
    let answer = answer()
    guard answer.outcome == .accepted else { return answer }
    do {
      try store.write("take a message") { db in
        try db.execute(
          """
          INSERT INTO embedded_gateway (key) VALUES (?)
          ON CONFLICT (key) DO UPDATE SET handed_over = embedded_gateway.handed_over + 1
          """, [key])
      }
    } catch {
      return GatewayAnswer(.temporaryFailure("the embedded gateway can't write"))
    }
    return answer
  }

  /// How often each accepted message was handed over, by key.
  ///
  /// - Throws: `StoreError`.
  package static func taken(in store: Store) throws -> [String: Int] {
    try store.read("read the gateway's messages") { db in
      try db.rows("SELECT key, handed_over FROM embedded_gateway").reduce(into: [:]) {
        let row = $1
        $0[try row.text("key")] = Int(clamping: try row.integer("handed_over"))
      }
    }
  }
}
