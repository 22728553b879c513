import CallEngine

/// One of several things, each under the values that choose it: `"1-2": why`.
struct CaseSyntax<Choice: Sendable>: Sendable {
  let key: Located<String>
  let tests: [ValueTest]
  let choice: Choice
}

/// What is written under `cases` and `else`.
struct CasesSyntax<Choice: Sendable>: Sendable {
  /// Those that could be read.
  var all: [CaseSyntax<Choice>] = []
  var otherwise: Choice?
  var otherwiseRange: TextRange?
  /// Whether these are all that the author wrote; otherwise nothing is known to be missing.
  var isWhole = true

  /// Every choice, in the order of the script.
  var choices: [Choice] { all.map(\.choice) + (otherwise.map { [$0] } ?? []) }

  /// Whether it says what to do without a value.
  var handlesUnset: Bool {
    otherwiseRange != nil || !isWhole || all.contains { $0.tests.contains(.unset) }
  }

  /// Whether only the presence of a value matters, not what it is.
  var looksOnlyForPresence: Bool {
    all.allSatisfy { $0.tests.allSatisfy { $0 == .set || $0 == .unset } }
  }
}
