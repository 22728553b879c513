import CallEngine

extension ScriptParser {
  static let hookKeys = [
    "get", "post", "input", "body", "headers", "secret", "output", "outcomes", "example",
    "fetch_timeout",
  ]
  static let inputKeys = ["as", "optional"]
  static let tableKeys = ["table", "key", "output", "outcomes"]
  static let serviceKeys = hookKeys + tableKeys.filter { !hookKeys.contains($0) }

  mutating func services(_ node: LocatedNode, into script: inout ScriptSyntax) {
    guard let map = reader.map(node, "'services'") else {
      script.hasAllServices = false
      return
    }
    script.hasAllServices = script.hasAllServices && map.isWhole
    let limit = ScriptLimits.services
    if map.entries.count > limit {
      reader.findings.report(
        ValueRules.TooMany(what: "'services'", limit: limit), at: map.entries[limit].key.range)
      script.hasAllServices = false
    }
    script.services = map.entries.prefix(limit).map { service($0) }
  }

  private mutating func service(_ entry: NodeReader.Map.Entry) -> ServiceSyntax {
    let name = entry.key
    var service = ServiceSyntax(name: name)
    let errors = reader.findings.errorCount
    isDottedName(name, of: "service")
    if let map = reader.map(entry.value, "service \(quoted(name.value))") {
      read(map, into: &service)
    }
    service.isWhole = reader.findings.errorCount == errors
    return service
  }

  private mutating func read(_ map: NodeReader.Map, into service: inout ServiceSyntax) {
    let sources = ["get", "post", "table"].compactMap { map.entry($0) }
    guard sources.count == 1, let source = sources.first else {
      let unknown = map.entries.filter { !Self.serviceKeys.contains($0.key.value) }
      var map = map
      for entry in unknown { reader.reportUnknown(entry, in: &map, keys: Self.serviceKeys) }
      if unknown.isEmpty || !sources.isEmpty {
        reader.findings.report(
          ServiceRules.OneSource(service: service.name.value, found: sources.map(\.key.value)),
          at: sources.dropFirst().first?.key.range ?? service.name.range)
      }
      return
    }
    let isTable = source.key.value == "table"
    let keys = isTable ? Self.tableKeys : Self.hookKeys
    var known = map
    for entry in map.entries where !keys.contains(entry.key.value) {
      reader.reportUnknown(entry, in: &known, keys: keys)
    }
    if isTable {
      readTable(source.value, known, into: &service)
    } else {
      readHook(source, known, into: &service)
    }
    service.outputs = outputs(map, isTable: isTable)
    service.outcomes = outcomes(of: service, map, isTable: isTable)
  }

  // MARK: Tables

  private mutating func readTable(
    _ node: LocatedNode, _ map: NodeReader.Map, into service: inout ServiceSyntax
  ) {
    let file = reader.text(node, "'table'")
    let key = reader.required("key", in: map).flatMap { reader.text($0, "'key'") }
    if let file { service.source = .table(file, key: key) }
  }

  // MARK: Web hooks

  private mutating func readHook(
    _ source: NodeReader.Map.Entry, _ map: NodeReader.Map, into service: inout ServiceSyntax
  ) {
    let method = WebHook.Method(rawValue: source.key.value) ?? .get
    if let url = address(source.value, quoted(source.key.value)) {
      service.source = .web(method, url: url)
    }
    service.inputs = inputKinds(map)
    service.headers = map["headers"].map { headers($0) } ?? []
    service.secret = map["secret"].flatMap { environment($0, "'secret'") }
    service.fetchTimeout = map["fetch_timeout"].flatMap {
      reader.duration($0, "'fetch_timeout'", upTo: ScriptLimits.wait)
    }
    service.examples = map["example"].map { examples($0) } ?? []
    guard let entry = map.entry("body") else { return }
    if method == .get {
      reader.findings.report(
        ShapeRules.WrongType(
          what: "'body'", expected: "a part of 'post'", found: "with 'get'"),
        at: entry.key.range)
    } else if entry.value.scalar?.text != "json" {
      service.body = body(entry.value).map { Located($0, entry.value.range) }
    }
  }

  private mutating func inputKinds(_ map: NodeReader.Map) -> [ServiceSyntax.Input] {
    guard let node = map["input"], let inputs = reader.map(node, "'input'") else { return [] }
    if inputs.entries.count > ScriptLimits.parts {
      reader.findings.report(
        ValueRules.TooMany(what: "'input'", limit: ScriptLimits.parts),
        at: inputs.entries[ScriptLimits.parts].key.range)
    }
    return inputs.entries.prefix(ScriptLimits.parts).compactMap { input($0) }
  }

