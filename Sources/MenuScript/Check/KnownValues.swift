import CallEngine

/// The domains and kinds of all names of a script.
struct KnownValues: Sendable {
  /// By name; a name without one can have any value.
  let domains: [String: ValueSet]
  /// The shapes of the items of names that are lists.
  let lists: [String: [ListField]]
  /// Names that are certainly no lists.
  private let scalars: Set<String>

  init(_ script: ScriptSyntax, services: [ServiceSignature]) {
    var domains: [String: ValueSet] = [
      "call.language": ValueSet(words: script.languages.map(\.value)),
      "call.direction": ValueSet(words: CallDirection.allCases.map(\.rawValue)),
    ]
    var lists: [String: [ListField]] = [:]
    var scalars = Set(VariableID.builtInNames).union(script.fields.map(\.name.value))
    for output in services.flatMap(\.outputs) {
      switch output.kind {
      case .list(let fields): lists[output.name] = fields
      case nil: break
      default: scalars.insert(output.name)
      }
      if !output.words.isEmpty { domains[output.name] = ValueSet(words: output.words) }
    }
    for field in script.fields { domains[field.name.value] = field.domain.map(ValueSet.init) }
    self.lists = lists
    self.scalars = scalars
    self.domains = Self.withKnownValues(domains, of: script)
  }

  func isCertainlyNoList(_ name: String) -> Bool { scalars.contains(name) }

  /// What a collect takes as known is a value of its field, too.
  private static func withKnownValues(
    _ domains: [String: ValueSet], of script: ScriptSyntax
  ) -> [String: ValueSet] {
    var domains = domains
    var sources: [(value: Located<ValueSyntax>, field: String)] = []
    for state in script.states {
      if case .collect(let field, let known?) = state.kind { sources.append((known, field.value)) }
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (value, field) in sources {
        guard let own = domains[field] else { continue }
        let joined: ValueSet? =
          switch value.value {
          case .literal(let text): own.union(ValueSet(words: [text]))
          case .name(let name): domains[name].map(own.union)
          }
        if joined != own {
          domains[field] = joined
          isSettled = false
        }
      }
    }
    return domains
  }
}
