import Foundation
import Simulator

/// The outcomes of scenarios in the forms that people and build servers read.
enum TestReport {
  /// One scenario, as lines for people.
  static func text(of outcome: ScenarioOutcome) -> String {
    let verdict = outcome.hasPassed ? "ok      " : "FAILED  "
    let lines =
      ["\(verdict)\(outcome.file)" + (outcome.title.map { "  \($0)" } ?? "")] + outcome.explanation
    return lines.joined(separator: "\n") + "\n"
  }

  /// All of them in the Test Anything Protocol, version 14, with what went wrong as YAML.
  static func tap(of outcomes: [ScenarioOutcome]) -> String {
    var text = "TAP version 14\n1..\(outcomes.count)\n"
    for (number, outcome) in outcomes.enumerated() {
      let title = (outcome.title.map { "\(outcome.file): \($0)" } ?? outcome.file)
        .replacing("\\", with: "\\\\").replacing("#", with: "\\#")
        .replacing("\n", with: " ")
      text += "\(outcome.hasPassed ? "ok" : "not ok") \(number + 1) - \(title)\n"
      let lines = outcome.explanation.flatMap { $0.split(separator: "\n") }
      if lines.isEmpty { continue }
      text += "  ---\n  message: |\n"
      for line in lines { text += "    \(line)\n" }
      text += "  ...\n"
    }
    return text
  }

  /// All of them as JUnit's XML, a suite a script, as build servers read it.
  static func junit(of outcomes: [ScenarioOutcome]) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites\(counts(of: outcomes))>\n"
    let suites = Dictionary(grouping: outcomes) { $0.script ?? "" }
    for (script, outcomes) in suites.sorted(by: { $0.key < $1.key }) {
      let name = script.isEmpty ? "unreadable" : script
      text += "  <testsuite name=\"\(name.escapedForHTML)\"\(counts(of: outcomes))>\n"
      for outcome in outcomes { text += testCase(outcome) }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  private static func counts(of outcomes: [ScenarioOutcome]) -> String {
    let failures = outcomes.count { if case .failed = $0.ending { true } else { false } }
    let errors = outcomes.count { if case .unreadable = $0.ending { true } else { false } }
    let time = outcomes.reduce(Duration.zero) { $0 + $1.duration }
    return " tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
      + " time=\"\(seconds(time))\""
  }

  private static func testCase(_ outcome: ScenarioOutcome) -> String {
    let name = (outcome.title ?? outcome.file).escapedForHTML
    let start =
      "    <testcase classname=\"\(outcome.file.escapedForHTML)\" name=\"\(name)\""
      + " file=\"\(outcome.file.escapedForHTML)\" time=\"\(seconds(outcome.duration))\""
    let lines = outcome.explanation.joined(separator: "\n").escapedForHTML
    switch outcome.ending {
    case .passed: return start + "/>\n"
    case .failed(let failure, _):
      let message = "expected \(failure.expected), heard \(failure.found)".escapedForHTML
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