  /// `number: digits`, or `note: { as: text, optional: true }`.
  private mutating func input(_ entry: NodeReader.Map.Entry) -> ServiceSyntax.Input? {
    let isName = reader.isName(entry.key, of: "input")
    var node = entry.value
    var isOptional = false
    if case .mapping = node.content {
      let what = "the input \(quoted(entry.key.value))"
      guard let map = reader.map(node, what, keys: Self.inputKeys),
        let kind = reader.required("as", in: map)
      else { return nil }
      node = kind
      isOptional = flag("optional", in: map)
    }
    let word = reader.word(
      node, "the kind of \(quoted(entry.key.value))", among: ValueKind.written.map(\.name))
    guard isName, let kind = ValueKind.written.first(where: { $0.name == word?.value }) else {
      return nil
    }
    return ServiceSyntax.Input(name: entry.key, kind: kind.kind, isOptional: isOptional)
  }

  private mutating func address(
    _ node: LocatedNode, _ what: String
  ) -> Located<InputTemplate>? {
    guard let text = reader.text(node, what) else { return nil }
    switch WebAddress.template(text.value) {
    case .success(let template): return Located(template, text.range)
    case .failure(let fault):
      reader.findings.report(
        ServiceRules.BadAddress(text: text.value, fault: fault.fault), at: text.range)
      return nil
    }
  }

  private mutating func headers(_ node: LocatedNode) -> [WebHook.Header] {
    guard let map = reader.map(node, "'headers'") else { return [] }
    return map.entries.prefix(ScriptLimits.parts).compactMap { entry in
      let name = entry.key.value
      guard WebAddress.mayBeHeader(name) else {
        reader.findings.report(
          ServiceRules.BadHeader(name: name, isValue: false), at: entry.key.range)
        return nil
      }
      if case .mapping = entry.value.content {
        return environment(entry.value, quoted(name)).map { WebHook.Header(name, .environment($0)) }
      }
      guard let value = reader.text(entry.value, "the header \(quoted(name))") else { return nil }
      guard WebAddress.mayBeHeaderValue(value.value) else {
        reader.findings.report(ServiceRules.BadHeader(name: name, isValue: true), at: value.range)
        return nil
      }
      return WebHook.Header(name, .literal(value.value))
    }
  }

  /// `{ env: NAME }`
  private mutating func environment(_ node: LocatedNode, _ what: String) -> String? {
    guard case .mapping = node.content else {
      reader.findings.report(ServiceRules.WrittenSecret(), at: node.range.firstPlace)
      return nil
    }
    guard let map = reader.map(node, what, keys: ["env"]),
      let name = reader.required("env", in: map).flatMap({ reader.text($0, "'env'") })
    else { return nil }
    let isName =
      name.value.utf8.allSatisfy {
        (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x5F
      } && !(0x30...0x39).contains(name.value.utf8.first ?? 0x30)
    if !isName {
      reader.findings.report(
        ShapeRules.BadName(what: "environment variable", name: name.value, isReserved: false),
        at: name.range)
      return nil
    }
    return name.value
  }

  private mutating func body(_ node: LocatedNode) -> BodyTemplate? {
    switch node.content {
    case .sequence(let items): return .list(items.compactMap { body($0) })
    case .mapping:
      return reader.map(node, "'body'").map { map in
        .object(
          map.entries.compactMap { entry in
            body(entry.value).map { BodyTemplate.Member(entry.key.value, $0) }
          })
      }
    case .scalar(let scalar):
      if scalar.isPlain, let literal = scalar.jsonLiteral { return .literal(literal) }
      guard let template = InputTemplate(scalar.text) else {
        reader.findings.report(
          ServiceRules.BadAddress(text: scalar.text, fault: .brace), at: node.range.firstPlace)
        return nil
      }
      return .text(template)
    }
  }
}

extension LocatedNode.Scalar {
  /// What a scalar without quotes is in JSON, if that isn't a text.
  fileprivate var jsonLiteral: String? {
    switch plainType {
    case .null: "null"
    case .boolean: text.lowercased()
    case .number where text.wholeMatch(of: #/-?(0|[1-9][0-9]*)(\.[0-9]+)?/#) != nil: text
    case .number, nil: nil
    }
  }
}
