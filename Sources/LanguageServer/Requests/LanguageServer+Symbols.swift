import MenuScript

extension LanguageServer {
  /// `SymbolKind`.
  private enum SymbolKind: Int {
    case module = 2
    case method = 6
    case field = 8
    case function = 12
    case string = 15
    case event = 24
  }

  private struct Symbol {
    let name: String
    let kind: SymbolKind
    let range: TextRange
    let selection: TextRange
    var detail: String?
    var inside: [Symbol] = []
  }

  func symbols(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    let document = try document(parameters)
    let reading = reading(of: document)
    let symbols =
      switch reading.kind {
      case .script: Self.symbols(ofScript: reading.tree.root)
      case .scenario: Self.symbols(ofScenario: reading.tree.root)
      case .catalog, .messages:
        (reading.tree.root?.pairs ?? []).compactMap { pair in
          Self.symbol(pair, .string, detail: pair.value.text)
        }
      case nil: [Symbol]()
      }
    if client.nestsSymbols { return .array(symbols.map { json($0, document, reading) }) }
    return .array(
      symbols.flatMap { [$0] + $0.inside }.map { symbol in
        [
          "name": .string(symbol.name), "kind": .integer(symbol.kind.rawValue),
          "location": [
            "uri": .string(document.uri), "range": range(symbol.range, document, reading),
          ],
        ]
      })
  }

  private func json(
    _ symbol: Symbol, _ document: TextDocument, _ reading: Reading
  ) -> JSONValue {
    .object(leavingOut: [
      ("name", .string(symbol.name)), ("kind", .integer(symbol.kind.rawValue)),
      ("detail", symbol.detail.map { .string($0) }),
      ("range", range(symbol.range, document, reading)),
      ("selectionRange", range(symbol.selection, document, reading)),
      (
        "children",
        symbol.inside.isEmpty ? nil : .array(symbol.inside.map { json($0, document, reading) })
      ),
    ])
  }

  private func range(
    _ range: TextRange, _ document: TextDocument, _ reading: Reading
  ) -> JSONValue {
    document.lines.range(reading.tree.bytes(of: range)).json
  }

  // MARK: Finding

  /// The maps of a script whose keys are names, and what these are.
  private static let sections: [(key: String, kind: SymbolKind)] = [
    ("fields", .field), ("services", .method), ("hours", .event), ("parts", .module),
    ("states", .function),
  ]

  private static func symbols(ofScript root: LocatedNode?) -> [Symbol] {
    (root?.pairs ?? []).compactMap { pair in
      guard let kind = sections.first(where: { $0.key == pair.key.scalar?.text })?.kind,
        var section = symbol(pair, .module)
      else { return nil }
      section.inside = pair.value.pairs.compactMap { entry in
        var inner = symbol(entry, kind, detail: detail(of: entry.value))
        if pair.key.scalar?.text == "parts" {
          inner?.inside = (entry.value["states"]?.pairs ?? []).compactMap {
            symbol($0, .function, detail: detail(of: $0.value))
          }
        }
        return inner
      }
      return section
    }
  }

  private static func symbols(ofScenario root: LocatedNode?) -> [Symbol] {
    (root?["steps"]?.items ?? []).compactMap { step in
      guard let pair = step.pairs.first else {
        return step.text.map {
          Symbol(name: $0, kind: .event, range: step.range, selection: step.range)
        }
      }
      let text = pair.value.text.map { ": " + $0 } ?? ""
      return pair.key.text.map {
        Symbol(name: $0 + text, kind: .event, range: step.range, selection: pair.key.range)
      }
    }
  }

  private static func symbol(
    _ pair: LocatedNode.Pair, _ kind: SymbolKind, detail: String? = nil
  ) -> Symbol? {
    guard let name = pair.key.text else { return nil }
    return Symbol(
      name: name, kind: kind,
      range: TextRange(pair.key.range.start, max(pair.key.range.end, pair.value.range.end)),
      selection: pair.key.range, detail: detail)
  }

  /// The first key of a state or field, which mostly says what it does.
  private static func detail(of node: LocatedNode) -> String? { node.pairs.first?.key.text }
}
