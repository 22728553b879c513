import CallEngine
import MenuScript

extension LanguageServer {
  func hover(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    let document = try document(parameters)
    let offset = document.lines.byte(at: try position(parameters))
    let reading = reading(of: document)
    var sections: [String] = []
    var range: TextRange?
    let place = reading.source.position(ofByte: offset)
    if let mention = reading.mention(at: place) {
      sections.append(about(mention.name, in: reading))
      range = mention.range
    }
    if let found = FoundScalar(at: place, in: reading.tree.root), let kind = reading.kind {
      if let meaning = meaning(of: found, kind) { sections.append(meaning) }
      range = range ?? found.node.range
    }
    var codes = diagnostics(in: document).filter { $0.range.holds(place) }.map(\.code)
    if let code = Self.word(at: offset, in: reading.tree.utf8) { codes.append(code) }
    var told: Set<String> = []
    for code in codes where told.insert(code).inserted {
      if let page = RulePage.page(for: code) { sections.append(page.markdown) }
    }
    sections.removeAll(where: \.isEmpty)
    guard !sections.isEmpty else { return .null }
    let text = sections.joined(separator: "\n\n---\n\n")
    let span = range.map { document.lines.range(reading.tree.bytes(of: $0)).json }
    return .object(leavingOut: [
      (
        "contents",
        ["kind": client.readsMarkdown ? "markdown" : "plaintext", "value": .string(text)]
      ),
      ("range", span),
    ])
  }

  /// The findings in a document as it is now: none if it has changed since the last check.
  func diagnostics(in document: TextDocument) -> [Diagnostic] {
    guard let latest = checks.latest[document.uri], latest.version == document.version else {
      return []
    }
    return latest.diagnostics.filter { uri(of: $0.range.file) == document.uri }
  }

  /// What a key or a word means, by the schema.
  private func meaning(of found: FoundScalar, _ kind: FileKind) -> String? {
    guard let schema = surroundings.schemas[kind.schema] else { return nil }
    if found.isKey {
      let key = found.node.scalar?.text ?? ""
      // Names of the author's own have no meaning in the schema.
      let path = found.path.compactMap(\.key)
      guard MentionWalk.declared(under: path, in: kind) == nil,
        let description = schema.place(at: found.path)?.value(of: key)?.description
      else { return nil }
      return "`\(key)`: \(description)"
    }
    guard let place = schema.place(at: found.path), let word = found.node.text,
      place.words.contains(word), let description = place.description
    else { return nil }
    let key = found.path.last?.key.map { "`\($0)`: " } ?? ""
    return key + description
  }

  // MARK: Names

  /// What a name stands for, in Markdown.
  private func about(_ name: Name, in reading: Reading) -> String {
    switch name.kind {
    case .prompt: aboutPrompt(name.text, in: reading)
    case .message: aboutMessage(name.text, in: reading)
    case .service:
      surroundings.compiler.services.first { $0.name == name.text }?.markdown
        ?? excerpt(of: name, in: reading)
    case .state: [excerpt(of: name, in: reading), exits(of: name, in: reading)].joined()
    case .value: aboutValue(name, in: reading)
    case .hours, .part, .catalog, .counter: excerpt(of: name, in: reading)
    }
  }

  private func aboutPrompt(_ id: String, in reading: Reading) -> String {
    let texts: [(place: String, text: String)]
    if reading.kind == .catalog {
      texts = Self.translations(ofCatalogAt: reading.path).compactMap { path in
        let language = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
        return self.reading(at: path)?.tree.root?[id]?.text.map { (language, $0) }
      }
    } else {
      texts = prompts(for: reading).places(of: id).map {
        ("\($0.language), \($0.catalog)", $0.text)
      }
    }
    return Self.list(texts, of: "prompt", id)
  }

  private func aboutMessage(_ id: String, in reading: Reading) -> String {
    let texts = messages(of: script(of: reading) ?? reading).compactMap { reading in
      reading.tree.root?[id]?.text.map { text in
        let file = reading.path.split(separator: "/").last.map(String.init) ?? ""
        return (place: file, text: text)
      }
    }
    return Self.list(texts, of: "message", id)
  }

  private static func list(
    _ texts: [(place: String, text: String)], of noun: String, _ id: String
  ) -> String {
    if texts.isEmpty { return "" }
    let lines = texts.map {
      "- \($0.place): \($0.text.split(separator: "\n").joined(separator: " "))"
    }
    return (["**\(noun)** `\(id)`", ""] + lines).joined(separator: "\n")
  }

