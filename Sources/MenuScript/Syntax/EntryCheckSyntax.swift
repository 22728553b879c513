import CallEngine

/// `validate: { service: clinic.check_code, accepted: [valid] }`
struct EntryCheckSyntax: Sendable {
  let service: Located<String>
  /// `nil` if the entry is the service's only input.
  var input: InputsSyntax?
  /// The outcomes that accept an entry; empty for the service's first one.
  var accepted: [Located<String>] = []
  var fetchTimeout: Located<Duration>?

  /// What is passed to the service.
  ///
  /// - Parameter field: the field whose entries it judges.
  func uses(of field: String) -> [ValueUse] {
    let own = [
      // Without a name: the service's only input.
      ValueUse(
        name: field, range: service.range, kind: .input(service: service.value, name: ""))
    ]
    let uses = input.map { input in
      input.all.flatMap { argument in
        argument.value?.uses(.input(service: service.value, name: argument.name.value)) ?? []
      }
    }
    return (uses ?? own).map { use in
      var use = use
      use.isOwnEntry = use.name == field
      return use
    }
  }
}

extension ScriptParser {
  static let checkKeys = ["service", "rule", "input", "accepted", "fetch_timeout"]

  /// A rule's name, or a service and perhaps a rule.
  mutating func validation(_ node: LocatedNode, of field: inout FieldSyntax) {
    guard case .mapping = node.content else {
      field.validate = reader.text(node, "'validate'")
      return
    }
    guard let map = reader.map(node, "'validate'", keys: Self.checkKeys) else { return }
    if let entry = map.entry("rule") {
      field.validate = reader.text(entry.value, "'rule'")
      if case .digits = field.kind {
      } else {
        reader.findings.report(
          FieldRules.MisplacedDetail(
            key: "rule", kind: field.kindName, goesWith: [FieldSyntax.kinds[0].key]),
          at: entry.key.range)
      }
    }
    guard
      let service = reader.required("service", in: map).flatMap({ reader.text($0, "'service'") })
    else { return }
    var check = EntryCheckSyntax(service: service)
    if map.has("input") { check.input = input(map) }
    check.accepted = map["accepted"].map { outcomes($0) } ?? []
    check.fetchTimeout = map["fetch_timeout"].flatMap {
      reader.duration($0, "'fetch_timeout'", upTo: ScriptLimits.wait)
    }
    field.check = check
  }

  /// One outcome, or several.
  private mutating func outcomes(_ node: LocatedNode) -> [Located<String>] {
    if node.scalar != nil { return reader.text(node, "'accepted'").map { [$0] } ?? [] }
    return reader.names(node, "'accepted'", each: "outcome", limit: ScriptLimits.choices)
  }
}
