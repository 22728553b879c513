import CallEngine
import MenuScript

extension LanguageServer {
  func formatting(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    let document = try document(parameters)
    switch ScriptFormatter().format(document.text.utf8, file: document.path) {
    case .formatted(_, .catalog) where reading(of: document).kind != .catalog: return .null
    case .formatted(let text, _):
      if text.utf8.elementsEqual(document.lines.utf8) { return [] }
      let all = LineRange(LinePosition(line: 0, character: 0), document.lines.end)
      return [["range": all.json, "newText": .string(text)]]
    case .foreign: return .null
    case .unreadable: throw .failed("the text can't be formatted while it isn't valid YAML")
    case .changedMeaning:
      throw .failed("formatting would change the content; this is a bug in gooya")
    }
  }

  /// The repairs that findings offer.
  func codeActions(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    let document = try document(parameters)
    guard let asked = LineRange(parameters["range"]) else {
      throw .parameters("the request has no range")
    }
    if let only = parameters["context"]?["only"]?.array,
      !only.contains(where: { ["quickfix", ""].contains($0.string) })
    {
      return []
    }
    let tables = SourceTables(
      checks.latest[document.uri]?.sources ?? [], encoding: client.encoding)
    let actions = diagnostics(in: document).compactMap { diagnostic -> JSONValue? in
      let range = tables.range(diagnostic.range)
      guard !diagnostic.fixIts.isEmpty, range.start <= asked.end, asked.start <= range.end else {
        return nil
      }
      let edits = Dictionary(grouping: diagnostic.fixIts) { uri(of: $0.range.file) }
        .sorted { $0.key < $1.key }
      return [
        "title": .string(Self.title(of: diagnostic)),
        "kind": "quickfix",
        "isPreferred": true,
        "diagnostics": [json(diagnostic, tables)],
        "edit": [
          "changes": .object(
            edits.map { file, fixIts in
              JSONValue.Member(
                file,
                .array(
                  fixIts.map {
                    ["range": tables.range($0.range).json, "newText": .string($0.replacement)]
                  }))
            })
        ],
      ]
    }
    return .array(actions)
  }

  private static func title(of diagnostic: Diagnostic) -> String {
    let summary = diagnostic.fixIts.map(\.summary).joined(separator: ", ")
    return summary.prefix(1).uppercased() + summary.dropFirst()
  }
}
