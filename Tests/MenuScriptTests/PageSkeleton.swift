import CallEngine
import Foundation
import Speech

@testable import MenuScript

/// What a page's example leaves out, so that it can be compiled: the keys that every file needs, a
/// few catalogs and services.
enum PageSkeleton {
  /// What is said of an example of a script.
  static func diagnostics(of snippet: String) -> [Diagnostic] {
    compile(script(snippet)).diagnostics
  }

  static func diagnostics(of snippet: String, for rule: Rule) -> [Diagnostic] {
    if tableRules.contains(rule.code) {
      return compile(script(useOfTable), tables: ["parcels.csv": snippet + "\n"]).diagnostics
    }
    // What a script says of its own messages stands in the script.
    if rule.family == .messages, rule.code != "E640" { return messageDiagnostics(of: snippet) }
    if dateFileRules.contains(rule.code) {
      let ending = snippet.hasPrefix("BEGIN:") ? "ics" : "csv"
      return DateFile.parse(SourceText(file: "holidays.\(ending)", text: snippet))
        .findings.diagnostics
    }
    guard rule.family == .scenarios else { return diagnostics(of: snippet) }
    let parser = ScenarioParser(services: services) { path in
      compile(path.hasSuffix("broken.yaml") ? "format: 1\n" : script(""))
    }
    return parser.parse(
      bytes: Array(scenario(snippet).utf8), file: "line/scenarios/one.yaml"
    ).diagnostics
  }

  /// Those whose examples are files of dates.
  private static let dateFileRules: Set = ["E155", "E156", "E157", "W158"]

  /// The rules whose examples are tables.
  private static let tableRules = ["E343", "E344", "E345", "E346"]

  private static let useOfTable = """
    services:
      depot.parcel: { table: parcels.csv, key: code, outcomes: { found: row, unknown: no_row } }
    """

  private static func messageDiagnostics(of snippet: String) -> [Diagnostic] {
    var findings = Findings(file: "messages/en-US.yaml")
    let source = SourceText.decode(
      Data(snippet.utf8), file: findings.file, limits: .standard, findings: &findings)
    let declared = [MessageSignature("reminder", ["name", "amount"])]
    return findings.diagnostics
      + (source.map { MessageFolder.parse($0, declared).diagnostics } ?? [])
  }

  /// The snippet with the top-level keys that it hasn't. Its `states` come last in it.
  static func script(_ snippet: String) -> String {
    var states = ""
    if !has("states", in: snippet) {
      // A field by itself is asked for and used.
      states =
        has("fields", in: snippet)
        ? "states:\n\(useOfField)"
        : has("hours", in: snippet) ? "states:\n\(useOfHours)" : "states:\n\(end("main"))"
    }
    let text = snippet + "\n" + states
    let kinds = ["goodbye", "menu:", "collect:", "service:", "transfer:", "part:"]
    let needsEnd = kinds.contains { text.contains($0) }
    let more = text.contains("parcel.send_link") ? ", too_many: goodbye" : ""
    let defaults =
      needsEnd
      ? "{ outcomes: { gave_up: goodbye, cancelled: goodbye, failed: goodbye\(more) } }"
      : "{}"
    let head = [
      ("format", "1"), ("title", "A line"), ("languages", "[en-US]"), ("catalogs", "[common]"),
      ("start", "main"), ("defaults", defaults),
    ]
    let hasEnd = text.contains("\n  goodbye:")
    return missing(head, in: snippet) + text + (needsEnd && !hasEnd ? end("goodbye") : "")
  }

  static func scenario(_ snippet: String) -> String {
    let tail = [
      ("title", "A call"), ("caller", "{ line: \"02199900001\" }"), ("steps", "[hang_up]"),
    ]
    return missing(tail, in: snippet) + snippet + "\n"
  }

  private static let useOfField = """
      main: { collect: mobile, outcomes: { collected: send } }
      send: { service: parcel.send_link, input: { mobile: "${mobile}" }, outcomes: { sent: goodbye, too_many: goodbye } }

    """

  private static let useOfHours = """
      main: { hours: surgery, outcomes: { open: day, closed: night } }
      day: { hang_up: [welcome] }
      night: { hang_up: [press_1] }

    """

  private static func end(_ name: String) -> String { "  \(name): { hang_up: [welcome] }\n" }

