package import MenuScript

/// Changes a scenario's steps to match what happens now, one failing step after the other.
package struct ScenarioRevision: Sendable {
  /// The result of running a text of the scenario.
  package enum Trial: Sendable {
    case passed
    case failed(Scenario.Step, ScenarioRun.Remedy)
    /// It is no longer a valid scenario, for this reason.
    case unreadable(String)
  }

  /// A step that can't be repaired.
  package struct Obstacle: Hashable, Sendable {
    /// Where it is in the text so far.
    package let range: SourceRange
    /// The step as it is written.
    package let step: String
    package let reason: String
  }

  /// The original text.
  package let original: String
  /// The text that passes; if there is an obstacle, the text as far as it was repaired.
  package private(set) var text: String
  /// Why the text doesn't pass; `nil` if it does.
  package private(set) var obstacle: Obstacle?

  /// More repairs than any scenario needs.
  private static let mostTrials = 2000

  /// Repairs a scenario until it passes or can't be repaired.
  ///
  /// - Parameter run: runs a text.
  package init(of original: String, file: String, run: (String) -> Trial) {
    self.original = original
    text = original
    mend(file, run)
  }

  private mutating func mend(_ file: String, _ run: (String) -> Trial) {
    var last: (step: Scenario.Step, text: String)?
    for _ in 0..<Self.mostTrials {
      switch run(text) {
      case .passed:
        return
      case .unreadable(let reason):
        if let last {
          block(last.step, in: last.text, "without it the scenario can't be read: \(reason)")
          text = last.text
        } else {
          let top = TextPosition(line: 1, column: 1)
          obstacle = Obstacle(
            range: SourceRange(file: file, start: top, end: top), step: "", reason: reason)
        }
        return
      case .failed(let step, .none(let reason)):
        return block(step, in: text, reason)
      case .failed(let step, let remedy):
        guard let revised = Self.revised(text, at: step, by: remedy) else {
          return block(step, in: text, "it can't be rewritten in place; edit it by hand")
        }
        if revised == text { return block(step, in: text, "it already matches what happens") }
        last = (step, text)
        text = revised
      }
    }
    if let last { block(last.step, in: last.text, "it still fails after many changes") }
  }

  private mutating func block(_ step: Scenario.Step, in text: String, _ reason: String) {
    let place = StepPlace(of: step, in: text)
    obstacle = Obstacle(range: step.range, step: place?.words ?? "", reason: reason)
  }

  /// The text with one step repaired.
  private static func revised(
    _ text: String, at step: Scenario.Step, by remedy: ScenarioRun.Remedy
  ) -> String? {
    guard let place = StepPlace(of: step, in: text) else { return nil }
    switch remedy {
    case .replace(let kinds): return place.replaced(by: kinds)
    case .remove: return place.removed
    case .none: return nil
    }
  }

  /// The removed and the added lines, each with its sign, after a line that says where; empty if
  /// nothing has changed.
  package var difference: [String] {
    let (old, new) = (Self.lines(of: original), Self.lines(of: text))
    let changes = new.difference(from: old)
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in changes {
      switch change {
      case .remove(let place, _, _): removed.insert(place)
      case .insert(let place, _, _): inserted.insert(place)
      }
    }
    var lines: [String] = []
    var (oldPlace, newPlace) = (0, 0)
    var isInside = false
    while oldPlace < old.count || newPlace < new.count {
      let isRemoved = removed.contains(oldPlace)
      guard isRemoved || inserted.contains(newPlace) else {
        isInside = false
        oldPlace += 1
        newPlace += 1
        continue
      }
      if !isInside { lines.append("line \(oldPlace + 1):") }
      isInside = true
      if isRemoved {
        lines.append("-" + old[oldPlace])
        oldPlace += 1
      } else {
        lines.append("+" + new[newPlace])
        newPlace += 1
      }
    }
    return lines
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
