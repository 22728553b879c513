import CallEngine
import Foundation
import Workbench

/// The outcomes of scenarios for people and for build servers.
enum TestReport {
  /// One scenario, as lines for people.
  static func text(of outcome: ScenarioOutcome) -> VisibleText {
    let verdict = outcome.hasPassed ? "ok      " : "FAILED  "
    let title: VisibleText = outcome.title.map { "  \($0)" } ?? ""
    let first: VisibleText = "\(verdict)\(outcome.file)\(title)"
    return ([first] + outcome.explanation).map { $0 + "\n" }.joined()
  }

  /// All outcomes in the Test Anything Protocol, version 14, with failures as YAML.
  static func tap(of outcomes: [ScenarioOutcome]) -> VisibleText {
    var text: VisibleText = "TAP version 14\n1..\(outcomes.count)\n"
    for (number, outcome) in outcomes.enumerated() {
      let title = (outcome.title.map { "\(outcome.file): \($0)" } ?? outcome.file).visible
        .replacing("\\", with: "\\\\").replacing("#", with: "\\#")
      text += "\(outcome.hasPassed ? "ok" : "not ok") \(number + 1) - \(title)\n"
      if outcome.explanation.isEmpty { continue }
      // An explicit indent, since the text's first line may begin with blanks.
      text += "  ---\n  message: |2\n"
      for part in outcome.explanation {
        text += "    \(VisibleText(lines: part.description, margin: "    "))\n"
      }
      text += "  ...\n"
    }
    return text
  }

  /// All outcomes as JUnit XML, one suite per script.
  static func junit(of outcomes: [ScenarioOutcome]) -> VisibleText {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites\(counts(of: outcomes))>\n"
    let suites = Dictionary(grouping: outcomes) { $0.script ?? "" }
    for (script, outcomes) in suites.sorted(by: { $0.key < $1.key }) {
      let name = script.isEmpty ? "unreadable" : script
      text += "  <testsuite name=\"\(name.markup)\"\(counts(of: outcomes))>\n"
      for outcome in outcomes { text += testCase(outcome) }
      text += "  </testsuite>\n"
    }
    return VisibleText(markup: text + "</testsuites>\n")
  }

  private static func counts(of outcomes: [ScenarioOutcome]) -> String {
    let failures = outcomes.count { if case .failed = $0.ending { true } else { false } }
    let errors = outcomes.count { if case .unreadable = $0.ending { true } else { false } }
    let time = outcomes.reduce(Duration.zero) { $0 + $1.duration }
    return " tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
      + " time=\"\(seconds(time))\""
  }

  private static func testCase(_ outcome: ScenarioOutcome) -> String {
    let name = (outcome.title ?? outcome.file).markup
    let start =
      "    <testcase classname=\"\(outcome.file.markup)\" name=\"\(name)\""
      + " file=\"\(outcome.file.markup)\" time=\"\(seconds(outcome.duration))\""
    let lines = outcome.explanation.joined(separator: "\n").markup
    switch outcome.ending {
    case .passed: return start + "/>\n"
    case .failed(let failure, _):
      let message = "expected \(failure.expected), heard \(failure.found)".markup
      return start + ">\n      <failure message=\"\(message)\">\(lines)</failure>\n"
        + "    </testcase>\n"
    case .unreadable:
      return start + ">\n      <error message=\"could not be run\">\(lines)</error>\n"
        + "    </testcase>\n"
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    String(format: "%.6f", duration / .seconds(1))
  }
}
