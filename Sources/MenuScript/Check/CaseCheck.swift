import CallEngine

/// Proves that a switch or a choice of prompts has exactly one case for each value.
struct CaseCheck<Choice: Sendable> {
  let name: Located<String>
  let cases: CasesSyntax<Choice>
  /// What the value can be; `nil` if it can be anything.
  let domain: ValueSet?

  func run(_ findings: inout Findings) {
    checkOverlaps(&findings)
    if let domain { checkChances(domain, &findings) }
    guard cases.isWhole else { return }
    let tests = cases.all.flatMap(\.tests)
    let gaps = tests.contains(.set) ? [] : domain?.gaps(tests)
    if let range = cases.otherwiseRange {
      if gaps == [] && tests.contains(.unset) {
        findings.report(BranchRules.NeedlessElse(), at: range)
      }
    } else if gaps != [] {
      findings.report(
        BranchRules.Gap(name: name.value, values: gaps ?? []), at: name.range,
        notes: [findings.note("add a case for each, or 'else' beside 'cases'")])
    }
  }

  private func checkOverlaps(_ findings: inout Findings) {
    var earlier: [(test: ValueTest, key: Located<String>)] = []
    var spans: [(range: ClosedRange<WrittenNumber>, key: Located<String>)] = []
    var texts: [ValueTest: Located<String>] = [:]
    for entry in cases.all {
      for test in entry.tests {
        var clash: (values: String, key: Located<String>)?
        switch test {
        case .numbers(let range):
          if let other = spans.first(where: { $0.range.overlaps(range) }) {
            let both = range.clamped(to: other.range)
            clash = (quoted(both.caseKey), other.key)
          }
          spans.append((range, entry.key))
        case .text, .set, .unset:
          if let other = texts.updateValue(entry.key, forKey: test) {
            clash = (test.noun, other)
          }
        }
        if test == .set, let other = earlier.first(where: { $0.test != .unset && $0.test != .set })
        {
          clash = (other.test.noun, other.key)
        } else if test != .unset, test != .set,
          let other = earlier.first(where: { $0.test == .set })
        {
          clash = (test.noun, other.key)
        }
        earlier.append((test, entry.key))
        guard let clash else { continue }
        findings.report(
          BranchRules.Overlap(
            values: clash.values, cases: [clash.key.value, entry.key.value]),
          at: entry.key.range, notes: [findings.note("it is already here", at: clash.key.range)])
      }
    }
  }

  private func checkChances(_ domain: ValueSet, _ findings: inout Findings) {
    for entry in cases.all {
      for test in entry.tests where !domain.permits(test) {
        var suggestion: String?
        if case .text(let text) = test {
          suggestion = findings.suggestion(for: text, among: domain.texts)
        }
        let isWholeKey = entry.tests.count == 1
        findings.report(
          BranchRules.NeverChosen(name: name.value, key: test.caseKey, suggestion: suggestion),
          at: entry.key.range,
          fixIts: suggestion.map { isWholeKey ? [(entry.key.range, $0)] : [] } ?? [])
      }
    }
  }
}

extension ValueTest {
  fileprivate var caseKey: String {
    switch self {
    case .text(let text): text
    case .numbers(let range): range.caseKey
    case .set: "set"
    case .unset: "unset"
    }
  }

  fileprivate var noun: String {
    switch self {
    case .text, .numbers: quoted(caseKey)
    case .set: "any value"
    case .unset: "no value"
    }
  }
}

extension ClosedRange<WrittenNumber> {
  fileprivate var caseKey: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)-\(upperBound)"
  }
}
