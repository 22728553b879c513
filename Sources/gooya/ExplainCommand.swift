import ArgumentParser
import CallEngine
import MenuScript

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule of 'check': why it exists, what to do, and examples.",
    discussion: """
      Without a code, lists all rules.

      Example:
        gooya explain E201

      Exit status: 0, or 64 if there is no such rule.
      """)

  @Argument(help: "A rule's code, such as E201 or w501.")
  var code: String?

  @Flag(help: "Print an array of JSON objects.")
  var json = false

  func validate() throws {
    guard let code, RulePage.page(for: code) == nil else { return }
    let repair = RulePage.suggestion(for: code).map { "did you mean '\($0)'?" }
    throw ValidationError(
      "no rule has the code '\(code)'; \(repair ?? "'gooya explain' lists them all")")
  }

  func run() throws {
    let pages = code.map { RulePage.page(for: $0).map { [$0] } ?? [] } ?? Self.ordered
    if json { return try printJSON(pages.map(Page.init)) }
    if code != nil { return StandardOutput.text(pages.map(\.text).joined()) }
    for (place, family) in RuleFamily.allCases.enumerated() {
      if place > 0 { StandardOutput.line("") }
      StandardOutput.line("\(family.title)")
      for page in pages where page.rule.family == family {
        StandardOutput.line("  \(page.rule.code)  \(page.rule.summary)")
      }
    }
  }

  /// The pages sorted by code, which begins with the family's number.
  private static var ordered: [RulePage] {
    RulePage.all.sorted { $0.rule.code.dropFirst() < $1.rule.code.dropFirst() }
  }

  /// A page as JSON. The names are a contract; missing parts are left out.
  private struct Page: Encodable {
    let code: String
    let severity: String
    let family: String?
    let summary: String
    let why: String
    let failing: String?
    let passing: String?
    let illustration: String?

    init(_ page: RulePage) {
      code = page.rule.code
      severity = page.rule.severity.rawValue
      family = page.rule.family?.title
      summary = page.rule.summary
      why = page.why
      switch page.illustration {
      case .examples(let failing, let passing):
        (self.failing, self.passing, illustration) = (failing, passing, nil)
      case .sentence(let sentence):
        (failing, passing, illustration) = (nil, nil, sentence)
      }
    }
  }
}

extension RulePage {
  /// The page as a terminal shows it.
  fileprivate var text: VisibleText {
    let head: VisibleText =
      "\(rule.code) (\(rule.severity.rawValue)): \(rule.summary)\n\n\(why.wrapped)\n"
    switch illustration {
    case .examples(let failing, let passing):
      return "\(head)\nBreaks the rule:\n\(failing.indented)\nKeeps the rule:\n\(passing.indented)"
    case .sentence(let sentence): return "\(head)\n\(sentence.wrapped)\n"
    }
  }
}

extension String {
  /// The words in lines of at most 80 columns.
  fileprivate var wrapped: VisibleText {
    var lines: [String] = []
    for word in split(whereSeparator: \.isWhitespace) {
      if let line = lines.last, line.count + 1 + word.count <= 80 {
        lines[lines.count - 1] = "\(line) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return VisibleText(lines: lines.joined(separator: "\n"))
  }

  fileprivate var indented: VisibleText {
    "    \(VisibleText(lines: self, margin: "    "))\n"
  }
}
