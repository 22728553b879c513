import CallEngine

/// What the values of each name can be.
struct NameKinds {
  /// By name; `nil` is among a name's kinds if some of its values can be anything.
  private(set) var kinds: [String: Set<ValueKind?>] = [
    "call.line": [.telephone], "call.number_dialled": [.telephone], "call.language": [.word],
    "call.from": [.telephone], "call.to": [.telephone], "call.answered": [.moment],
    "call.direction": [.word],
  ]

  /// - Parameter services: those whose outputs are names.
  init(_ script: ScriptSyntax, services: [ServiceSignature]) {
    for service in services {
      for output in service.outputs { kinds[output.name, default: []].insert(output.kind) }
    }
    for record in script.recordings { kinds[record.name.value] = [.recording] }
    for field in script.fields { kinds[field.name.value] = [field.valueKind] }
    addKnownValues(of: script)
  }

  /// What a collect takes as known is a value of its field, too.
  private mutating func addKnownValues(of script: ScriptSyntax) {
    var sources: [(name: String, field: String)] = []
    for state in script.states {
      if case .collect(let field, let known?) = state.kind {
        if case .name(let name) = known.value { sources.append((name, field.value)) }
      }
    }
    // A value can be passed on from field to field; there are few kinds, so this ends quickly.
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (name, field) in sources {
        let all = kinds[field, default: []].union(kinds[name] ?? [nil])
        if all != kinds[field] {
          kinds[field] = all
          isSettled = false
        }
      }
    }
  }
}

extension ScriptSyntax {
  /// The services that states and fields call, by name.
  var calledServices: Set<String> {
    var called = Set(fields.compactMap { $0.check?.service.value })
    for state in states {
      if case .service(let name, _) = state.kind { called.insert(name.value) }
    }
    return called
  }
}
