import CallEngine
import Files
import MenuScript

/// A file as it was read: what it is for, its nodes, and the names in it.
final class Reading {
  let path: String
  let kind: FileKind?
  let tree: SyntaxTree
  private let schema: SchemaPlace?
  /// In the order of the text.
  lazy var mentions: [Mention] =
    kind.map { MentionWalk.mentions(in: tree, of: $0, schema: schema) } ?? []
  private lazy var places: [Name: [Int]] = Dictionary(
    grouping: mentions.indices, by: { mentions[$0].name })

  /// The text's lines, for places in answers.
  let lines: LineTable

  init(
    path: String, text: String, schemas: [LanguageServer.Schema: DocumentSchema],
    lines: LineTable
  ) {
    self.lines = lines
    self.path = path
    tree = SyntaxTree(SourceText(file: path, text: text))
    kind = FileKind(path: path, root: tree.root)
    schema = kind.flatMap { schemas[$0.schema]?.root }
  }

  var source: SourceText { tree.source }

  func mentions(of name: Name) -> [Mention] { (places[name] ?? []).map { mentions[$0] } }

  /// Where a name is declared.
  func definition(of name: Name) -> Mention? {
    mentions(of: name).first { $0.isDefinition }
  }

  func mention(at position: TextPosition) -> Mention? {
    mentions.first { $0.range.start <= position && position <= $0.range.end }
  }

  /// The names of a kind that are declared here, in order.
  func declared(_ kind: NameKind, in part: String? = nil) -> [String] {
    var seen: Set<String> = []
    return mentions.filter { $0.isDefinition && $0.name.kind == kind && $0.name.part == part }
      .map(\.name.text).filter { seen.insert($0).inserted }
  }
}

extension FileKind {
  var schema: LanguageServer.Schema {
    switch self {
    case .script: .script
    case .scenario: .scenario
    case .catalog: .catalog
    case .messages: .messages
    }
  }
}

/// The readings of files whose texts haven't changed since.
final class ReadingCache {
  private var files: [String: Reading] = [:]
  private var documents: [String: (revision: Int, reading: Reading)] = [:]

  func reading(
    of document: TextDocument, schemas: [LanguageServer.Schema: DocumentSchema]
  ) -> Reading {
    if let known = documents[document.uri], known.revision == document.revision {
      return known.reading
    }
    let reading = Reading(
      path: document.path, text: document.text, schemas: schemas, lines: document.lines)
    documents[document.uri] = (document.revision, reading)
    return reading
  }

  func reading(
    of text: String, at path: String, schemas: [LanguageServer.Schema: DocumentSchema],
    encoding: PositionEncoding
  ) -> Reading {
    if let known = files[path], known.source.text == text { return known }
    let reading = Reading(
      path: path, text: text, schemas: schemas,
      lines: LineTable(Array(text.utf8), encoding: encoding))
    files[path] = reading
    return reading
  }

  func forget(_ uri: String) { documents[uri] = nil }
}

extension LanguageServer {
  func reading(of document: TextDocument) -> Reading {
    readings.reading(of: document, schemas: surroundings.schemas)
  }

  /// A file as an editor has it, else as it is on the disk; `nil` if it can't be read.
  func reading(at path: String) -> Reading? {
    let path = DocumentURI.standardized(path)
    if let document = documents.values.first(where: { $0.path == path }) {
      return reading(of: document)
    }
    guard let bytes = try? InputFile.read(path, atMost: ReadingLimits.standard.fileSize),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return readings.reading(
      of: text, at: path, schemas: surroundings.schemas, encoding: client.encoding)
  }

  // MARK: What belongs together

  /// The script that a file is about: itself, or a scenario's.
  func script(of reading: Reading) -> Reading? {
    switch reading.kind {
    case .script: return reading
    case .scenario:
      let named = reading.tree.root?["script"]?.text ?? ScenarioParser.defaultScript
      return self.reading(
        at: named.hasPrefix("/") ? named : Self.folder(of: reading.path) + "/" + named)
    case .messages: return self.reading(at: Self.folder(of: reading.path) + "/../menu.yaml")
    case .catalog, nil: return nil
    }
  }

  /// The texts of a script's messages, in each language.
  func messages(of script: Reading) -> [Reading] {
    Self.files(in: Self.folder(of: script.path) + "/messages").compactMap { reading(at: $0) }
  }

  /// A script, its messages, and the scenarios of its folder or open ones that are about it.
  func family(of script: Reading) -> [Reading] {
    let folder = Self.folder(of: script.path) + "/scenarios"
    let inFolder = Self.files(in: folder).compactMap { reading(at: $0) }
    let known = Set(inFolder.map(\.path))
    let open = documents.values.filter { !known.contains($0.path) }
      .sorted { $0.path < $1.path }.map { reading(of: $0) }
    return [script] + messages(of: script)
      + (inFolder + open).filter {
        $0.kind == .scenario && self.script(of: $0)?.path == script.path
      }
  }

  /// Every script that can be found: the open ones, those of the workspace, and those beside the
  /// folder of prompts that a catalog is in.
  func scripts(near reading: Reading) -> [Reading] {
    var roots = folders
    if let prompts = Self.promptFolder(ofCatalogAt: reading.path) {
      roots.append(Self.folder(of: prompts))
    }
    var paths = Set(documents.values.map(\.path))
    for root in roots { paths.formUnion(Self.scripts(below: root)) }
    return paths.sorted().compactMap { self.reading(at: $0) }.filter { $0.kind == .script }
  }

  /// A file's script as it last compiled.
  func program(for reading: Reading) -> MenuProgram? {
    result(for: reading, among: checks.compiled)?.program
  }

  /// The prompts that a file's script can speak.
  func prompts(for reading: Reading) -> PromptIndex {
    result(for: reading, among: checks.catalogued)?.prompts ?? PromptIndex()
  }

  private func result(
    for reading: Reading, among results: [String: CompilationResult]
  ) -> CompilationResult? {
    if let uri = documents.values.first(where: { $0.path == reading.path })?.uri,
      let own = results[uri]
    {
      return own
    }
    let path = script(of: reading)?.path ?? reading.path
    return results.sorted { $0.key < $1.key }.map(\.value)
      .first { $0.sources.first?.file == path }
  }
}