  private static func missing(_ keys: [(String, String)], in snippet: String) -> String {
    keys.filter { !has($0.0, in: snippet) }.map { "\($0): \($1)\n" }.joined()
  }

  private static func has(_ key: String, in snippet: String) -> Bool {
    snippet.split(separator: "\n").contains { $0.hasPrefix("\(key):") }
  }

  private static func compile(
    _ text: String, tables: [String: String] = TestBench.tables
  ) -> CompilationResult {
    var compiler = MenuScriptCompiler(services: services)
    compiler.files = TestBench.files(tables)
    compiler.proves = true
    return compiler.compile(text, prompts: PromptIndex(catalogs: catalogs))
  }

  private static let services = [
    ServiceSignature(
      "clinic.find_visit", summary: "Finds a patient's next visit", inputs: [.init("number")],
      outputs: [
        .init("patient.name", outcomes: ["booked", "none"]),
        .init("visit.fee", .number, outcomes: ["booked"]),
      ],
      outcomes: ["booked", "none", "unknown"]),
    ServiceSignature(
      "clinic.find_doctors", summary: "Finds who is there", inputs: [],
      outputs: [
        .init("clinic.doctors", .list([ListField("name", .text)])), .init("clinic.room", .digits),
      ], outcomes: ["found"]),
    ServiceSignature(
      "clinic.find_visits", summary: "Finds a patient's visits", inputs: [.init("number")],
      outputs: [
        .init("clinic.visits", .list([ListField("day", .date), ListField("doctor", .text)])),
        .init("clinic.kind", .word, words: ["adult", "child"]),
      ],
      outcomes: ["found"]),
    ServiceSignature(
      "parcel.send_link", summary: "Sends a link to where a parcel is by SMS",
      inputs: [.init("mobile", isSentOut: true), .init("language", isRequired: false)],
      outcomes: ["sent", "too_many"]),
    ServiceSignature(
      "accounts.verify", summary: "Verifies a PIN", inputs: [.init("pin")],
      outcomes: ["right", "wrong"]),
    ServiceSignature(
      "accounts.match", summary: "Compares a code with a line's",
      inputs: [.init("line"), .init("code")], outcomes: ["same", "different"]),
    ServiceSignature(
      "accounts.find", summary: "Finds an account", inputs: [.init("number")],
      outputs: [
        .init("account.name", outcomes: ["found"]),
        .init("account.address", outcomes: ["found"], isConfidential: true),
      ],
      outcomes: ["found", "unknown"]),
  ]

  private static let catalogs: [PromptCatalog] = [
    catalog(
      "common", .english,
      [
        "welcome": "Welcome.", "press_1": "To go on, press 1.", "enter_mobile": "Your number?",
        "enter_pin": "Your PIN?", "untranslated": "Only in English.",
      ]),
    catalog(
      "common", .persian,
      [
        "welcome": "خوش آمدید.", "press_1": "برای ادامه، عدد ۱ را فشار دهید.",
        "enter_mobile": "شمارهٔ شما؟", "enter_pin": "رمز شما؟",
      ]),
    catalog("common", Language("de-DE"), germanTexts),
    catalog("common", Language("ur-PK"), urduTexts),
    catalog("common", Language("pl-PL"), polishTexts),
    catalog("holidays", .english, ["welcome": "A happy new year."]),
    catalog("news", .english, ["headline": "Nothing new."]),
  ]

  private static let germanTexts = [
    "welcome": "Willkommen.", "press_1": "Um fortzufahren, drücken Sie die 1.",
  ]
  private static let urduTexts = [
    "welcome": "خوش آمدید۔", "press_1": "جاری رکھنے کے لیے 1 دبائیں۔",
  ]
  private static let polishTexts = [
    "welcome": "Witamy.", "press_1": "Aby kontynuować, proszę wybrać 1.",
  ]

  private static func catalog(
    _ name: String, _ language: Language, _ texts: [String: String]
  ) -> PromptCatalog {
    PromptCatalog(
      name: name, language: language,
      entries: texts.sorted { $0.key < $1.key }.enumerated().map { index, entry in
        PromptCatalog.Entry(
          id: entry.key, text: entry.value,
          location: SourceLocation(file: "\(language)/\(name).yaml", line: index + 1, column: 1))
      })
  }
}
