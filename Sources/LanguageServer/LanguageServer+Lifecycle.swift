import MenuScript

/// What the client said it can do, as far as it matters.
struct ClientAbilities: Sendable {
  var encoding = PositionEncoding.utf16
  var readsMarkdown = false
  var completesWithMarkdown = false
  var showsRelatedInformation = false
  var opensPagesOfCodes = false
  var nestsSymbols = false

  init() {}

  init(_ capabilities: JSONValue?) {
    let offered = capabilities?["general"]?["positionEncodings"]?.array ?? []
    encoding =
      offered.lazy.compactMap { $0.string.flatMap(PositionEncoding.init) }.first ?? .utf16
    let document = capabilities?["textDocument"]
    let formats = document?["hover"]?["contentFormat"]?.array ?? []
    readsMarkdown = formats.contains(.string("markdown"))
    let completed = document?["completion"]?["completionItem"]?["documentationFormat"]?.array ?? []
    completesWithMarkdown = completed.contains(.string("markdown"))
    let published = document?["publishDiagnostics"]
    showsRelatedInformation = published?["relatedInformation"]?.bool ?? false
    opensPagesOfCodes = published?["codeDescriptionSupport"]?.bool ?? false
    nestsSymbols =
      document?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.bool ?? false
  }
}

extension LanguageServer {
  mutating func initialize(_ parameters: JSONValue) -> JSONValue {
    phase = .running
    client = ClientAbilities(parameters["capabilities"])
    folders = Self.paths(of: parameters["workspaceFolders"])
    if folders.isEmpty {
      folders = [parameters["rootUri"]?.string.flatMap(DocumentURI.path)].compactMap { $0 }
    }
    return [
      "capabilities": [
        "positionEncoding": .string(client.encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2, "save": true],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": ["{", "$", "[", ":", " ", ".", "\"", ","]],
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentSymbolProvider": true,
        "documentFormattingProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
        "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
      ],
      "serverInfo": ["name": "gooya", "version": .string(surroundings.version)],
    ]
  }

  // MARK: Documents

  mutating func open(_ parameters: JSONValue, at now: Duration) -> [JSONValue] {
    let opened = parameters["textDocument"]
    guard let uri = opened?["uri"]?.string, let text = opened?["text"]?.string else { return [] }
    readings.forget(uri)
    documents[uri] = TextDocument(
      uri: uri, path: DocumentURI.path(of: uri) ?? Self.placeholder(for: uri),
      version: opened?["version"]?.integer, text: text, encoding: client.encoding)
    checks.ask(for: uri, at: now)
    checkDependents(of: uri, at: now)
    return []
  }

  mutating func change(_ parameters: JSONValue, at now: Duration) -> [JSONValue] {
    guard let uri = parameters["textDocument"]?["uri"]?.string, documents[uri] != nil else {
      return []
    }
    let version = parameters["textDocument"]?["version"]?.integer
    documents[uri]?.apply(parameters["contentChanges"]?.array ?? [], version: version)
    checks.ask(for: uri, at: now + CheckSchedule.patience)
    checkDependents(of: uri, at: now + CheckSchedule.patience)
    return []
  }

  mutating func close(_ parameters: JSONValue, at now: Duration) -> [JSONValue] {
    guard let uri = parameters["textDocument"]?["uri"]?.string,
      documents.removeValue(forKey: uri) != nil
    else { return [] }
    readings.forget(uri)
    checkAll(at: now)
    let forgotten = checks.forget(uri)
    return publish(forgotten)
  }

  /// Others are checked anew, since what they refer to has changed: scripts and scenarios, after a
  /// catalog, messages or a table; scenarios and messages, after a script.
  private mutating func checkDependents(of uri: String, at time: Duration) {
    guard let document = documents[uri], documents.count > 1 else { return }
    let kind = reading(of: document).kind
    let isTable = document.path.hasSuffix(".csv") || document.path.hasSuffix(".ics")
    let isRead = isTable || kind == .catalog || kind == .messages
    for (other, candidate) in documents where other != uri {
      switch reading(of: candidate).kind {
      case .script where isRead, .scenario where isRead || kind == .script,
        .messages where kind == .script:
        checks.ask(for: other, at: time)
      default: break
      }
    }
  }

  mutating func checkAll(at time: Duration) {
    for uri in documents.keys { checks.ask(for: uri, at: time) }
  }

  /// Where a document that is in no file would be: in the current folder.
  private static func placeholder(for uri: String) -> String {
    let name = uri.split(whereSeparator: { "/:".contains($0) }).last.map(String.init) ?? "untitled"
    return DocumentURI.standardized(name)
  }

  // MARK: Looking up

  /// The URI of a file, which is the client's own if it has the file open.
  func uri(of path: String) -> String {
    let path = DocumentURI.standardized(path)
    return documents.values.first { $0.path == path }?.uri ?? DocumentURI.uri(ofPath: path)
  }

  func document(_ parameters: JSONValue) throws(ResponseError) -> TextDocument {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      throw .parameters("the request names no document")
    }
    guard let document = documents[uri] else { throw .parameters("the document isn't open") }
    return document
  }

  func position(_ parameters: JSONValue) throws(ResponseError) -> LinePosition {
    guard let position = LinePosition(parameters["position"]) else {
      throw .parameters("the request has no position")
    }
    return position
  }
}
