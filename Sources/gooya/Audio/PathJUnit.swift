import CallEngine
import Sound

/// A judged path as JUnit XML: a test case for each limit, and for each figure of a baseline.
struct PathJUnit {
  private struct Case {
    enum Outcome {
      case passed(String)
      case failed(String)
      case skipped(String)
    }

    let group: String
    let name: String
    let outcome: Outcome
  }

  private let judged: JudgedPath

  init(_ judged: JudgedPath) { self.judged = judged }

  var xml: VisibleText {
    let cases = self.cases
    let failures = cases.count { if case .failed = $0.outcome { true } else { false } }
    let skipped = cases.count { if case .skipped = $0.outcome { true } else { false } }
    let seconds = (judged.report.duration / .seconds(1)).text(decimals: 3)
    let counts =
      "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" time=\"\(seconds)\""
    let path = judged.path
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites \(counts)>",
      "  <testsuite name=\"\("\(path.output) to \(path.input)".markup)\" \(counts) "
        + "skipped=\"\(skipped)\">",
      "    <properties>",
    ]
    lines += [
      ("out", path.output), ("in", path.input),
      ("sample_rate", "\(judged.report.sampleRate)"),
      ("profile", judged.judgement.profile.name),
      ("verdict", judged.grade.rawValue),
      ("version", MeasuredPath.version),
    ].map { "      <property name=\"\($0)\" value=\"\($1.markup)\"/>" }
    lines.append("    </properties>")
    lines += cases.flatMap(Self.lines)
    lines += ["  </testsuite>", "</testsuites>"]
    return VisibleText(markup: lines.joined(separator: "\n") + "\n")
  }

  private static func lines(of testCase: Case) -> [String] {
    let start =
      "    <testcase classname=\"\(testCase.group.markup)\" name=\"\(testCase.name.markup)\" time=\"0\""
    switch testCase.outcome {
    case .passed(let text):
      return [start + ">", "      <system-out>\(text.markup)</system-out>", "    </testcase>"]
    case .failed(let text):
      return [
        start + ">", "      <failure message=\"\(text.markup)\">\(text.markup)</failure>",
        "    </testcase>",
      ]
    case .skipped(let text):
      return [start + ">", "      <skipped message=\"\(text.markup)\"/>", "    </testcase>"]
    }
  }

  private var cases: [Case] {
    let report = judged.report
    let heard = "\(report.marksHeard) of \(report.marksSent) marks heard"
    let reason = judged.judgement.verdict.reasons.first { $0.figure == "marks_heard" }
    let found = Case(
      group: "limits", name: "marks_heard",
      outcome: reason.map { .failed($0.text) } ?? .passed(heard))
    let whole = judged.trouble.map {
      Case(group: "recording", name: "whole", outcome: .failed("the recording \($0)"))
    }
    return [whole, found].compactMap(\.self) + judged.judgement.figures.map(Self.testCase)
      + baseline
  }

  private static func testCase(_ judged: FigureJudgement) -> Case {
    let outcome: Case.Outcome
    switch judged.grade {
    case nil: outcome = .skipped((judged.obstacle ?? .unmeasured).text)
    case .fails?: outcome = .failed(judged.fault ?? "")
    case .usable?: outcome = .passed("usable: \(judged.fault ?? "")")
    case .good?:
      let value = judged.value.map(judged.figure.text) ?? ""
      outcome = .passed(
        [value, judged.limits.text(for: judged.figure)].filter { !$0.isEmpty }
          .joined(separator: "; "))
    }
    return Case(group: "limits", name: judged.name, outcome: outcome)
  }

  /// One for each figure, so that a build server can follow it from run to run.
  private var baseline: [Case] {
    guard let baseline = judged.baseline else { return [] }
    let changes = Dictionary(
      uniqueKeysWithValues: baseline.changes.map { ($0.figure.name, $0) })
    let uncompared = Dictionary(
      uniqueKeysWithValues: baseline.uncompared.map { ($0.figure, $0.reason) })
    return Figure.all.compactMap { figure in
      let outcome: Case.Outcome
      if let reason = uncompared[figure.name] {
        outcome = .skipped(reason)
      } else if let change = changes[figure.name] {
        outcome = change.isRegression ? .failed(change.text) : .passed(change.text)
      } else if let value = figure.value(judged.report) {
        outcome = .passed(figure.text(value))
      } else {
        return nil
      }
      return Case(group: "baseline", name: figure.name, outcome: outcome)
    }
  }
}
