import CallEngine

/// Adds to what was found inside parts where these are used, and reports once what is wrong in every
/// use.
struct PartNotes {
  private let parts: [PartSyntax]
  private let uses: [PartUseSyntax]

  /// The most uses shown with one diagnostic.
  private static let most = 3

  init(_ script: ScriptSyntax) {
    parts = script.parts
    uses = script.partUses
  }

  func add(to findings: inout Findings) {
    if uses.isEmpty { return }
    let file = findings.file
    findings.rewrite { diagnostics in
      var places: [Place: Int] = [:]
      var kept: [(diagnostic: Diagnostic, uses: [PartUseSyntax])] = []
      for diagnostic in diagnostics {
        guard let part = part(around: diagnostic.range) else {
          kept.append((diagnostic, []))
          continue
        }
        let (message, named) = general(diagnostic.message, part.name.value)
        let place = Place(rule: diagnostic.rule, range: diagnostic.range, message: message)
        if let known = places[place] {
          kept[known].uses += named
        } else {
          places[place] = kept.count
          let concerned =
            named.isEmpty ? uses.filter { $0.part.value == part.name.value } : named
          kept.append((diagnostic, concerned))
        }
      }
      return kept.map { diagnostic, uses in
        uses.isEmpty ? diagnostic : diagnostic.with(uses.prefix(Self.most).map { note($0, file) })
      }
    }
  }

  private struct Place: Hashable {
    let rule: Rule
    let range: SourceRange
    let message: String
  }

  private func note(_ use: PartUseSyntax, _ file: String) -> Diagnostic.Note {
    Diagnostic.Note("used here as \(quoted(use.name.value))", at: use.part.range.in(file))
  }

  private func part(around range: SourceRange) -> PartSyntax? {
    parts.first { part in
      let (start, end) = (part.range.start, part.range.end)
      return (start.line, start.column) <= (range.start.line, range.start.column)
        && (range.start.line, range.start.column) <= (end.line, end.column)
    }
  }

  /// A message without the names of uses, and the uses that it names.
  private func general(
    _ message: String, _ part: String
  ) -> (message: String, uses: [PartUseSyntax]) {
    var general = message
    var named: [PartUseSyntax] = []
    for use in uses where use.part.value == part && message.contains("\(use.name.value)/") {
      general = general.replacing("\(use.name.value)/", with: "")
      named.append(use)
    }
    return (general, named)
  }
}

extension Diagnostic {
  fileprivate func with(_ more: [Note]) -> Diagnostic {
    Diagnostic(
      rule: rule, message: message, range: range, notes: notes + more, fixIts: fixIts)
  }
}
