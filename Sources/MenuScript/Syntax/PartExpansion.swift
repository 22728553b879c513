import CallEngine

/// Makes the states and fields of one use of a part: names get the use's name before them, and
/// parameters are replaced by what is given for them.
///
/// It works on the tree, so that a part can hold whatever a script can. What was written in the part
/// keeps its place there, and what is given for a parameter keeps the place where it is given.
struct PartExpansion {
  let part: PartSyntax
  /// The use's name.
  let use: String
  /// What is given for the parameters.
  let arguments: [String: LocatedNode]
  /// Where the exits lead.
  let exits: [String: LocatedNode]
  /// The targets that are neither a state nor an exit of the part.
  private(set) var unknownTargets: [Located<String>] = []

  private let states: Set<String>
  private let ownValues: Set<String>
  private let fieldParameters: Set<String>

  /// The keys of a state that name a value which the state sets.
  static let naming: Set<String> = ["collect", "record"]

  init(
    _ part: PartSyntax, use: String, arguments: [String: LocatedNode],
    exits: [String: LocatedNode]
  ) {
    self.part = part
    self.use = use
    self.arguments = arguments
    self.exits = exits
    states = Set(part.states.map(\.key.value))
    ownValues = part.ownValues
    fieldParameters = part.fieldParameters
  }

  /// The name that something of the part has in the script.
  func name(_ own: String) -> String { "\(use)/\(own)" }

  mutating func expandedStates() -> [NodeReader.Map.Entry] {
    part.states.map { entry in
      NodeReader.Map.Entry(
        key: Located(name(entry.key.value), entry.key.range), value: state(entry.value),
        keyIsPlain: entry.keyIsPlain)
    }
  }

  func expandedFields() -> [NodeReader.Map.Entry] {
    part.fields.map { entry in
      let key = entry.key.value
      let given = ScriptParser.name(in: key).flatMap { arguments[$0]?.scalar?.text }
      return NodeReader.Map.Entry(
        key: Located(given ?? name(key), entry.key.range), value: expanded(entry.value),
        keyIsPlain: entry.keyIsPlain)
    }
  }

  // MARK: States

  private mutating func state(_ node: LocatedNode) -> LocatedNode {
    guard case .mapping(let pairs) = node.content else { return expanded(node) }
    let isSwitch = pairs.contains { $0.key.scalar?.text == StateKind.switch.rawValue }
    var changed: [LocatedNode.Pair] = []
    for pair in pairs {
      let value =
        switch pair.key.scalar?.text {
        case "then", "else": target(pair.value)
        case "choices", "outcomes": targets(pair.value)
        case "cases" where isSwitch: targets(pair.value)
        case let key? where Self.naming.contains(key): valueName(pair.value)
        case "count": counterName(pair.value)
        default: expanded(pair.value)
        }
      changed.append(LocatedNode.Pair(key: expanded(pair.key), value: value))
    }
    return node.with(.mapping(changed))
  }

  private mutating func targets(_ node: LocatedNode) -> LocatedNode {
    guard case .mapping(let pairs) = node.content else { return expanded(node) }
    var changed: [LocatedNode.Pair] = []
    for pair in pairs {
      changed.append(LocatedNode.Pair(key: expanded(pair.key), value: target(pair.value)))
    }
    return node.with(.mapping(changed))
  }

  private mutating func target(_ node: LocatedNode) -> LocatedNode {
    guard let text = node.scalar?.text, !(node.scalar?.isNull ?? true), text != "repeat" else {
      return node
    }
    if let argument = argument(text) { return argument }
    if states.contains(text) { return node.with(text: name(text)) }
    if let exit = exits[text] { return exit }
    if !part.exits.contains(where: { $0.value == text }) {
      unknownTargets.append(Located(text, node.range))
    }
    // Any state of the part will do in place of one that was reported.
    return node.with(text: (part.start ?? part.states.first?.key).map { name($0.value) } ?? text)
  }

  private func valueName(_ node: LocatedNode) -> LocatedNode {
    guard let text = node.scalar?.text else { return expanded(node) }
    if let argument = argument(text) { return argument }
    return ownValues.contains(text) ? node.with(text: name(text)) : node
  }

  private func counterName(_ node: LocatedNode) -> LocatedNode {
    guard let scalar = node.scalar, !scalar.isNull else { return expanded(node) }
    return argument(scalar.text) ?? node.with(text: name(scalar.text))
  }

  // MARK: Values

  private func argument(_ text: String) -> LocatedNode? {
    ScriptParser.name(in: text).flatMap { arguments[$0] }
  }

  /// Whether a name is that of a value which the part sets, perhaps by a part inside it.
  private func isOwn(_ name: String) -> Bool {
    ownValues.contains(name)
      || name.firstIndex(of: "/").map { states.contains(String(name[..<$0])) } ?? false
  }

  private func expanded(_ node: LocatedNode) -> LocatedNode {
    switch node.content {
    case .scalar(let scalar):
      guard let name = ScriptParser.name(in: scalar.text) else { return node }
      if isOwn(name) { return node.with(text: "${\(self.name(name))}") }
      guard let argument = arguments[name] else { return node }
      guard fieldParameters.contains(name), let field = argument.scalar?.text else {
        return argument
      }
      return argument.with(text: "${\(field)}")
    case .sequence(let items):
      return node.with(
        .sequence(
          items.flatMap { item in
            let changed = expanded(item)
            guard let text = item.scalar?.text, argument(text) != nil,
              case .sequence(let given) = changed.content
            else { return [changed] }
            return given
          }))
    case .mapping(let pairs):
      return node.with(
        .mapping(
          pairs.map { LocatedNode.Pair(key: expanded($0.key), value: expanded($0.value)) }))
    }
  }
}

extension LocatedNode {
  fileprivate func with(_ content: Content) -> LocatedNode {
    LocatedNode(content: content, range: range, size: size)
  }

  /// The node with another text; a plain one stays plain.
  fileprivate func with(text: String) -> LocatedNode {
    with(.scalar(Scalar(text: text, isPlain: scalar?.isPlain ?? true)))
  }
}