  private func aboutValue(_ name: Name, in reading: Reading) -> String {
    let services = surroundings.compiler.services.filter { service in
      service.outputs.contains { $0.name == name.text }
    }
    if let output = services.lazy.flatMap(\.outputs).first(where: { $0.name == name.text }) {
      let givers = services.map { "`\($0.name)`" }.joined(separator: ", ")
      let outcomes = output.outcomes.map { "`\($0)`" }.joined(separator: ", ")
      return "**value** `\(name.text)`: given by \(givers)"
        + (outcomes.isEmpty ? "" : " with \(outcomes)") + (output.isOptional ? ", if known" : "")
        + (output.isConfidential ? "; confidential: neither spoken nor sent" : "")
    }
    if VariableID.builtInNames.contains(name.text) {
      return "**value** `\(name.text)`: set in every call"
    }
    return excerpt(of: name, in: reading)
  }

  /// The lines that declare a name.
  private func excerpt(of name: Name, in reading: Reading) -> String {
    let script = script(of: reading) ?? reading
    guard let definition = script.definition(of: name) else { return "" }
    let found = FoundScalar(at: definition.range.start, in: script.tree.root)
    let key = found?.node.scalar?.text ?? name.text
    let value = found?.isKey == true ? found?.ancestors.last?[key] : found?.ancestors.last
    let first = definition.range.start.line
    let last = max(first, value?.range.end.line ?? first)
    var lines = (first...min(last, first + Self.longestExcerpt)).map { script.source.line($0) }
    let margin = lines.first?.prefix { $0 == " " }.count ?? 0
    lines = lines.map { String($0.dropFirst(min(margin, $0.prefix { $0 == " " }.count))) }
    if last > first + Self.longestExcerpt { lines.append("…") }
    let fence = "```"
    return "**\(name.kind.noun)** `\(name.text)`\n\n\(fence)yaml\n"
      + lines.map { $0.replacing(fence, with: "'''") }.joined(separator: "\n") + "\n\(fence)"
  }

  private static let longestExcerpt = 14

  /// Where a state leads, its part of the defaults included.
  private func exits(of name: Name, in reading: Reading) -> String {
    guard name.part == nil, let program = program(for: reading),
      let state = program.state(named: name.text)
    else { return "" }
    let exits = program.exits(of: state).map { exit in
      let way =
        switch exit.name {
        case .choice(let keys): "`\(keys)`"
        case .outcome(let outcome): "`\(outcome)`"
        case .then: "then"
        }
      return "\(way) → `\(program[exit.target].name)`"
    }
    return exits.isEmpty ? "" : "\n\nLeads on: " + exits.joined(separator: ", ")
  }

  /// The letters and digits around a byte, such as a rule's code in a comment.
  private static func word(at offset: Int, in utf8: [UInt8]) -> String? {
    let isLetter = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    var start = min(offset, utf8.count)
    var end = start
    while start > 0, isLetter(utf8[start - 1]), end - start < 8 { start -= 1 }
    while end < utf8.count, isLetter(utf8[end]), end - start < 8 { end += 1 }
    return end - start == 4 ? String(decoding: utf8[start..<end], as: UTF8.self) : nil
  }
}

extension SourceRange {
  /// Whether a place is in it; a finding about a place alone reaches to the end of its word.
  fileprivate func holds(_ place: TextPosition) -> Bool {
    start == end ? start.line == place.line && place >= start : start <= place && place <= end
  }
}

extension ServiceSignature {
  /// The signature as an editor shows it.
  var markdown: String {
    let inputs = inputs.map { "`\($0.name)`" + ($0.isRequired ? "" : " (optional)") }
    let outputs = outputs.map { "`\($0.name)`" + ($0.isOptional ? " (if known)" : "") }
    let outcomes = (outcomes + [Self.failed]).map { "`\($0)`" }
    return [
      "**service** `\(name)`", "", summary, "",
      "- input: " + (inputs.isEmpty ? "none" : inputs.joined(separator: ", ")),
      "- output: " + (outputs.isEmpty ? "none" : outputs.joined(separator: ", ")),
      "- outcomes: " + outcomes.joined(separator: ", "),
    ].joined(separator: "\n")
  }
}
