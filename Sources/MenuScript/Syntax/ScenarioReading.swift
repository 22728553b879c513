import CallEngine

/// Reads one scenario.
struct ScenarioReading {
  /// Reads values and their spoken forms as in scripts, and collects findings.
  var values: ScriptParser
  /// Those that scripts may call, and then what this script asks for besides.
  var services: [ServiceSignature]
  /// `nil` until the script is compiled, or if it doesn't compile.
  private(set) var program: MenuProgram?
  private(set) var prompts: PromptIndex?
  private(set) var promptIDs: [String] = []
  private(set) var stateNames: [String] = []
  private(set) var states: Set<String> = []
  private var file = ""

  var findings: Findings { values.reader.findings }

  init(findings: Findings, services: [ServiceSignature]) {
    values = ScriptParser(reader: NodeReader(findings: findings))
    self.services = services
  }

  static let keys = ["title", "script", "caller", "given", "steps"]
  static let callerKeys = ["line", "rung", "language", "from", "dialled", "at"]

  mutating func scenario(
    _ root: LocatedNode, file: String, compile: (String) -> CompilationResult
  ) -> Scenario? {
    self.file = file
    guard let map = values.reader.map(root, "a scenario", keys: Self.keys) else { return nil }
    let title = map["title"].flatMap { values.reader.text($0, "'title'") }
    let script = script(map, compile)
    let caller = values.reader.required("caller", in: map).flatMap { self.caller($0) }
    let given = map["given"].map { self.given($0) } ?? []
    let steps = values.reader.required("steps", in: map).map { self.steps($0) }
    guard let caller, let steps else { return nil }
    return Scenario(
      title: title?.value, script: script, caller: caller, given: given, steps: steps)
  }

  private mutating func script(
    _ map: NodeReader.Map, _ compile: (String) -> CompilationResult
  ) -> String {
    let named = map["script"].map { values.reader.text($0, "'script'") }
    // A misspelt key may have been meant to name another script than the default.
    if case .some(nil) = named { return "" }
    if named == nil && map.has("script") { return "" }
    let path = Self.path(named??.value ?? ScenarioParser.defaultScript, from: file)
    let result = compile(path)
    program = result.program
    services += result.program?.hours.map(\.signature) ?? []
    if result.program == nil {
      report(ScenarioRules.BrokenScript(path: path), at: named??.range ?? map.range.firstPlace)
    } else {
      prompts = result.prompts
      promptIDs = result.prompts.sortedIDs()
      stateNames = result.program?.states.map(\.name) ?? []
      states = Set(stateNames.flatMap(Self.places))
      services += result.program?.services.map(\.signature) ?? []
    }
    return path
  }

  /// The names under which a state can be expected: its own, and those of the parts' uses around it.
  private static func places(_ state: String) -> [String] {
    [state] + state.indices.filter { state[$0] == "/" }.map { String(state[..<$0]) }
  }

  /// Converts a path relative to a file's folder into one relative to the same base as the file's
  /// path.
  static func path(_ path: String, from file: String) -> String {
    if path.hasPrefix("/") { return path }
    let isAbsolute = file.hasPrefix("/")
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/").map(String.init) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }

  mutating func report(
    _ finding: some Finding, at range: TextRange, notes: [String] = [], fixIt: String? = nil
  ) {
    let notes = notes.map { Diagnostic.Note($0) }
    values.reader.findings.report(
      finding, at: range, notes: notes, fixIts: fixIt.map { [(range, $0)] } ?? [])
  }

  mutating func suggestion(for name: String, among candidates: [String]) -> String? {
    values.reader.findings.suggestion(for: name, among: candidates)
  }

  // MARK: Caller

  private mutating func caller(_ node: LocatedNode) -> Scenario.Caller? {
    guard let map = values.reader.map(node, "'caller'", keys: Self.callerKeys) else { return nil }
    guard (map["line"] == nil) != (map["rung"] == nil) else {
      // An unknown key, which has been reported, was meant to be one of them.
      if map["line"] == nil && !map.isKnown { return nil }
      report(ScenarioRules.MalformedCaller(hasBoth: map["line"] != nil), at: map.range.firstPlace)
      return nil
    }
    let line = (map["line"] ?? map["rung"]).flatMap { number($0, "the caller's line") }
    let language = map["language"].flatMap { self.language($0) }
    let from = map["from"].flatMap { number($0, "'from'") }
    let dialled = map["dialled"].flatMap { number($0, "'dialled'") }
    let at = map["at"].flatMap { moment($0) }
    return line.map {
      Scenario.Caller(
        line: $0, isRung: map["rung"] != nil, language: language, from: from, dialled: dialled,
        at: at)
    }
  }

  private mutating func moment(_ node: LocatedNode) -> WrittenMoment? {
    guard let text = values.reader.text(node, "'at'") else { return nil }
    if let moment = WrittenMoment(text.value) { return moment }
    report(ScenarioRules.MalformedMoment(text: text.value), at: text.range)
    return nil
  }

  /// A telephone number, in ASCII.
  mutating func number(_ node: LocatedNode, _ what: String) -> String? {
    guard let text = values.reader.text(node, what) else { return nil }
    let plus = text.value.hasPrefix("+") ? "+" : ""
    let digits = text.value.dropFirst(plus.count).compactMap { Digit($0)?.character }
    guard !digits.isEmpty, digits.count == text.value.count - plus.count else {
      report(ValueRules.BadNumber(text: text.value), at: text.range)
      return nil
    }
    return plus + String(digits)
  }

  /// A number, an extension or a SIP URI.
  mutating func target(_ node: LocatedNode, _ what: String) -> String? {
    guard let text = values.reader.text(node, what) else { return nil }
    if let target = DialTarget.normalized(text.value) { return target }
    report(ValueRules.BadNumber(text: text.value), at: text.range)
    return nil
  }

  mutating func language(_ node: LocatedNode) -> Language? {
    guard
      let tag = values.reader.text(node, "'language'").flatMap({ values.reader.languageTag($0) })
    else { return nil }
    let language = Language(tag.value)
    if let program, !program.languages.contains(language) {
      let suggestion = suggestion(for: tag.value, among: program.languages.map(\.tag))
      report(
        NameRules.UndeclaredLanguage(tag: tag.value, suggestion: suggestion), at: tag.range,
        fixIt: suggestion)
      return nil
    }
    return language
  }
}
