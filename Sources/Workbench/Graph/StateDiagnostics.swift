package import CallEngine
package import MenuScript

/// The diagnostics of `check`, by the state that each belongs to.
package struct StateDiagnostics: Sendable {
  let byState: [StateID: [Diagnostic]]
  /// How many belong to no state.
  let elsewhere: Int

  package static let none = StateDiagnostics(byState: [:], elsewhere: 0)

  private init(byState: [StateID: [Diagnostic]], elsewhere: Int) {
    self.byState = byState
    self.elsewhere = elsewhere
  }

  /// Finds each diagnostic's state: the last one whose name precedes it in the text, unless another
  /// part of the script begins between the two.
  package init(of result: CompilationResult, in program: MenuProgram) {
    let states = program.states.enumerated().sorted { $0.element.location < $1.element.location }
    var byState: [StateID: [Diagnostic]] = [:]
    var elsewhere = 0
    for diagnostic in result.diagnostics {
      let place = diagnostic.range.location
      var low = 0
      var high = states.count
      while low < high {
        let middle = (low + high) / 2
        if states[middle].element.location <= place { low = middle + 1 } else { high = middle }
      }
      let source = result.sources.first { $0.file == place.file }
      guard low > 0, states[low - 1].element.location.file == place.file, let source,
        Self.isInside(place, states[low - 1].element.location, of: source)
      else {
        elsewhere += 1
        continue
      }
      byState[StateID(index: states[low - 1].offset), default: []].append(diagnostic)
    }
    self.init(byState: byState, elsewhere: elsewhere)
  }

  /// Whether every line after a state's first, up to a location, is indented more than its name.
  private static func isInside(
    _ place: SourceLocation, _ state: SourceLocation, of source: SourceText
  ) -> Bool {
    if place.line <= state.line { return true }
    return (state.line + 1...place.line).allSatisfy { number in
      let line = source.line(number)
      let indent = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(indent)
      return rest.isEmpty || rest.first == "#" || indent >= state.column
    }
  }
}
