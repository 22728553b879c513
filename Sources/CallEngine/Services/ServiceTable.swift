/// A table that answers requests: a row by its key.
public final class ServiceTable: Sendable {
  /// The outcome of a key that has a row.
  public let found: String
  /// The outcome of one that has none; `nil` if that is a failure.
  public let missing: String?
  private let rows: [String: [NamedValue]]
  /// Some of the keys, in the order of the file, for callers who know them.
  public let someKeys: [String]

  /// - Parameter rows: each key with its outputs, in the order of the file.
  public init(found: String, missing: String?, rows: [(key: String, output: [NamedValue])]) {
    self.found = found
    self.missing = missing
    self.rows = Dictionary(rows.map { ($0.key, $0.output) }) { first, _ in first }
    someKeys = rows.prefix(Self.mostKnown).map(\.key)
  }

  private static let mostKnown = 20

  public var count: Int { rows.count }

  public func reply(to key: String) -> ServiceReply {
    if let output = rows[key] { return ServiceReply(outcome: found, output: output) }
    return missing.map { ServiceReply(outcome: $0) } ?? .failed
  }
}
