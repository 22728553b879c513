import CallEngine
import MenuScript

/// What may be written at a cursor.
struct CompletionQuestion {
  private let server: LanguageServer
  private let cursor: Cursor
  private let reading: Reading
  private let kind: FileKind
  private let script: Reading
  private let schema: SchemaPlace?

  init(_ server: LanguageServer, _ cursor: Cursor, _ reading: Reading, _ kind: FileKind) {
    self.server = server
    self.cursor = cursor
    self.reading = reading
    self.kind = kind
    script = server.script(of: reading) ?? reading
    schema = server.surroundings.schemas[kind.schema]?.place(at: cursor.path)
  }

  var items: [CompletionItem] {
    switch cursor.slot {
    case .key: keys(at: schema, beside: cursor.present, path: cursor.path)
    case .value:
      names + words + keys(at: schema, beside: [:], path: cursor.path)
    }
  }

  // MARK: Keys

  private func keys(
    at place: SchemaPlace?, beside present: [String: String], path: [PathStep]
  ) -> [CompletionItem] {
    var items: [CompletionItem] = []
    let leading = place?.leadingKeys ?? []
    let hasLeader = present.keys.contains(where: leading.contains)
    for key in place?.keys(beside: present) ?? [] {
      let isFirst = !leading.isEmpty && !hasLeader && leading.contains(key)
      items.append(
        CompletionItem(
          label: key, kind: .property, documentation: place?.value(of: key)?.description,
          text: key + ": ", rank: isFirst ? 0 : 1))
    }
    return items + namedKeys(beside: present, path: path)
  }

  /// Keys that are names: outcomes, a service's inputs, what scenarios set up.
  private func namedKeys(beside present: [String: String], path: [PathStep]) -> [CompletionItem] {
    let names: [(String, String?)] =
      switch path.last?.key {
      case "outcomes" where kind == .script: outcomes(of: owner(above: path))
      case "input": inputs(of: owner(above: path))
      case "with": parameters(of: owner(above: path))
      case "given" where kind == .scenario:
        services.map { ($0, nil) } + [
          ("sms", nil), ("email", nil), ("transfer", nil), ("record", nil),
        ]
      case "text" where kind == .script: languages.map { ($0, nil) }
      default: []
      }
    return names.filter { present[$0.0] == nil }.map { name, detail in
      CompletionItem(label: name, kind: .property, detail: detail, text: name + ": ")
    }
  }

  /// The map that the map at a path belongs to, with its texts.
  private func owner(above path: [PathStep]) -> LocatedNode? {
    let depth = path.count - 1
    return depth >= 0 && depth < cursor.ancestors.count ? cursor.ancestors[depth] : nil
  }

  private func outcomes(of state: LocatedNode?) -> [(String, String?)] {
    guard let state else { return [] }
    let texts = state.texts
    if let service = texts["service"] {
      let own =
        signature(service)?.outcomes ?? declared("services", service, "outcomes")
      return (own + [Outcomes.failed]).map { ($0, service) }
    }
    if let part = texts["part"] {
      let exits = script.tree.root?["parts"]?[part]?["exits"]
      return (exits?.items.compactMap(\.text) ?? []).map { ($0, part) }
    }
    let kinds: [(key: String, outcomes: [String])] = [
      ("menu", [Outcomes.gaveUp]),
      ("collect", [Outcomes.collected, Outcomes.gaveUp, Outcomes.cancelled]),
      ("transfer", Outcomes.transfer), ("hours", ["open", "closed"]),
      ("count", ["more", "reached"]), ("record", ["recorded", "empty", "failed"]),
      ("sms", ["sent", "failed"]),
    ]
    let known = kinds.first { texts[$0.key] != nil }?.outcomes
    return (known ?? kinds.flatMap(\.outcomes)).map { ($0, nil) }
  }

  private func inputs(of state: LocatedNode?) -> [(String, String?)] {
    guard let service = state?.texts["service"] else { return [] }
    if let signature = signature(service) {
      return signature.inputs.map { ($0.name, $0.isRequired ? "required" : "optional") }
    }
    return declared("services", service, "input").map { ($0, service) }
  }

  private func parameters(of state: LocatedNode?) -> [(String, String?)] {
    guard let part = state?.texts["part"] else { return [] }
    let parameters = script.tree.root?["parts"]?[part]?["parameters"]
    return (parameters?.items.compactMap(\.text) ?? []).map { ($0, part) }
  }

