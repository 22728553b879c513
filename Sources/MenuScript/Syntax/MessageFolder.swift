public import CallEngine
import Foundation

/// The texts of a line's messages as they are written: `messages/<language>.yaml`, a flat map of ids
/// to texts.
public struct MessageFolder: Sendable {
  public let path: String

  public init(_ path: String) {
    self.path = path
  }

  /// The folder beside a script.
  public init(besideScriptAt script: String) {
    let folder = script.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    path = (folder.map(String.init) + ["messages"]).joined(separator: "/")
  }

  /// What comes of reading it.
  public struct Reading: Sendable {
    /// The texts; `nil` if there is any error.
    public let texts: MessageTexts?
    public let diagnostics: [Diagnostic]
    package let sources: [SourceText]

    /// The diagnostics as they are printed.
    public var text: VisibleText { DiagnosticTextRenderer(sources: sources).text(of: diagnostics) }
  }

  /// The languages that there are files in.
  public var languages: [Language] { languages(with: UnsavedTexts()) }

  func languages(with unsaved: UnsavedTexts) -> [Language] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return Set(names).union(unsaved.names(in: path))
      .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
      .map { Language(String($0.dropLast(5))) }
  }

  /// Reads the texts in every language that there is, and checks them.
  ///
  /// - Parameters:
  ///   - declared: the messages that the line sends.
  ///   - needed: the languages that must be there; the first is used for whoever wants another.
  ///   - others: the ids of texts that aren't the line's but the script's own, and are read with it.
  ///   - unsaved: what is read instead of files.
  public func read(
    _ declared: [MessageSignature], in needed: [Language], but others: [String] = [],
    unsaved: UnsavedTexts = UnsavedTexts()
  ) -> Reading {
    let found = languages(with: unsaved)
    let order = needed.filter(found.contains) + found.filter { !needed.contains($0) }
    var diagnostics: [Diagnostic] = []
    var sources: [SourceText] = []
    var texts: [(language: Language, templates: [String: MessageTemplate])] = []
    for language in order {
      var findings = Findings(file: "\(path)/\(language).yaml")
      let source = SourceText.read(findings.file, unsaved: unsaved, findings: &findings)
      diagnostics += findings.diagnostics
      guard let source else { continue }
      sources.append(source)
      let parsed = Self.parse(source, declared, but: others)
      diagnostics += parsed.diagnostics
      texts.append((language, parsed.templates))
    }
    let missing = needed.filter { !found.contains($0) }.map(\.tag)
    if !missing.isEmpty {
      var findings = Findings(file: sources.first?.file ?? path)
      findings.report(
        MessageRules.MissingLanguage(languages: missing, folder: path),
        at: TextRange(at: TextPosition(line: 1, column: 1)))
      diagnostics += findings.diagnostics
    }
    let hasErrors = diagnostics.contains { $0.severity == .error }
    return Reading(
      texts: hasErrors ? nil : MessageTexts(texts), diagnostics: diagnostics, sources: sources)
  }

  /// The texts of one file, as far as they could be read, and what is wrong with it.
  package static func parse(
    _ source: SourceText, _ declared: [MessageSignature], but others: [String] = []
  ) -> (templates: [String: MessageTemplate], diagnostics: [Diagnostic]) {
    var findings = Findings(file: source.file)
    guard let root = YAMLReader.read(source, findings: &findings) else {
      return ([:], findings.diagnostics)
    }
    var reader = NodeReader(findings: findings)
    var templates: [String: MessageTemplate] = [:]
    if let map = reader.map(root, "a file of messages") {
      var present: Set<String> = []
      for entry in map.entries where !others.contains(entry.key.value) {
        guard let signature = declared.first(where: { $0.id == entry.key.value }) else {
          let free = declared.map(\.id).filter { map[$0] == nil }
          let meant = reader.findings.report(unknown: entry.key, among: free) {
            MessageRules.UnknownMessage(id: entry.key.value, suggestion: $0)
          }
          if let meant { present.insert(meant) }
          continue
        }
        present.insert(signature.id)
        templates[signature.id] = template(entry, signature, &reader)
      }
      let missing = declared.map(\.id).filter {
        !present.contains($0) && !map.doubtful.contains($0)
      }
      if !missing.isEmpty {
        reader.findings.report(
          MessageRules.MissingMessages(ids: missing), at: map.range.firstPlace)
      }
    }
    IgnoreComments(source, limits: .standard).silence(&reader.findings) { _ in false }
    return (templates, reader.findings.inOrder)
  }

  private static func template(
    _ entry: NodeReader.Map.Entry, _ signature: MessageSignature, _ reader: inout NodeReader
  ) -> MessageTemplate? {
    guard let text = reader.text(entry.value, "the message \(quoted(signature.id))") else {
      return nil
    }
    let place = text.range.firstPlace
    var body = text.value
    while body.last?.isNewline == true { body.removeLast() }
    guard let template = MessageTemplate(body) else {
      reader.findings.report(MessageRules.StrayBrace(id: signature.id), at: place)
      return nil
    }
    var missing = signature.placeholders.filter { !template.placeholders.contains($0) }
    for name in template.placeholders where !signature.placeholders.contains(name) {
      let meant = reader.findings.suggestion(for: name, among: missing)
      missing.removeAll { $0 == meant }
      reader.findings.report(
        MessageRules.UnknownPlaceholder(id: signature.id, name: name, suggestion: meant), at: place)
    }
    if !missing.isEmpty {
      reader.findings.report(
        MessageRules.MissingPlaceholder(id: signature.id, names: missing), at: place)
    }
    return template
  }
}
