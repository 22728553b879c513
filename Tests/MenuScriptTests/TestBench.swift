import CallEngine
import Files
import Foundation
import Speech

@testable import MenuScript

/// What the tests compile scripts with.
enum TestBench {
  /// The repository's root.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let services: [ServiceSignature] = [
    ServiceSignature(
      "billing.find_bill", summary: "Finds a line's bill", inputs: [.init("line")],
      outputs: [
        .init("subscriber.line"), .init("subscriber.kind"), .init("subscriber.name"),
        .init("subscriber.language", isOptional: true),
        .init("subscriber.own_mobile", isOptional: true), .init("subscriber.payment_system"),
        .init("bill.amount", .number), .init("bill.bill_id"), .init("bill.payment_id"),
        .init("bill.due_on", isOptional: true, outcomes: ["due"]),
      ],
      outcomes: ["due", "paid", "unknown_line"]),
    ServiceSignature(
      "billing.send_bill", summary: "Sends the bill by SMS",
      inputs: [.init("line"), .init("mobile"), .init("language", isRequired: false)],
      outcomes: ["sent", "too_many"]),
    ServiceSignature(
      "billing.send_app_link", summary: "Sends the payment app's link by SMS",
      inputs: [.init("mobile"), .init("language", isRequired: false)],
      outcomes: ["sent", "too_many"]),
    ServiceSignature(
      "billing.request_email", summary: "Asks by SMS for an e-mail address",
      inputs: [.init("line"), .init("mobile"), .init("language", isRequired: false)],
      outcomes: ["sent", "too_many"]),
    ServiceSignature(
      "clinic.find_visits", summary: "Finds a patient's visits", inputs: [.init("number")],
      outputs: [
        .init("clinic.visits", .list([ListField("day", .date), ListField("doctor", .text)])),
        .init("clinic.names", .list([ListField("", .text)]), isOptional: true),
        .init("clinic.notes", .list([]), isConfidential: true),
        .init("clinic.kind", .word),
      ],
      outcomes: ["found", "unknown"]),
  ]

  static let compiler = {
    var compiler = MenuScriptCompiler(services: services)
    compiler.files = files(tables)
    return compiler
  }()

  /// Tables beside the scripts.
  static let tables = [
    "parcels.csv": """
    code,status,day,place
    10001,on_way,2026-01-05,"Sample, by the Sea"
    10002,waiting,2026-01-06,
    10003,delivered,2026-01-02,Invented Town

    """,
    "messages/en-US.yaml": """
    greeting: Hello
    tracking_link: Your parcel {depot.code} comes on {depot.day}.
    farewell: "{call.line}, {pin}"

    """,
    "messages/fa-IR.yaml": """
    greeting: سلام
    tracking_link: بستهٔ {depot.code} در {depot.day} می‌رسد.
    farewell: "{call.line}, {pin}"

    """,
  ]

  static func files(_ tables: [String: String]) -> ScriptFiles {
    ScriptFiles { path, limit throws(FileFault) in
      guard let text = tables[path] else { return try InputFile.read(path, atMost: limit) }
      return Array(text.utf8.prefix(limit + 1))
    }
  }

  /// Catalogs with the given ids in both languages.
  static func prompts(_ ids: [String], catalog: String = "common") -> PromptIndex {
    let text = ids.map { "\($0): a text\n" }.joined()
    let catalogs = [Language.persian, .english].compactMap { language in
      CatalogParser.parse(
        SourceText(file: "\(language)/\(catalog).yaml", text: text), name: catalog,
        language: language
      ).catalog
    }
    return PromptIndex(catalogs: catalogs)
  }

  /// Catalogs in which every word of a script of the repository is a prompt.
  static func promptsOfEverything(in text: String) -> PromptIndex {
    var index = prompts(words(of: text), catalog: "billing")
    for language in [Language.persian, .english] {
      index.insert(PromptCatalog(name: "common", language: language, entries: []))
    }
    return index
  }

  /// The text of a script of the repository.
  static func script(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: "MenuScripts/\(path)"), encoding: .utf8)
  }

  /// Every word of a text that could be a prompt id.
  static func words(of text: String) -> [String] {
    Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
      .filter { $0.first?.isLetter ?? false && !["true", "false", "null"].contains($0) }.sorted()
  }
}
