import CallEngine
import MenuScript

/// Sensitive and confidential values, which mustn't be offered where they would leave the line.
extension LanguageServer {
  /// Whether a value that is named at a cursor is spoken, dialled or sent out.
  func letsOut(_ cursor: Cursor, of script: Reading) -> Bool {
    let keys = cursor.path.compactMap(\.key)
    guard let state = keys.firstIndex(of: "states").map({ $0 + 2 }), state < keys.count else {
      return true
    }
    switch keys[state] {
    case "known", "language", "switch": return keys.count > state + 1
    case "input":
      let depth = cursor.path.firstIndex(of: .key("input")) ?? 0
      guard depth < cursor.ancestors.count,
        let service = cursor.ancestors[depth].texts["service"],
        let inputs = signature(of: service, in: script)?.inputs
      else { return true }
      // Without a name it is the only input that is needed.
      let passed = keys.count == state + 1 ? inputs : inputs.filter { $0.name == keys[state + 1] }
      return passed.isEmpty || passed.contains { $0.isSentOut || $0.isInAddress }
    default: return keys.last != "prompt_by"
    }
  }

  private func signature(of service: String, in script: Reading) -> ServiceSignature? {
    let declared = program(for: script)?.services.map(\.signature) ?? []
    return (declared + surroundings.compiler.services).first { $0.name == service }
  }

  /// The values that mustn't leave the line: those that the services give, and those that the script
  /// declares so.
  func privateValues(of script: Reading) -> Set<String> {
    let outputs = surroundings.compiler.services.flatMap(\.outputs)
    var names = Set(outputs.filter { $0.isConfidential || $0.isSensitive }.map(\.name))
    for key in ["fields", "services", "parts"] {
      script.tree.root?[key]?.collectPrivateValues(into: &names)
    }
    return names
  }
}

extension LocatedNode {
  /// The keys of all maps that say 'sensitive' or 'confidential'.
  fileprivate func collectPrivateValues(into names: inout Set<String>) {
    for item in items { item.collectPrivateValues(into: &names) }
    for pair in pairs {
      if let name = pair.key.text,
        ["sensitive", "confidential"].contains(where: { pair.value[$0]?.text == "true" })
      {
        names.insert(name)
      }
      pair.value.collectPrivateValues(into: &names)
    }
  }
}
