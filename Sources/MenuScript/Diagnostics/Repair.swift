import Foundation

/// Applies those fix-its of a script that are sure: after each the script has one finding less and
/// none that wasn't there before.
public struct Repair: Sendable {
  /// A fix-it that was applied.
  public struct Step: Hashable, Sendable {
    public let diagnostic: Diagnostic
    /// What was done, in words.
    public let summary: String
  }

  /// The text with the fix-its applied.
  public private(set) var text: String
  public private(set) var steps: [Step] = []
  /// The diagnostics that are left.
  public private(set) var diagnostics: [Diagnostic]
  private let file: String

  /// More repairs than anybody reads; each costs a compilation.
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
    var refused: Set<Diagnostic> = []
    while steps.count < Self.mostSteps,
      let next = self.diagnostics.first(where: { isOffered($0) && !refused.contains($0) })
    {
      guard let repaired = Self.apply(next.fixIts, to: SourceText(file: file, text: text)) else {
        refused.insert(next)
        continue
      }
      let left = compile(repaired)
      if Self.isBetter(left, than: self.diagnostics) {
        let summary = next.fixIts.map(\.summary).joined(separator: ", ")
        steps.append(Step(diagnostic: next, summary: summary))
        text = repaired
        self.diagnostics = left
        // Lines and columns may have moved.
        refused = []
      } else {
        refused.insert(next)
      }
    }
  }

  private func isOffered(_ diagnostic: Diagnostic) -> Bool {
    !diagnostic.fixIts.isEmpty && diagnostic.fixIts.allSatisfy { $0.range.file == file }
  }

  /// Whether fewer findings are left, and of no message more than before.
  private static func isBetter(_ new: [Diagnostic], than old: [Diagnostic]) -> Bool {
    guard new.count < old.count else { return false }
    var counts: [String: Int] = [:]
    for diagnostic in old { counts[diagnostic.code + diagnostic.message, default: 0] += 1 }
    for diagnostic in new { counts[diagnostic.code + diagnostic.message, default: 0] -= 1 }
    return counts.values.allSatisfy { $0 >= 0 }
  }

  /// The text with replacements made; `nil` if they overlap or lie outside it.
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
