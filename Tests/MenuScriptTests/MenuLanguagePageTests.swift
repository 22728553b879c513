import CallEngine
import Foundation
import Speech
import Testing

@testable import MenuScript

/// Holds `Documentation/menu-language.md` to the code.
struct MenuLanguagePageTests {
  let page: DocumentationPage

  init() throws {
    page = try DocumentationPage("Documentation/menu-language.md")
  }

  static let documents =
    ["README.md", "CONTRIBUTING.md"]
    + ["domain", "house", "menu-language", "scenarios"].map { "Documentation/\($0).md" }

  @Test(arguments: documents)
  func `every example of a script compiles without a word`(_ document: String) throws {
    for example in try DocumentationPage(document).examples where !example.contains("steps:") {
      let found = PageSkeleton.diagnostics(of: example)
      #expect(found.map { "\($0.code): \($0.message)" } == [], "\(example)")
    }
  }

  @Test func `the page has examples`() {
    #expect(page.examples.count >= 3)
  }

  /// Names that the code knows, by the section that tells them.
  static let names: [String: [[String]]] = [
    "The file": [ScriptParser.keys],
    "Kinds of states": [
      StateKind.keys.filter { !ScriptParser.settingKeys.contains($0) },
      TransferOutcome.allCases.map(\.rawValue),
      [
        Outcomes.gaveUp, Outcomes.collected, Outcomes.cancelled, Outcomes.recorded, Outcomes.empty,
        ServiceSignature.failed, "repeat",
      ],
    ],
    "Parts": [ScriptParser.partKeys, ShippedParts.names],
    "Settings": [ScriptParser.settingKeys, ["none", "flush", "keep"]],
    "Fields": [
      ScriptParser.fieldKeys.filter { !ScriptParser.settingKeys.contains($0) },
      ValidationRule.builtIn.map(\.name), CheckRule.allCases.map(\.rawValue),
      DateEntry.Layout.allCases.map(\.rawValue), LetterEntry.Keying.allCases.map(\.rawValue),
    ],
    "Results": [["results"]],
    "Hours": [ScriptParser.hoursKeys, [OpeningHours.open, OpeningHours.closed, "mon"]],
    "Values": [VariableID.builtInNames],
    "Services of the script's own": [
      ScriptParser.serviceKeys, ScriptParser.inputKeys, ScriptParser.hookOutputKeys,
      ScriptParser.tableOutputKeys,
      ValueKind.written.map(\.name), ["list", "row", "no_row", "status"],
    ],
    "Prompts": [
      ScriptParser.options.map(\.form), ScriptParser.options.flatMap(\.keys), ["rate"],
      SpokenForm.CurrencyUnit.allCases.map(\.rawValue),
      SpokenForm.DateCalendar.allCases.map(\.rawValue), SpokenForm.Rate.allCases.map(\.rawValue),
    ],
  ]

  @Test(arguments: names.keys.sorted())
  func `every name of the language stands in its section`(_ section: String) {
    let told = page.names(in: section)
    for name in Self.names[section, default: []].joined() {
      #expect(told.contains(name), "'\(name)' is missing in '\(section)'")
    }
  }

  @Test func `every form of a prompt is shown`() {
    let forms = page.rows(in: "Prompts").map { $0[0] }
    for form in ScriptParser.promptKinds {
      #expect(forms.contains { $0.hasPrefix("{ \(form): ") }, "\(form)")
    }
  }

  @Test func `a setting's row says where it goes and what is built in`() throws {
    let builtIn = [
      "timeout": "\(BuiltIn.timeout.components.seconds)s",
      "interdigit_timeout": "\(BuiltIn.interdigitTimeout.components.seconds)s",
      "max_noinput": "\(BuiltIn.maxNoinput)", "max_nomatch": "\(BuiltIn.maxNomatch)",
      "noinput": "nothing", "nomatch": "nothing",
      "terminator": "\"\(BuiltIn.terminator.character)\"",
      "barge_in": "true", "type_ahead": "keep",
      "fetch_timeout": "\(BuiltIn.fetchTimeout.components.seconds)s",
      "connect_timeout": "\(BuiltIn.connectTimeout.components.seconds)s",
    ]
    #expect(Set(builtIn.keys) == Set(ScriptParser.settingKeys))
    let rows = page.rows(in: "Settings")
    for key in ScriptParser.settingKeys {
      let row = try #require(rows.first { $0[0].split(separator: ", ").contains(Substring(key)) })
      #expect(row[2] == builtIn[key], "\(key)")
      let kinds = StateKind.goingWith(key)
      let named = StateKind.allCases.filter { row[3].contains($0.rawValue) }
      let told =
        row[3].hasPrefix("all but ") ? StateKind.allCases.filter { !named.contains($0) } : named
      #expect(Set(told) == Set(kinds), "\(key)")
    }
    let duration = try #require(page.rows(in: "The file").first { $0[0] == "max_duration" })
    #expect(duration[2] == "\(BuiltIn.maxDuration.components.seconds / 60)m")
  }

