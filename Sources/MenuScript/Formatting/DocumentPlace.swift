import CallEngine

/// The kinds of files that have a canonical form.
public enum DocumentKind: Sendable {
  case script, scenario, catalog
}

/// The place of a map in a document, which determines the order of its keys and the quoting of
/// texts.
struct DocumentPlace {
  private enum Kind {
    case script, defaults, fields, field, parts, part, states, state
    case scenario, steps, step, given, title
    case catalog, other
  }

  private let kind: Kind

  private init(_ kind: Kind) {
    self.kind = kind
  }

  static func root(of document: DocumentKind) -> DocumentPlace {
    switch document {
    case .script: DocumentPlace(.script)
    case .scenario: DocumentPlace(.scenario)
    case .catalog: DocumentPlace(.catalog)
    }
  }

  /// The place of a child: a pair's value, or an item.
  ///
  /// - Parameter key: `nil` for an item.
  func inside(_ key: String?) -> DocumentPlace {
    switch (kind, key) {
    case (.script, "defaults"): DocumentPlace(.defaults)
    case (.script, "fields"), (.part, "fields"): DocumentPlace(.fields)
    case (.script, "parts"): DocumentPlace(.parts)
    case (.parts, _?): DocumentPlace(.part)
    case (.script, "states"), (.part, "states"): DocumentPlace(.states)
    case (.fields, _?): DocumentPlace(.field)
    case (.states, _?): DocumentPlace(.state)
    case (.scenario, "steps"): DocumentPlace(.steps)
    case (.steps, nil): DocumentPlace(.step)
    case (.scenario, "given"), (.step, "given"): DocumentPlace(.given)
    case (.script, "title"), (.scenario, "title"): DocumentPlace(.title)
    default: DocumentPlace(.other)
    }
  }

  /// The order of the keys; other keys follow unchanged. Empty if the author's order is kept.
  var keys: [String] {
    switch kind {
    case .script: ScriptParser.keys
    case .defaults: ScriptParser.defaultKeys
    case .field: ScriptParser.fieldKeys
    case .part: ScriptParser.partKeys
    case .state: StateKind.keys
    case .scenario: ScenarioReading.keys
    case .fields, .parts, .states, .steps, .step, .given, .title, .catalog, .other: []
    }
  }

  /// How its texts are quoted.
  var quoting: ScalarSpelling.Quoting {
    switch kind {
    case .catalog: .always
    case .given: .unlessPhrase
    case .title: .unlessTitle
    default: .unlessWord
    }
  }

  /// Whether an empty line separates a key from what is above it.
  func isGroup(_ key: String?) -> Bool {
    kind == .script && ["defaults", "fields", "parts", "states"].contains(key)
  }

  /// Some entries in the order of this place.
  func sorted<Entry>(_ entries: [Entry], name: (Entry) -> String?) -> [Entry] {
    let keys = keys
    if keys.isEmpty { return entries }
    let ranks = entries.map { name($0).flatMap(keys.firstIndex) ?? keys.count }
    if zip(ranks, ranks.dropFirst()).allSatisfy(<=) { return entries }
    return entries.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { entries[$0] }
  }
}
