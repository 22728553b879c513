import CallEngine
import MenuScript

extension LanguageServer {
  /// When `beginCheck` should be called, by the clock of `receive`; `nil` if nothing waits.
  public var deadline: Duration? { checks.deadline }

  /// The check that is due; `nil` if none is, or while one is under way. Whoever takes it runs it,
  /// and gives its report to `finish`.
  public mutating func beginCheck(at now: Duration) -> Check? {
    let subjects = checks.begin(at: now).compactMap { uri in
      documents[uri].map { document in
        Check.Subject(
          uri: uri, path: document.path, version: document.version, text: document.text,
          kind: reading(of: document).kind)
      }
    }
    if subjects.isEmpty {
      checks.finish([], keeping: { _ in true })
      return nil
    }
    var compiler = surroundings.compiler
    for document in documents.values { compiler.unsaved[document.path] = document.text }
    return Check(subjects: subjects, compiler: compiler, messages: surroundings.messages)
  }

  /// Takes what a check found.
  ///
  /// - Returns: the diagnostics to send.
  public mutating func finish(_ report: Check.Report) -> [JSONValue] {
    let before = report.findings.compactMap { checks.latest[$0.uri] }
    checks.finish(report.findings) { documents[$0] != nil }
    return publish(before + report.findings)
  }

  /// Sends anew all that is known of the files that some findings are about.
  func publish(_ findings: [Check.Finding]) -> [JSONValue] {
    let tables = SourceTables(checks.latest.values.flatMap(\.sources), encoding: client.encoding)
    let named = findings + checks.latest.values
    let uris = Dictionary(
      Set(named.flatMap { $0.diagnostics.map(\.range.file) }).map { ($0, uri(of: $0)) },
      uniquingKeysWith: { $1 })
    var files = Set(findings.flatMap { $0.diagnostics.compactMap { uris[$0.range.file] } })
    files.formUnion(findings.map(\.uri).filter { documents[$0] != nil })
    return files.sorted().map { file in
      var shown: [JSONValue] = []
      var seen: Set<Diagnostic> = []
      for finding in checks.latest.values.sorted(by: { $0.uri < $1.uri }) {
        // A document that was checked itself is up to date there.
        if finding.uri != file, checks.latest[file]?.kind != nil { continue }
        for diagnostic in finding.diagnostics where uris[diagnostic.range.file] == file {
          if seen.insert(diagnostic).inserted { shown.append(json(diagnostic, tables)) }
        }
      }
      let version = checks.latest[file]?.version
      return [
        "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics",
        "params": .object(leavingOut: [
          ("uri", .string(file)), ("version", version.map { .integer($0) }),
          ("diagnostics", .array(shown)),
        ]),
      ]
    }
  }

  // MARK: Diagnostics

  /// A diagnostic in the protocol's form.
  func json(_ diagnostic: Diagnostic, _ tables: SourceTables) -> JSONValue {
    let placed = diagnostic.notes.filter { $0.range != nil && client.showsRelatedInformation }
    let remarks = diagnostic.notes.filter { note in !placed.contains(note) }
    let related = placed.map { note -> JSONValue in
      let range = note.range ?? diagnostic.range
      return [
        "location": ["uri": .string(uri(of: range.file)), "range": tables.range(range).json],
        "message": .string(note.message),
      ]
    }
    let page = client.opensPagesOfCodes ? surroundings.pageOfRule(diagnostic.code) : nil
    let message = ([diagnostic.message] + remarks.map(\.message)).joined(separator: "\n")
    return .object(leavingOut: [
      ("range", tables.range(diagnostic.range).json),
      ("severity", diagnostic.isError ? 1 : 2),
      ("code", .string(diagnostic.code)),
      ("codeDescription", page.map { ["href": .string($0)] }),
      ("source", "gooya"),
      ("message", .string(message)),
      ("relatedInformation", related.isEmpty ? nil : .array(related)),
    ])
  }
}

/// Places in several texts.
final class SourceTables {
  private let sources: [SourceText]
  private let encoding: PositionEncoding
  private var tables: [String: LineTable] = [:]

  init(_ sources: [SourceText], encoding: PositionEncoding) {
    self.sources = sources
    self.encoding = encoding
  }

  /// A range as the protocol has it; the top of the file if its text isn't here.
  func range(_ range: SourceRange) -> LineRange {
    guard let source = sources.first(where: { $0.file == range.file }) else { return .top }
    let table = tables[range.file] ?? LineTable(Array(source.text.utf8), encoding: encoding)
    tables[range.file] = table
    return table.range(range, in: source)
  }
}
