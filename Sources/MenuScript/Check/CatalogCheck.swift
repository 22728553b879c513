import CallEngine

/// Checks the script's catalogs as a whole: each exists in each language, and no id is in two.
enum CatalogCheck {
  static func run(_ script: ScriptSyntax, prompts: PromptTable, findings: inout Findings) {
    for catalog in script.catalogs {
      let missing = script.languages.map(\.value).filter {
        prompts.index.lacks(catalog: catalog.value, in: Language($0))
      }
      if missing.isEmpty { continue }
      findings.report(
        NameRules.MissingCatalog(
          catalog: catalog.value, languages: missing, folder: prompts.index.authorsFolder),
        at: catalog.range)
    }
    checkDoubles(script.catalogs, prompts, &findings)
  }

  private static func checkDoubles(
    _ catalogs: [Located<String>], _ prompts: PromptTable, _ findings: inout Findings
  ) {
    let order = Dictionary(
      catalogs.enumerated().map { ($1.value, $0) }, uniquingKeysWith: { first, _ in first })
    for id in prompts.ids {
      let places = prompts.index.places(of: id).filter { order[$0.catalog] != nil }
      let holders = Set(places.compactMap { order[$0.catalog] }).sorted()
      guard holders.count > 1, let last = holders.last else { continue }
      findings.report(
        NameRules.PromptInTwoCatalogs(id: id, catalogs: holders.map { catalogs[$0].value }),
        at: catalogs[last].range,
        notes: holders.compactMap { holder in
          places.first { order[$0.catalog] == holder }
            .map { .init("it is here in \(quoted($0.catalog))", at: $0.range) }
        })
    }
  }
}
