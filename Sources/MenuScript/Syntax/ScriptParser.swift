import CallEngine

/// Parses a menu script's tree: shapes only, no names.
struct ScriptParser: Sendable {
  var reader: NodeReader
  /// The script's languages, once they are read.
  var languages: [String] = []
  /// The forms in which the fields' values are read where a prompt names none, by field.
  var ownForms: [String: SpokenForm.Kind] = [:]
  /// The whole script.
  var root: LocatedNode?
  /// Its keys and the names that it gives, once they have been asked for.
  var knownNames: Set<String>?
  /// The script's parts, by name.
  var parts: [String: PartSyntax] = [:]
  /// Their names, in the order of the script.
  var partNames: [String] = []
  var hasAllParts = true
  var usedParts: Set<String> = []
  /// The nodes of the parts that were put in so far.
  var expandedSize = 0

  /// The script, and the faults of its shape.
  static func parse(_ root: LocatedNode, findings: inout Findings) -> ScriptSyntax? {
    var parser = ScriptParser(reader: NodeReader(findings: findings))
    let script = parser.script(root)
    findings = parser.reader.findings
    return script
  }

  static let keys = [
    "format", "title", "languages", "catalogs", "start", "max_duration", "defaults", "fields",
    "services", "hours", "parts", "states", "results",
  ]

  private mutating func script(_ root: LocatedNode) -> ScriptSyntax? {
    if let texts = Self.texts(root, in: reader.findings.file) {
      let finding = ShapeRules.MissingKey(key: "format", place: "a menu script", texts: texts)
      reader.findings.report(finding, at: root.range.firstPlace)
      return nil
    }
    guard let map = reader.map(root, "a menu script", keys: Self.keys) else { return nil }
    self.root = root
    var script = ScriptSyntax()
    if let node = map["format"] {
      format(node)
    } else if !map.doubtful.contains("format") {
      reportNoFormat(root)
    }
    script.title = reader.required("title", in: map).flatMap { title($0) }
    if let node = reader.required("languages", in: map) {
      let names = reader.names(node, "'languages'", each: "language", limit: ScriptLimits.languages)
      script.languages = names.compactMap { reader.languageTag($0) }
      languages = script.languages.map(\.value)
      if case .sequence(let items) = node.content {
        script.hasAllLanguages =
          script.languages.count == items.count && !map.doubtful.contains("languages")
      } else {
        script.hasAllLanguages = false
      }
    } else {
      script.hasAllLanguages = false
    }
    script.hasAllCatalogs = !map.doubtful.contains("catalogs")
    if let node = map["catalogs"] { catalogs(node, into: &script) }
    script.start = reader.required("start", in: map).flatMap { reader.text($0, "'start'") }
    script.maxDuration = map["max_duration"].flatMap { reader.duration($0, "'max_duration'") }
    script.defaultChoices.isThere = map.doubtful.contains("defaults")
    script.defaultOutcomes.isWhole = !map.doubtful.contains("defaults")
    if let node = map["fields"] { ownForms = Self.ownForms(of: node) }
    if let node = map["defaults"] { defaults(node, into: &script) }
    script.hasAllFields = !map.doubtful.contains("fields")
    if let node = map["fields"] { fields(node, into: &script) }
    script.hasAllHours = !map.doubtful.contains("hours")
    if let node = map["hours"] { hours(node, into: &script) }
    script.hasAllServices = !map.doubtful.contains("services")
    if let node = map["services"] { services(node, into: &script) }
    hasAllParts = !map.doubtful.contains("parts")
    if let node = map["parts"] { parts(node) }
    script.parts = partNames.compactMap { parts[$0] }
    script.hasAllStates = !map.doubtful.contains("states")
    if let node = reader.required("states", in: map) { states(node, into: &script) }
    checkUnusedParts(of: script)
    if let node = map["results"] {
      script.results = reader.names(
        node, "'results'", each: "result", limit: ScriptLimits.results
      ).map { name in Located(Self.name(in: name.value) ?? name.value, name.range) }
    }
    return script
  }

  /// What a document is that is a flat map of texts without anything of a script; `nil` if it is
  /// something else.
  private static func texts(_ root: LocatedNode, in file: String) -> ShapeRules.MissingKey.Texts? {
    let isMessages = file.split(separator: "/").dropLast().last == "messages"
    guard case .mapping(let pairs) = root.content, pairs.count > 1 || isMessages,
      pairs.contains(where: { $0.value.isText }),
      pairs.allSatisfy({ pair in
        pair.value.scalar != nil && pair.key.scalar.map { !keys.contains($0.text) } ?? false
      })
    else { return nil }
    return isMessages ? .messages : .catalog
  }

  private mutating func reportNoFormat(_ root: LocatedNode) {
    let line = "format: 1"
    var fixIts: [(range: TextRange, replacement: String)] = []
    let start = root.range.start
    if case .mapping(let pairs) = root.content, pairs.first?.key.range.start == start {
      let indentation = String(repeating: " ", count: start.column - 1)
      fixIts = [(TextRange(at: start), "\(line)\n\(indentation)")]
    }
    reader.findings.report(
      ShapeRules.MissingKey(key: "format", place: "a menu script", notation: line),
      at: root.range.firstPlace, fixIts: fixIts)
  }

  private mutating func catalogs(_ node: LocatedNode, into script: inout ScriptSyntax) {
    script.catalogs = reader.names(
      node, "'catalogs'", each: "catalog", limit: ScriptLimits.catalogs, mayBeEmpty: true
    )
    .filter { reader.isName($0, of: "catalog") }
    guard case .sequence(let items) = node.content, items.count == script.catalogs.count else {
      script.hasAllCatalogs = false
      return
    }
  }

