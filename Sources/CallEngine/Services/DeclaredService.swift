/// A service that the script itself declares, beside those of the lines of business. It is pure
/// data: whoever runs the call answers it, from its example, from its table, or over the network.
public final class DeclaredService: Sendable {
  /// Where its answers come from.
  public enum Source: Sendable {
    case web(WebHook)
    case table(ServiceTable)
    /// An SMS with a text of the script's own.
    case message(ScriptMessage)
  }

  public let signature: ServiceSignature
  public let source: Source
  /// How long a reply may take, where a state doesn't say so itself.
  public let fetchTimeout: Duration?

  public init(
    _ signature: ServiceSignature, from source: Source, fetchTimeout: Duration? = nil
  ) {
    self.signature = signature
    self.source = source
    self.fetchTimeout = fetchTimeout
  }

  public var name: String { signature.name }

  /// Keys that callers may know.
  public var someKeys: [String] {
    if case .table(let table) = source { table.someKeys } else { [] }
  }

  /// The web hook, if it is one: the only source that needs a network.
  public var hook: WebHook? {
    if case .web(let hook) = source { hook } else { nil }
  }
}

/// A text with places for a request's inputs: `/patients/{number}`.
public struct InputTemplate: Hashable, Sendable {
  public enum Piece: Hashable, Sendable {
    case text(String)
    case input(String)
  }

  public let pieces: [Piece]

  public init(_ pieces: [Piece]) {
    self.pieces = pieces
  }

  /// - Returns: `nil` if a brace is no part of a place, `{name}`.
  public init?(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
      let name = rest[rest.index(after: brace)..<end]
      guard !name.isEmpty, !name.contains("{") else { return nil }
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      pieces.append(.input(String(name)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The names of its places, in order.
  public var inputs: [String] {
    pieces.compactMap { if case .input(let name) = $0 { name } else { nil } }
  }

  /// The text with values in its places. What a value holds is never taken for a place.
  ///
  /// - Parameter value: an input's value as it is written there.
  /// - Throws: what `value` throws.
  public func filled<Fault: Error>(
    _ value: (String) throws(Fault) -> String
  ) throws(Fault) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part): text += part
      case .input(let name): text += try value(name)
      }
    }
    return text
  }
}
