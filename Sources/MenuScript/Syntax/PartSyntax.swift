/// States under one name, which a script puts in with parameters wherever it needs them.
struct PartSyntax: Sendable {
  let name: Located<String>
  /// Everything that is written of it.
  let range: TextRange
  var parameters: [Located<String>] = []
  /// What parameters stand for where a use gives nothing for them.
  var settings: [String: LocatedNode] = [:]
  var exits: [Located<String>] = []
  var start: Located<String>?
  var fields: [NodeReader.Map.Entry] = []
  var states: [NodeReader.Map.Entry] = []
  /// Whether all of it could be read.
  var isWhole = true

  /// The parameters that name a field: they stand where a state collects it, or for the name of one
  /// of the part's own. Anywhere else such a parameter means the field's value.
  var fieldParameters: Set<String> {
    var found = Set(fields.compactMap { ScriptParser.name(in: $0.key.value) })
    for state in states {
      guard case .mapping(let pairs) = state.value.content else { continue }
      for pair in pairs where PartExpansion.naming.contains(pair.key.scalar?.text ?? "") {
        if let name = pair.value.scalar.flatMap({ ScriptParser.name(in: $0.text) }) {
          found.insert(name)
        }
      }
    }
    return found.intersection(parameters.map(\.value))
  }

  /// The names that each use has for itself: those of its fields, and of what its states record.
  var ownValues: Set<String> {
    var names = Set(fields.map(\.key.value))
    for state in states {
      guard case .mapping(let pairs) = state.value.content else { continue }
      for pair in pairs where pair.key.scalar?.text == "record" {
        if let name = pair.value.scalar?.text { names.insert(name) }
      }
    }
    return names.filter { ScriptParser.name(in: $0) == nil }
  }
}

/// A state that stands for a part's states.
struct PartUseSyntax: Sendable {
  /// The state's name.
  let name: Located<String>
  /// The part's name where it is used.
  let part: Located<String>
}