  private func signature(_ service: String) -> ServiceSignature? {
    server.surroundings.compiler.services.first { $0.name == service }
  }

  /// The keys under something that the script declares.
  private func declared(_ path: String...) -> [String] {
    script.tree.root?[path.map { .key($0) }]?.keys ?? []
  }

  // MARK: Texts

  private var words: [CompletionItem] {
    // Services are those that the compiler knows.
    if schema?.names.contains("built_in_service") == true { return [] }
    return (schema?.words ?? []).map {
      CompletionItem(label: $0, kind: .keyword, documentation: schema?.description)
    }
  }

  /// Names of what the place refers to.
  private var names: [CompletionItem] {
    let refers = schema?.names ?? []
    let key = cursor.path.last { $0.key != nil }?.key
    let keys = cursor.path.compactMap(\.key)
    let named = kind == .script ? MentionWalk.kind(at: keys) : nil
    if refers.contains("target"), named == nil {
      let inMenu = cursor.path.contains(.key("choices"))
      return script.declared(.state, in: cursor.path.part).map {
        CompletionItem(label: $0, kind: .reference, detail: "state")
      } + (inMenu ? [CompletionItem(label: "repeat", kind: .keyword, rank: 2)] : [])
    }
    if schema?.item?.names.contains("prompt") == true {
      return prompts.map { prompt in
        var item = prompt
        item.text = "[\(prompt.label)]"
        return item
      }
    }
    if refers.contains("prompt") || refers.contains("heard") || key == "prompt" { return prompts }
    switch named {
    case .value where key == "collect": return plain(script.declared(.value), .field, "field")
    case .value where key == "results": return plain(script.declared(.value), .field, "value")
    case .service: return services.map(service)
    case .hours: return plain(script.declared(.hours), .value, "opening hours")
    case .part: return plain(script.declared(.part), .module, "part")
    case .catalog: return plain(catalogs, .module, "catalog")
    case .message: return messages
    case .counter: return plain(counters, .value, "counter")
    default: break
    }
    switch key {
    case "validate", "rule": return rules
    case "languages", "language": return plain(knownLanguages, .constant, "language")
    case "state" where kind == .scenario: return plain(script.declared(.state), .reference, "state")
    default: break
    }
    if refers.contains("value") {
      return script.declared(.value).map {
        CompletionItem(label: "${\($0)}", kind: .field, text: "\"${\($0)}\"")
      }
    }
    return []
  }

  private func plain(
    _ names: [String], _ kind: CompletionItem.Kind, _ detail: String
  ) -> [CompletionItem] {
    names.map { CompletionItem(label: $0, kind: kind, detail: detail) }
  }

  private var prompts: [CompletionItem] {
    let index = server.prompts(for: script)
    let language = languages.first
    return index.sortedIDs().map { id in
      let places = index.places(of: id)
      let text = (places.first { $0.language.tag == language } ?? places.first)?.text
      return CompletionItem(label: id, kind: .value, detail: text)
    }
  }

  private var counters: [String] {
    let names = script.mentions.filter { $0.name.kind == .counter }.map(\.name.text)
    return Set(names).sorted()
  }

  private var messages: [CompletionItem] {
    var items: [CompletionItem] = []
    for reading in server.messages(of: script) {
      for pair in reading.tree.root?.pairs ?? [] {
        guard let id = pair.key.text else { continue }
        items.append(CompletionItem(label: id, kind: .value, detail: pair.value.text))
      }
    }
    return items
  }

  private var services: [String] {
    script.declared(.service) + server.surroundings.compiler.services.map(\.name)
  }

  private func service(_ name: String) -> CompletionItem {
    let signature = signature(name)
    return CompletionItem(
      label: name, kind: .function, detail: signature?.summary ?? "declared in this script",
      documentation: signature?.markdown, rank: signature == nil ? 0 : 1)
  }

  private var rules: [CompletionItem] {
    server.surroundings.compiler.validationRules.map {
      CompletionItem(label: $0.name, kind: .constant, detail: "\($0.lengths.lowerBound) digits")
    }
  }

  /// The script's languages.
  private var languages: [String] {
    script.tree.root?["languages"]?.items.compactMap(\.text) ?? []
  }

  private var knownLanguages: [String] {
    cursor.path.first?.key == "languages" ? server.promptLanguages(near: reading) : languages
  }

  private var catalogs: [String] { server.catalogs(near: reading) }
}

extension LocatedNode {
  /// A map's keys.
  var keys: [String] { pairs.compactMap(\.key.scalar?.text) }
}
