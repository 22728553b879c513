import CallEngine
import MenuScript

/// Something that can be written at the cursor.
struct CompletionItem {
  /// `CompletionItemKind`.
  enum Kind: Int {
    case function = 3
    case field = 5
    case variable = 6
    case module = 9
    case property = 10
    case value = 12
    case keyword = 14
    case reference = 18
    case constant = 21
  }

  let label: String
  let kind: Kind
  var detail: String?
  var documentation: String?
  /// What is written, if that isn't the label.
  var text: String?
  /// The order among others; the same order is that of the alphabet.
  var rank = 1
}

extension LanguageServer {
  func completion(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    let document = try document(parameters)
    let offset = document.lines.byte(at: try position(parameters))
    let reading = reading(of: document)
    guard let kind = reading.kind,
      let cursor = Cursor(at: offset, in: document.lines.utf8, path: document.path)
    else { return ["isIncomplete": false, "items": []] }
    let bytes = cursor.name ?? cursor.word
    let range = document.lines.range(bytes).json
    let items =
      cursor.name != nil
      ? values(for: cursor, in: reading)
      : CompletionQuestion(self, cursor, reading, kind).items
    var seen: Set<String> = []
    return [
      "isIncomplete": false,
      "items": .array(
        items.filter { seen.insert($0.label).inserted }
          .map { json($0, over: range, cursor) }),
    ]
  }

  private func json(
    _ item: CompletionItem, over range: JSONValue, _ cursor: Cursor
  ) -> JSONValue {
    var text = item.text ?? item.label
    var filter: String?
    if item.kind == .property, cursor.hasColon { text = item.label }
    if cursor.isQuoted, cursor.name == nil {
      text = "\"\(text.trimmingQuotes)\""
      filter = text
    }
    let documentation = item.documentation.map { text -> JSONValue in
      client.completesWithMarkdown
        ? ["kind": "markdown", "value": .string(text)] : .string(text)
    }
    return .object(leavingOut: [
      ("label", .string(item.label)),
      ("kind", .integer(item.kind.rawValue)),
      ("detail", item.detail.map { .string($0) }),
      ("documentation", documentation),
      ("filterText", filter.map { .string($0) }),
      ("sortText", .string("\(item.rank)" + item.label)),
      ("textEdit", ["range": range, "newText": .string(text)]),
    ])
  }

  /// The names that have values, for a `${…}`.
  private func values(for cursor: Cursor, in reading: Reading) -> [CompletionItem] {
    let script = script(of: reading) ?? reading
    let part = cursor.path.part
    let hidden = letsOut(cursor, of: script) ? privateValues(of: script) : []
    var items = (part.map { script.declared(.value, in: $0) } ?? []).map {
      CompletionItem(label: $0, kind: .variable, detail: "of this part", rank: 0)
    }
    items += script.declared(.value).map {
      CompletionItem(label: $0, kind: .field, detail: "declared in this script")
    }
    items += VariableID.builtInNames.map {
      CompletionItem(label: $0, kind: .constant, detail: "set in every call", rank: 2)
    }
    let called = Set(script.mentions.filter { $0.name.kind == .service }.map(\.name.text))
    for service in surroundings.compiler.services {
      let rank = called.contains(service.name) ? 1 : 3
      items += service.outputs.map {
        CompletionItem(
          label: $0.name, kind: .variable, detail: "given by \(service.name)", rank: rank)
      }
    }
    return items.filter { !hidden.contains($0.label) }
  }
}

extension [PathStep] {
  /// The part that the place is in.
  var part: String? { count > 1 && self[0].key == "parts" ? self[1].key : nil }
}

extension String {
  var trimmingQuotes: String {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
