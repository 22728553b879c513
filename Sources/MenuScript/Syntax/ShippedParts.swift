/// The parts that every script can use without writing them.
///
/// They say nothing by themselves: what is said is given for their parameters, so that they speak
/// every language.
enum ShippedParts {
  /// As under `parts` in a script.
  private static let text = """
    yes_or_no:
      parameters: [question]
      exits: ["yes", "no", gave_up]
      start: ask
      states:
        ask:
          menu: ["${question}"]
          choices: { "1": "yes", "2": "no" }
          outcomes: { gave_up: gave_up }
    record_message:
      parameters: [message, prompt, options, beep, max, silence, min]
      exits: [kept, empty, failed, gave_up]
      start: speak
      states:
        speak:
          record: "${message}"
          prompt: ["${prompt}"]
          beep: "${beep}"
          max: "${max}"
          silence: "${silence}"
          min: "${min}"
          outcomes: { recorded: choose, empty: empty, failed: failed }
        choose:
          menu: ["${options}"]
          choices: { "1": listen, "2": kept, "3": speak }
          outcomes: { gave_up: gave_up }
        listen: { say: [{ recording: "${message}" }], then: choose }
    """

  /// What parameters stand for where a use gives nothing for them: the built-in values of the settings.
  private static let settings = [
    "record_message": ["beep": "true", "max": "2m", "silence": "4s", "min": "1s"]
  ]

  static let names = all.keys.sorted()

  /// The exits of a part; none if there is no such part.
  static func exits(of name: String) -> [String] { all[name]?.exits.map(\.value) ?? [] }

  /// A part by its name. Everything in it has the place of its use, which is all that an author
  /// sees of it.
  static func part(_ name: String, at use: TextRange) -> PartSyntax? {
    guard let part = all[name] else { return nil }
    var moved = PartSyntax(name: Located(name, use), range: use)
    moved.parameters = part.parameters.map { Located($0.value, use) }
    moved.settings = settings[name, default: [:]].mapValues { text in
      LocatedNode(content: .scalar(.init(text: text, isPlain: true)), range: use, size: 1)
    }
    moved.exits = part.exits.map { Located($0.value, use) }
    moved.start = part.start.map { Located($0.value, use) }
    moved.fields = part.fields.map { $0.moved(to: use) }
    moved.states = part.states.map { $0.moved(to: use) }
    return moved
  }

  private static let all: [String: PartSyntax] = {
    let source = SourceText(file: "parts that come with gooya", text: text)
    var findings = Findings(file: source.file)
    let root = YAMLReader.read(source, findings: &findings)
    var parser = ScriptParser(reader: NodeReader(findings: findings))
    if let root { parser.parts(root) }
    precondition(
      parser.reader.findings.diagnostics.isEmpty, "\(parser.reader.findings.diagnostics)")
    return parser.parts
  }()
}

extension NodeReader.Map.Entry {
  fileprivate func moved(to range: TextRange) -> Self {
    Self(
      key: Located(key.value, range), value: value.movedThroughout(to: range),
      keyIsPlain: keyIsPlain)
  }
}

extension LocatedNode {
  fileprivate func movedThroughout(to range: TextRange) -> LocatedNode {
    let content: Content =
      switch self.content {
      case .scalar: self.content
      case .sequence(let items): .sequence(items.map { $0.movedThroughout(to: range) })
      case .mapping(let pairs):
        .mapping(
          pairs.map {
            Pair(
              key: $0.key.movedThroughout(to: range), value: $0.value.movedThroughout(to: range))
          })
      }
    return LocatedNode(content: content, range: range, size: size)
  }
}
