public import CallEngine
public import Speech

/// Reads catalogs: YAML files that are flat maps of ids to texts.
public struct CatalogParser: Sendable {
  /// The catalog, as far as it could be read, and its diagnostics.
  public static func parse(
    _ source: SourceText, name: String, language: Language
  ) -> (catalog: PromptCatalog?, diagnostics: [Diagnostic]) {
    var findings = Findings(file: source.file)
    let root = YAMLReader.read(source, findings: &findings)
    guard let root else { return (nil, findings.diagnostics) }
    var reader = NodeReader(findings: findings)
    let entries = reader.map(root, "a prompt catalog")?.entries.compactMap { entry in
      reader.isName(entry.key, of: "prompt")
        ? Self.entry(entry, in: source.file, &reader) : nil
    }
    let catalog = entries.map { PromptCatalog(name: name, language: language, entries: $0) }
    // What else would be found isn't known: the script's own rules look at its prompts, too.
    IgnoreComments(source, limits: .standard).silence(&reader.findings) { _ in false }
    return (catalog, reader.findings.inOrder)
  }

  private static func entry(
    _ entry: NodeReader.Map.Entry, in file: String, _ reader: inout NodeReader
  ) -> PromptCatalog.Entry? {
    guard let text = reader.text(entry.value, "the prompt \(quoted(entry.key.value))") else {
      return nil
    }
    if text.value.contains("${") {
      reader.findings.report(
        ValueRules.NameInsideText(text: text.value), at: text.range.firstPlace)
      return nil
    }
    return PromptCatalog.Entry(
      id: entry.key.value, text: text.value, location: entry.key.range.in(file).location)
  }
}

extension CatalogParser {
  /// Reads a catalog's file.
  ///
  /// - Returns: the catalog, as far as it could be read, and its diagnostics as printed.
  public static func read(
    _ file: String, name: String, language: Language
  ) -> (catalog: PromptCatalog?, faults: VisibleText, hasErrors: Bool) {
    var findings = Findings(file: file)
    guard let source = SourceText.read(file, findings: &findings) else {
      return (nil, DiagnosticTextRenderer(sources: []).text(of: findings.diagnostics), true)
    }
    let (catalog, diagnostics) = parse(source, name: name, language: language)
    return (
      catalog, DiagnosticTextRenderer(sources: [source]).text(of: diagnostics),
      diagnostics.contains { $0.severity == .error }
    )
  }
}
