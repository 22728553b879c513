public import CallEngine
public import MenuScript

/// A language server for menu scripts, scenarios and catalogs, after the Language Server Protocol
/// 3.17: bytes in, messages out.
///
/// It has no streams, no clock and no threads. Whoever runs it gives it what comes in and the time,
/// sends what it answers, and runs the checks that it asks for: they take longer than an author waits
/// for a completion, so requests are answered from the texts and from the last check.
public struct LanguageServer {
  /// What the server knows besides the documents.
  public struct Surroundings {
    public var compiler: MenuScriptCompiler
    public var schemas: [Schema: DocumentSchema] = [:]
    /// The messages that a script's line sends.
    public var messages: @Sendable (MenuProgram) -> LineMessages = { _ in LineMessages() }
    /// The server's version.
    public var version = ""
    /// The URI of a rule's page, by its code.
    public var pageOfRule: (String) -> String? = { _ in nil }

    public init(compiler: MenuScriptCompiler) {
      self.compiler = compiler
      self.compiler.proves = true
    }
  }

  /// The kinds of files that have a schema.
  public enum Schema: String, CaseIterable, Sendable {
    case script, scenario, catalog, messages
  }

  enum Phase {
    case waiting, running, shutDown
  }

  let surroundings: Surroundings
  var phase = Phase.waiting
  var client = ClientAbilities()
  /// The open documents, by their URIs.
  var documents: [String: TextDocument] = [:]
  var checks = CheckSchedule()
  let readings = ReadingCache()
  /// Folders that the client has open, as paths.
  var folders: [String] = []
  private var framing = MessageFraming()
  /// The status to exit with; `nil` until the client says so.
  public private(set) var exitStatus: Int32?

  public init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  // MARK: Messages

  /// Takes what came in.
  ///
  /// - Parameter now: the time by any clock that doesn't go back; checks wait by it.
  /// - Returns: what to send, in order.
  public mutating func receive(_ bytes: some Sequence<UInt8>, at now: Duration) -> [JSONValue] {
    var answers: [JSONValue] = []
    for part in framing.take(bytes) where exitStatus == nil {
      switch part {
      case .fault(let reason): answers.append(Self.response(to: .null, failing: .parse(reason)))
      case .message(let content):
        guard let message = JSONValue(reading: content) else {
          answers.append(Self.response(to: .null, failing: .parse("the message isn't JSON")))
          continue
        }
        answers += handle(message, at: now)
      }
    }
    return answers
  }

  /// The client is gone without a word.
  public mutating func endOfInput() {
    exitStatus = exitStatus ?? 1
  }

  /// A message with its header, as it is sent.
  public static func frame(_ message: JSONValue) -> (header: String, body: String) {
    let body = message.text
    return ("Content-Length: \(body.utf8.count)\r\n\r\n", body)
  }

  mutating func handle(_ message: JSONValue, at now: Duration) -> [JSONValue] {
    guard message.members != nil else {
      return [Self.response(to: .null, failing: .invalid("a message is an object"))]
    }
    let id = message["id"]
    guard let method = message["method"]?.string else {
      // An answer to a request of the server's, of which there are none.
      if message["result"] != nil || message["error"] != nil { return [] }
      return [Self.response(to: id ?? .null, failing: .invalid("a message names its method"))]
    }
    let parameters = message["params"] ?? .null
    guard let id, id != .null else { return notification(method, parameters, at: now) }
    do throws(ResponseError) {
      return [["jsonrpc": "2.0", "id": id, "result": try answer(method, parameters)]]
    } catch {
      return [Self.response(to: id, failing: error)]
    }
  }

  private static func response(to id: JSONValue, failing error: ResponseError) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .integer(error.code), "message": .string(error.message)],
    ]
  }

  private mutating func notification(
    _ method: String, _ parameters: JSONValue, at now: Duration
  ) -> [JSONValue] {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return []
    }
    guard phase == .running else { return [] }
    switch method {
    case "textDocument/didOpen": return open(parameters, at: now)
    case "textDocument/didChange": return change(parameters, at: now)
    case "textDocument/didClose": return close(parameters, at: now)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles":
      checkAll(at: now)
      return []
    case "workspace/didChangeWorkspaceFolders":
      let event = parameters["event"]
      let gone = Self.paths(of: event?["removed"])
      folders = folders.filter { !gone.contains($0) } + Self.paths(of: event?["added"])
      return []
    default: return []
    }
  }

  private mutating func answer(
    _ method: String, _ parameters: JSONValue
  ) throws(ResponseError) -> JSONValue {
    switch phase {
    case .waiting where method != "initialize": throw .notInitialized
    case .running where method == "initialize": throw .invalid("the server is initialized already")
    case .shutDown: throw .invalid("the server is shut down")
    default: break
    }
    switch method {
    case "initialize": return initialize(parameters)
    case "shutdown":
      phase = .shutDown
      return .null
    case "textDocument/hover": return try hover(parameters)
    case "textDocument/completion": return try completion(parameters)
    case "textDocument/definition": return try definition(parameters)
    case "textDocument/references": return try references(parameters)
    case "textDocument/prepareRename": return try prepareRename(parameters)
    case "textDocument/rename": return try rename(parameters)
    case "textDocument/documentSymbol": return try symbols(parameters)
    case "textDocument/formatting": return try formatting(parameters)
    case "textDocument/codeAction": return try codeActions(parameters)
    default: throw .unknownMethod(method)
    }
  }

  /// The paths of workspace folders.
  static func paths(of folders: JSONValue?) -> [String] {
    (folders?.array ?? []).compactMap { $0["uri"]?.string }.compactMap(DocumentURI.path)
  }
}

/// Why a request has no result (JSON-RPC 2.0, LSP 3.17 'ErrorCodes').
struct ResponseError: Error, Hashable {
  let code: Int
  let message: String

  static func parse(_ message: String) -> Self { Self(code: -32700, message: message) }
  static func invalid(_ message: String) -> Self { Self(code: -32600, message: message) }
  static func unknownMethod(_ name: String) -> Self {
    Self(code: -32601, message: "there is no method '\(name.prefix(100))'")
  }
  static func parameters(_ message: String) -> Self { Self(code: -32602, message: message) }
  static let notInitialized = Self(code: -32002, message: "the first request is 'initialize'")
  /// `RequestFailed`: the request is in order, but can't be met.
  static func failed(_ message: String) -> Self { Self(code: -32803, message: message) }
}