  private mutating func format(_ node: LocatedNode) {
    guard let scalar = node.scalar, !scalar.isNull else {
      return reader.reportWrongType(node, "'format'", expected: "a whole number")
    }
    if scalar.isPlain && scalar.text == "1" { return }
    reader.findings.report(
      ValueRules.UnknownFormat(text: scalar.text), at: node.range, fixIts: [(node.range, "1")])
  }

  private mutating func title(_ node: LocatedNode) -> Located<String>? {
    guard let title = reader.text(node, "'title'") else { return nil }
    checkPlainText(title)
    return title
  }

  private mutating func defaults(_ node: LocatedNode, into script: inout ScriptSyntax) {
    guard let map = reader.map(node, "'defaults'", keys: Self.defaultKeys) else {
      script.defaultChoices.isThere = true
      script.defaultOutcomes.isWhole = false
      return
    }
    script.defaults = settings(map)
    script.defaultChoices = choices(map)
    script.defaultOutcomes = outcomes(map)
  }

  static let defaultKeys = settingKeys + ["choices", "outcomes"]
}

extension ScriptParser {
  static let settingKeys = [
    "timeout", "interdigit_timeout", "max_noinput", "max_nomatch", "noinput", "nomatch",
    "terminator", "barge_in", "type_ahead", "fetch_timeout", "connect_timeout",
  ]

  /// The settings that a map has; the caller checks which it may have.
  mutating func settings(_ map: NodeReader.Map) -> SettingsSyntax {
    var settings = SettingsSyntax()
    settings.timeout = duration("timeout", in: map)
    settings.interdigitTimeout = duration("interdigit_timeout", in: map)
    settings.fetchTimeout = duration("fetch_timeout", in: map)
    settings.connectTimeout = duration("connect_timeout", in: map)
    settings.maxNoinput = map["max_noinput"].flatMap {
      reader.integer($0, "'max_noinput'", in: 1...ScriptLimits.tries)
    }
    settings.maxNomatch = map["max_nomatch"].flatMap {
      reader.integer($0, "'max_nomatch'", in: 1...ScriptLimits.tries)
    }
    settings.noinput = map["noinput"].flatMap { prompts($0, "'noinput'", mayBeEmpty: true) }
    settings.nomatch = map["nomatch"].flatMap { prompts($0, "'nomatch'", mayBeEmpty: true) }
    settings.bargeIn = map["barge_in"].flatMap { reader.boolean($0, "'barge_in'") }
    settings.terminator = map["terminator"].flatMap { terminator($0) }
    settings.flushesTypeAhead = map["type_ahead"]
      .flatMap { reader.word($0, "'type_ahead'", among: ["keep", "flush"]) }
      .map { Located($0.value == "flush", $0.range) }
    return settings
  }

  mutating func duration(_ key: String, in map: NodeReader.Map) -> Located<Duration>? {
    map[key].flatMap { reader.duration($0, "'\(key)'", upTo: ScriptLimits.wait) }
  }

  private mutating func terminator(_ node: LocatedNode) -> Located<SettingsSyntax.Terminator>? {
    if let scalar = node.scalar, scalar.text == "none" { return Located(.none, node.range) }
    // A malformed one isn't replaced by the built-in one, which could contradict other keys.
    return Located(key(node, "'terminator'").map { .key($0.value) } ?? .none, node.range)
  }

  /// One key.
  mutating func key(_ node: LocatedNode, _ what: String) -> Located<Digit>? {
    guard let keys = reader.keys(node, what, limit: 1), let key = keys.value.digits.first else {
      return nil
    }
    return Located(key, keys.range)
  }

  /// What a map has under `choices`.
  mutating func choices(_ map: NodeReader.Map) -> ChoicesSyntax {
    ChoicesSyntax(all: map["choices"].map { choices($0) } ?? [], isThere: map.has("choices"))
  }

  private mutating func choices(_ node: LocatedNode) -> [ChoiceSyntax] {
    guard let map = reader.map(node, "'choices'") else { return [] }
    if map.entries.isEmpty && map.isWhole {
      reader.findings.report(ValueRules.Empty(what: "'choices'"), at: node.range)
    }
    let limit = ScriptLimits.choices
    if map.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'choices'", limit: limit), at: map.entries[limit].key.range)
    }
    return map.entries.prefix(limit).compactMap { entry in
      let keyNode = LocatedNode(
        content: .scalar(.init(text: entry.key.value, isPlain: entry.keyIsPlain)),
        range: entry.key.range, size: 1)
      let keys = reader.keys(keyNode, "a choice")
      let target = reader.text(entry.value, "a choice's target")
      guard let keys, let target else { return nil }
      return ChoiceSyntax(keys: keys, target: target)
    }
  }

  /// What a map has under `outcomes`.
  mutating func outcomes(_ map: NodeReader.Map) -> OutcomesSyntax {
    var outcomes = OutcomesSyntax(isWhole: !map.doubtful.contains("outcomes"))
    guard let node = map["outcomes"] else { return outcomes }
    guard let links = reader.map(node, "'outcomes'") else {
      outcomes.isWhole = false
      return outcomes
    }
    outcomes.isWhole = outcomes.isWhole && links.isWhole
    outcomes.links = links.entries.map { entry in
      let target = reader.text(entry.value, "the target of \(quoted(entry.key.value))")
      return LinkSyntax(name: entry.key, target: target)
    }
    return outcomes
  }
}