  @Test func `every limit is as the code has it`() {
    let limits = [
      "size of a file": "\(ReadingLimits.standard.fileSize >> 20) MB",
      "nodes of a file, each alias counted with all that it stands for":
        spaced(ReadingLimits.standard.nodes),
      "lists and maps inside each other": "\(ReadingLimits.standard.depth)",
      "languages": "\(ScriptLimits.languages)", "catalogs": "\(ScriptLimits.catalogs)",
      "services": "\(ScriptLimits.services)",
      "inputs, outputs, outcomes, headers, examples of a service": "\(ScriptLimits.parts)",
      "size of a table": "\(ScriptLimits.tableSize >> 20) MB",
      "rows of a table": spaced(ScriptLimits.tableRows),
      "fields": "\(ScriptLimits.fields)",
      "states, with those of all parts put in": spaced(ScriptLimits.states),
      "cases of a switch or a prompt_by": "\(ScriptLimits.cases)",
      "up_to of a count": "\(ScriptLimits.visits)",
      "items that an each speaks": "\(ScriptLimits.items)", "parts": "\(ScriptLimits.partCount)",
      "parameters of a part, its exits": "\(ScriptLimits.partNames)",
      "choices of a menu": "\(ScriptLimits.choices)",
      "keys of a choice": "\(ScriptLimits.choiceKeys)",
      "digits of a field, keys of a transfer's number": "\(ScriptLimits.digits)",
      "targets of a transfer": "\(ScriptLimits.targets)",
      "times": "\(ScriptLimits.times)", "max_noinput, max_nomatch": "\(ScriptLimits.tries)",
      "group": "\(ScriptLimits.group)",
      "characters of a written value that isn't read as text": "\(ScriptLimits.spokenCharacters)",
      "a time setting, a pause": written(ScriptLimits.wait),
      "group_pause": written(ScriptLimits.groupPause), "max_duration": written(ScriptLimits.call),
      "errors reported of a file, and warnings": "\(Findings.most) each",
    ]
    let rows = page.rows(in: "Limits").dropFirst().map { ($0[0], $0[1]) }
    #expect(Dictionary(uniqueKeysWithValues: rows) == limits)
  }

  @Test func `what is built in for a recording is as the code has it`() {
    let rules = RecordingRules()
    let builtIn = [
      "prompt": "nothing", "beep": "\(rules.beeps)",
      "max": "\(rules.longest.components.seconds / 60)m",
      "silence": "\(rules.silence.components.seconds)s",
      "min": "\(rules.shortest.components.seconds)s",
    ]
    let rows = page.rows(in: "Kinds of states").filter { $0.count == 3 && builtIn[$0[0]] != nil }
    #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[2]) }) == builtIn)
    #expect(rules.beep == .milliseconds(300))
  }

  private func spaced(_ number: Int) -> String {
    "\(number / 1000) " + String("\(1000 + number % 1000)".dropFirst())
  }

  private func written(_ limit: DurationText) -> String {
    let minutes = limit.limit.components.seconds / 60
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
  }

  @Test func `the rules of keys are numbered as in the sources and tests`() throws {
    let told = page.text.matches(of: #/(?m)^- \*\*(K\d+)\.\*\*/#).map { String($0.output.1) }
    #expect(told == (1...14).map { "K\($0)" })
    var named: [String: Set<String>] = [:]
    for folder in ["Sources", "Tests"] {
      let root = TestBench.root.appending(path: folder)
      let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      for case let file as URL in try #require(files) where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: #/\bK\d{1,2}\b/#) {
          named[folder, default: []].insert(String(match.output))
        }
      }
    }
    #expect(named["Sources", default: []].isSubset(of: told))
    #expect(named["Tests"] == Set(told))
  }
}

/// Holds `Documentation/scenarios.md` to the code; its examples are run in `gooyaTests`.
struct ScenarioPageTests {
  let page: DocumentationPage

  init() throws {
    page = try DocumentationPage("Documentation/scenarios.md")
  }

  static let words: [String: [String]] = [
    "The file": ScenarioReading.keys, "The caller": ScenarioReading.callerKeys,
    "Steps": ScenarioRules.MalformedStep.kinds,
    "Expectations": Scenario.HungUp.allCases.map(\.rawValue),
    "Given": TransferOutcome.allCases.map(\.rawValue)
      + ["works", "sms", "email", "transfer", "transfer 2000", "late 12s", "late 12s then failed"],
  ]

  @Test(arguments: words.keys.sorted())
  func `every word of a scenario stands in its section`(_ section: String) {
    let told = page.names(in: section)
    for name in Self.words[section, default: []] {
      #expect(told.contains(name), "'\(name)' is missing in '\(section)'")
    }
  }

  @Test func `every expectation is shown, and no other`() {
    let forms = page.rows(in: "Expectations").dropFirst().map {
      String($0[0].dropFirst(2).prefix { $0 != ":" })
    }
    #expect(Set(forms) == Set(ScenarioRules.MalformedExpectation.kinds))
  }

  @Test func `every step has a row, and no other`() {
    let steps = page.rows(in: "Steps").filter { $0.count == 3 }.dropFirst().map { $0[0] }
    #expect(Set(steps) == Set(ScenarioRules.MalformedStep.kinds))
  }
}
