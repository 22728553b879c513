internal import CallEngine

/// What a server answered, read as a web hook declares it.
struct WebAnswer {
  let status: Int
  let body: [UInt8]

  /// A text's longest length, in UTF-8, and the longest list.
  static let longestText = 10_000
  static let longestList = 1000
  private static let mostMembers = 50

  /// The reply of a service.
  func reply(of service: DeclaredService, _ hook: WebHook) throws(WebTrouble) -> ServiceReply {
    let json = JSONValue(parsing: body)
    let condition = hook.conditions.first { condition in
      condition.statuses.contains { $0.contains(status) }
        && condition.values.allSatisfy { json?[$0.pointer]?.scalar == $0.text }
    }
    guard let outcome = condition?.outcome else { throw .noOutcome(status: status) }
    var output: [NamedValue] = []
    for (declared, pointer) in zip(service.signature.outputs, hook.places)
    where declared.comes(with: outcome) {
      guard let json else {
        if declared.isOptional { continue }
        throw .notJSON
      }
      if let value = try value(of: declared, json[pointer]) {
        output.append(NamedValue(declared.name, value))
      }
    }
    return ServiceReply(outcome: outcome, output: output)
  }

  /// The value of an output; `nil` if it is optional and missing.
  private func value(
    of output: ServiceSignature.Output, _ json: JSONValue?
  ) throws(WebTrouble) -> CallValue? {
    let isMissing = json == nil || json == .null || json == .text("") && output.isOptional
    guard let json, !isMissing else {
      if output.isOptional { return nil }
      throw .missingOutput(output.name)
    }
    let value: CallValue? =
      if case .list(let fields)? = output.kind {
        list(json, fields)
      } else {
        json.scalar.flatMap { $0.utf8.count <= Self.longestText ? .text($0) : nil }
      }
    guard let value, output.kind?.accepts(value) ?? true else { throw .unfitOutput(output.name) }
    return value
  }

  /// A list of scalars, or of objects with scalars: other members are left out.
  private func list(_ json: JSONValue, _ fields: [ListField]) -> CallValue? {
    guard case .list(let items) = json, items.count <= Self.longestList else { return nil }
    var read: [ListItem] = []
    for item in items {
      if let text = item.scalar, text.utf8.count <= Self.longestText {
        read.append(ListItem(text))
      } else if case .object(let members) = item {
        let values = members.compactMap { member -> NamedValue? in
          guard fields.isEmpty || fields.contains(where: { $0.name == member.name }),
            let text = member.value.scalar, text.utf8.count <= Self.longestText
          else { return nil }
          return NamedValue(member.name, text)
        }
        read.append(ListItem(Array(values.prefix(Self.mostMembers))))
      } else {
        return nil
      }
    }
    return .list(read)
  }
}
