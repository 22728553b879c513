import Foundation

/// Applies a script's certain fix-its: after each, the fault is gone, and any new finding was
/// hidden by it and is elsewhere.
public struct Repair: Sendable {
  /// A fix-it that was applied.
  public struct Step: Hashable, Sendable {
    public let diagnostic: Diagnostic
    /// What was done, in words.
    public let summary: String
  }

  /// A fix-it that was not applied.
  public struct Refusal: Hashable, Sendable {
    public let diagnostic: Diagnostic
    /// The reason, as a phrase.
    public let reason: String
  }

  /// The text with the fix-its applied.
  public private(set) var text: String
  public private(set) var steps: [Step] = []
  /// In the order of the text.
  public private(set) var refusals: [Refusal] = []
  /// The remaining diagnostics.
  public private(set) var diagnostics: [Diagnostic]
  private let file: String

  /// The most repairs; each costs a compilation.
  private static let mostSteps = 1000

  /// Repairs a script that has been compiled.
  ///
  /// - Parameter compile: compiles the text that it is given.
  public init(
    _ source: SourceText, diagnostics: [Diagnostic], compile: (String) -> [Diagnostic]
  ) {
    text = source.text
    file = source.file
    self.diagnostics = diagnostics
    var refused: [Diagnostic: String] = [:]
    while steps.count < Self.mostSteps,
      let next = self.diagnostics.first(where: { isOffered($0) && refused[$0] == nil })
    {
      guard let repaired = Self.apply(next.fixIts, to: SourceText(file: file, text: text)) else {
        refused[next] = "its parts overlap"
        continue
      }
      let left = compile(repaired)
      if let objection = Self.objection(to: left, after: next, of: self.diagnostics) {
        refused[next] = objection
        continue
      }
      let summary = next.fixIts.map(\.summary).joined(separator: ", ")
      steps.append(Step(diagnostic: next, summary: summary))
      text = repaired
      self.diagnostics = left
      // Lines and columns may have moved.
      refused = [:]
    }
    refusals = self.diagnostics.filter(isOffered).map {
      Refusal(diagnostic: $0, reason: refused[$0] ?? "at most \(Self.mostSteps) are made at once")
    }
  }

  private func isOffered(_ diagnostic: Diagnostic) -> Bool {
    !diagnostic.fixIts.isEmpty && diagnostic.fixIts.allSatisfy { $0.range.file == file }
  }

  /// The objection to a repair; `nil` if there is none.
  private static func objection(
    to new: [Diagnostic], after repaired: Diagnostic, of old: [Diagnostic]
  ) -> String? {
    var counts: [String: Int] = [:]
    for diagnostic in old { counts[diagnostic.code + diagnostic.message, default: 0] += 1 }
    for diagnostic in new { counts[diagnostic.code + diagnostic.message, default: 0] -= 1 }
    let added = new.filter { counts[$0.code + $0.message, default: 0] < 0 }
    if added.isEmpty && new.count < old.count { return nil }
    if counts[repaired.code + repaired.message, default: 0] <= 0 {
      return "the fault would stay"
    }
    // Removing the fault matters more than what it hid.
    let removes = repaired.fixIts.contains { $0.replacement.isEmpty }
    let objection = added.first {
      $0.severity == .error && $0.rule.family != .proofs
        && (removes || $0.rule.family == .reading
          || repaired.fixIts.contains(where: $0.range.isMade))
    }
    return objection.map { "it would cause \($0.code): \($0.message)" }
  }

  /// The text with replacements applied; `nil` if they overlap or lie outside it.
  static func apply(_ fixIts: [Diagnostic.FixIt], to source: SourceText) -> String? {
    var bytes = Array(source.text.utf8)
    var rest = bytes.count
    for fixIt in fixIts.sorted(by: { $0.range.start > $1.range.start }) {
      guard let start = source.byte(at: fixIt.range.start),
        let end = source.byte(at: fixIt.range.end), start <= end, end <= rest
      else { return nil }
      bytes.replaceSubrange(start..<end, with: Array(fixIt.replacement.utf8))
      rest = start
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension SourceRange {
  /// Whether it is in text inserted by a fix-it.
  fileprivate func isMade(by fixIt: Diagnostic.FixIt) -> Bool {
    let lines = fixIt.replacement.split(separator: "\n", omittingEmptySubsequences: false)
    let place = fixIt.range.start
    let length = lines.last?.unicodeScalars.count ?? 0
    let end = TextPosition(
      line: place.line + max(lines.count - 1, 0),
      column: lines.count > 1 ? length + 1 : place.column + length)
    return place <= start && start < end
  }
}
