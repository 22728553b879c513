package import CallEngine
package import MenuScript

/// Which parts of a script calls have walked, and which they haven't, by the script's lines.
package struct CoverageReport: Sendable {
  /// Something that calls can walk.
  package struct Item: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
      case state, choice, outcome, prompt
    }

    package let kind: Kind
    /// Its description: "state 'main'", "choice '1' of 'main'".
    package let name: String
    /// For a prompt, the language in which it is spoken.
    package let language: Language?
    /// Where it is defined; for a prompt, in its catalog.
    package let range: SourceRange?
    package let count: Int
  }

  package let file: String
  package let items: [Item]

  package init(_ coverage: Coverage, of program: MenuProgram, _ result: CompilationResult) {
    file = result.sources.first?.file ?? ""
    var items: [Item] = []
    for (place, state) in program.states.enumerated() {
      items.append(
        Item(
          kind: .state, name: "state '\(state.name)'", language: nil,
          range: result.places?.states[place], count: coverage.entered[place]))
      let id = StateID(index: place)
      for exit in program.exits(of: id) {
        guard let (kind, name) = Self.item(for: exit.name) else { continue }
        items.append(
          Item(
            kind: kind, name: "\(name) of '\(state.name)'", language: nil,
            range: result.places?.exits[place][exit.name],
            count: coverage.count(of: exit.name, in: id)))
      }
    }
    for language in program.languages {
      for id in program.promptNames {
        let key = Coverage.SpokenPrompt(id: id, language: language)
        items.append(
          Item(
            kind: .prompt, name: "prompt '\(id)' in \(language)", language: language,
            range: result.prompts.range(of: id, in: language), count: coverage.spoken[key] ?? 0))
      }
    }
    self.items = items
  }

  private static func item(for exit: StateExit.Name) -> (Item.Kind, String)? {
    switch exit {
    case .choice(let keys): (.choice, "choice '\(keys)'")
    case .outcome(let name): (.outcome, "outcome '\(name)'")
    // Every call that enters such a state leaves it this way.
    case .then: nil
    }
  }

  /// How many items of a kind were walked, and how many there are.
  package func share(of kind: Item.Kind) -> (walked: Int, all: Int) {
    let ofKind = items.filter { $0.kind == kind }
    return (ofKind.count { $0.count > 0 }, ofKind.count)
  }

  /// How much was walked, in per cent; 100 only if nothing is missing.
  package var percentage: Double {
    items.isEmpty ? 100 : 100 * Double(items.count { $0.count > 0 }) / Double(items.count)
  }

  /// What no call has walked, in the order of the text.
  package var missing: [Item] {
    items.filter { $0.count == 0 }
  }

  /// The figures in one line.
  package var summary: VisibleText {
    let shares = Item.Kind.allCases.map { kind in
      let (walked, all) = share(of: kind)
      return "\(kind.rawValue)s \(walked) of \(all)"
    }
    return "\(file): \(shares.joined(separator: ", ")); \(Self.text(percentage)) %"
  }

  /// Per cent with one decimal, rounded down, so that 100 is never shown for less.
  static func text(_ percentage: Double) -> String {
    let tenths = Int(percentage * 10)
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
