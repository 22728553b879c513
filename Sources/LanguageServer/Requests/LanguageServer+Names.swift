import CallEngine
import MenuScript

extension LanguageServer {
  /// A name in a request's document, and where it is written there.
  private struct Question {
    let document: TextDocument
    let reading: Reading
    let mention: Mention
  }

  private func question(_ parameters: JSONValue) throws(ResponseError) -> Question? {
    let document = try document(parameters)
    let offset = document.lines.byte(at: try position(parameters))
    let reading = reading(of: document)
    return reading.mention(at: reading.source.position(ofByte: offset)).map {
      Question(document: document, reading: reading, mention: $0)
    }
  }

  func definition(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    guard let question = try question(parameters) else { return .null }
    let name = question.mention.name
    switch name.kind {
    case .prompt:
      return .array(promptPlaces(of: name.text, near: question.reading).map(\.json))
    case .catalog:
      let folder = surroundings.compiler.prompts.folder(forScriptAt: question.reading.path)
      let languages = question.reading.tree.root?["languages"]?.items.compactMap(\.text) ?? []
      let files = languages.compactMap { language in
        folder.map { "\($0)/\(language)/\(name.text).yaml" }
      }
      return .array(
        files.filter { reading(at: $0) != nil }.map {
          ["uri": .string(uri(of: $0)), "range": LineRange.top.json]
        })
    default:
      let script = script(of: question.reading) ?? question.reading
      let texts = name.kind == .message ? messages(of: script) : []
      let places = ([script] + texts).flatMap { reading in
        reading.mentions(of: name).map { Occurrence(mention: $0, reading: reading) }
      }
      let declared = places.filter(\.mention.isDefinition)
      // A counter has no declaration: where it counts first will do.
      let shown = declared.isEmpty && name.kind == .counter ? Array(places.prefix(1)) : declared
      return .array(shown.map { location($0.mention, in: $0.reading) })
    }
  }

  func references(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    guard let question = try question(parameters) else { return [] }
    let includesDefinition = parameters["context"]?["includeDeclaration"]?.bool ?? true
    let places = occurrences(of: question.mention.name, near: question.reading)
    return .array(
      places.filter { includesDefinition || !$0.mention.isDefinition }
        .map { location($0.mention, in: $0.reading) })
  }

  // MARK: Renaming

  func prepareRename(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    guard let question = try question(parameters),
      isOwn(question.mention.name, in: question.reading)
    else { return .null }
    return [
      "range": range(of: question.mention, in: question.reading),
      "placeholder": .string(question.mention.name.text),
    ]
  }

  func rename(_ parameters: JSONValue) throws(ResponseError) -> JSONValue {
    guard let new = parameters["newName"]?.string else {
      throw .parameters("the request has no new name")
    }
    guard let question = try question(parameters) else {
      throw .failed("there is no name here that can be changed")
    }
    let name = question.mention.name
    guard isOwn(name, in: question.reading) else {
      throw .failed("'\(name.text)' is not declared in this project, so it can't be renamed here")
    }
    guard Self.isName(new, of: name.kind) else {
      throw .failed("'\(new)' can't be a name: use letters, digits, '-' and '_', a letter first")
    }
    let places = occurrences(of: name, near: question.reading)
    if new == name.text { return .null }
    var changed = name
    changed = Name(kind: name.kind, text: new, part: name.part)
    if places.contains(where: { $0.reading.definition(of: changed) != nil }) {
      throw .failed("there is a \(name.kind.noun) '\(new)' already")
    }
    if let broken = places.first(where: { !$0.reading.tree.isWhole }) {
      throw .failed("\(broken.reading.path) isn't valid YAML at the moment; correct it first")
    }
    var edits: [String: [JSONValue]] = [:]
    for place in places {
      edits[uri(of: place.reading.path), default: []].append([
        "range": range(of: place.mention, in: place.reading), "newText": .string(new),
      ])
    }
    let changes = edits.sorted { $0.key < $1.key }
    return ["changes": .object(changes.map { JSONValue.Member($0.key, .array($0.value)) })]
  }

  /// Whether the author declares a name, rather than gooya.
  private func isOwn(_ name: Name, in reading: Reading) -> Bool {
    switch name.kind {
    case .catalog: false
    case .counter: true
    case .prompt: !promptPlaces(of: name.text, near: reading).isEmpty
    case .message:
      messages(of: script(of: reading) ?? reading).contains { $0.definition(of: name) != nil }
    case .state, .value, .service, .hours, .part:
      (script(of: reading) ?? reading).definition(of: name) != nil
    }
  }

  /// Whether a text can be a name. Services and their values have full stops, too.
  private static func isName(_ text: String, of kind: NameKind) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let mayHaveParts = kind == .service || kind == .value
    return (parts.count == 1 || mayHaveParts && parts.count <= 4)
      && parts.allSatisfy { part in
        (part.first?.isLetter ?? false)
          && part.allSatisfy { $0.isLetter || $0.isNumber || "_-\u{200C}".contains($0) }
      } && !(kind == .state && text == "repeat")
  }

  // MARK: Places

  private struct Occurrence {
    let mention: Mention
    let reading: Reading
  }

  /// Everywhere that a name is written: in the script and its scenarios; of a prompt, in all scripts
  /// that take it from the same catalogs, and in these.
  private func occurrences(of name: Name, near reading: Reading) -> [Occurrence] {
    var readings: [Reading] = []
    if name.kind == .prompt {
      let catalogs = self.catalogs(of: name.text, near: reading)
      let scripts =
        catalogs.first.map { catalog in self.scripts(near: catalog).filter { uses($0, catalog) } }
        ?? []
      readings = catalogs + scripts.flatMap(family)
      if !readings.contains(where: { $0.path == reading.path }) { readings.append(reading) }
    } else {
      readings = family(of: script(of: reading) ?? reading)
    }
    var seen: Set<String> = []
    return readings.filter { seen.insert($0.path).inserted }.flatMap { reading in
      reading.mentions(of: name).map { Occurrence(mention: $0, reading: reading) }
    }
  }

  /// Whether a script takes prompts from a catalog.
  private func uses(_ script: Reading, _ catalog: Reading) -> Bool {
    let name = catalog.path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    guard let name,
      script.tree.root?["catalogs"]?.items.contains(where: { $0.text == name }) ?? false
    else { return false }
    let folder = surroundings.compiler.prompts.folder(forScriptAt: script.path)
    return folder.map(DocumentURI.standardized) == Self.promptFolder(ofCatalogAt: catalog.path)
  }

  /// The catalogs that have a prompt.
  private func catalogs(of id: String, near reading: Reading) -> [Reading] {
    let files =
      reading.kind == .catalog
      ? Self.translations(ofCatalogAt: reading.path)
      : prompts(for: reading).places(of: id).map { DocumentURI.standardized($0.range.file) }
    return files.compactMap { self.reading(at: $0) }
  }

  private func promptPlaces(of id: String, near reading: Reading) -> [PromptPlace] {
    catalogs(of: id, near: reading).compactMap { catalog in
      catalog.definition(of: Name(kind: .prompt, text: id)).map {
        PromptPlace(uri: uri(of: catalog.path), range: range(of: $0, in: catalog))
      }
    }
  }

  private struct PromptPlace {
    let uri: String
    let range: JSONValue
    var json: JSONValue { ["uri": .string(uri), "range": range] }
  }

  private func location(_ mention: Mention, in reading: Reading) -> JSONValue {
    ["uri": .string(uri(of: reading.path)), "range": range(of: mention, in: reading)]
  }

  private func range(of mention: Mention, in reading: Reading) -> JSONValue {
    reading.lines.range(reading.tree.bytes(of: mention.range)).json
  }
}
