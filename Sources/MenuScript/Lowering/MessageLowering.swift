import CallEngine
import Files
import Foundation

/// Finds the texts of the SMS that a script sends itself, in the folder `messages` beside it, and the
/// values that they name.
struct MessageLowering {
  private let script: ScriptSyntax
  private let folder: String
  private let files: ScriptFiles
  /// The names that have a value somewhere in the script, with the kinds of their values.
  private let kinds: [String: Set<ValueKind?>]
  /// Whether these are all; otherwise an unknown one isn't reported.
  private let knowsAll: Bool

  /// What comes of it.
  struct Lowered: Sendable {
    /// A service for each message, which sends it.
    var services: [DeclaredService] = []
    /// The names of the values in each message, by its id.
    var values: [String: [String]] = [:]
    var sources: [SourceText] = []
    var diagnostics: [Diagnostic] = []
  }

  /// - Parameter services: all that the script may call.
  static func lower(
    _ script: ScriptSyntax, file: String, services: [ServiceSignature], files: ScriptFiles,
    findings: inout Findings
  ) -> Lowered {
    let ids = script.messageIDs
    guard let first = ids.first else { return Lowered() }
    let lowering = MessageLowering(script, file: file, services: services, files: files)
    var lowered = Lowered()
    var missing: [String] = []
    var texts: [(language: Language, templates: [String: MessageTemplate])] = []
    for tag in script.languages.map(\.value) {
      if let templates = lowering.read(tag, ids.map(\.value), into: &lowered) {
        texts.append((Language(tag), templates))
      } else {
        missing.append(tag)
      }
    }
    if !missing.isEmpty {
      findings.report(
        MessageRules.MissingLanguage(languages: missing, folder: lowering.folder), at: first.range)
    }
    lowered.services = ids.map { id in
      let names = lowering.names(in: texts.compactMap { $0.templates[id.value] })
      lowered.values[id.value] = names
      return lowering.service(id.value, names, MessageTexts(texts))
    }
    return lowered
  }

  private init(
    _ script: ScriptSyntax, file: String, services: [ServiceSignature], files: ScriptFiles
  ) {
    self.script = script
    self.files = files
    folder = MessageFolder(besideScriptAt: file).path
    let called = script.calledServices
    let known = services.filter { called.contains($0.name) }
    kinds = NameKinds(script, services: known).kinds.filter { $0.value != [.recording] }
    knowsAll =
      script.hasAllStates && script.hasAllFields && script.states.allSatisfy { $0.kind != nil }
      && called.isSubset(of: known.map(\.name))
  }

  /// The texts in one language, as far as they could be read; `nil` if there is no file.
  private func read(
    _ tag: String, _ ids: [String], into lowered: inout Lowered
  ) -> [String: MessageTemplate]? {
    let limits = ReadingLimits.standard
    var findings = Findings(file: "\(folder)/\(tag).yaml")
    guard let bytes = try? files.read(findings.file, limits.fileSize) else { return nil }
    let source = SourceText.decode(
      Data(bytes), file: findings.file, limits: limits, findings: &findings)
    guard let source, let root = YAMLReader.read(source, findings: &findings) else {
      lowered.sources += [source].compactMap { $0 }
      lowered.diagnostics += findings.diagnostics
      return [:]
    }
    var reader = NodeReader(findings: findings)
    var templates: [String: MessageTemplate] = [:]
    if let map = reader.map(root, "a file of messages") {
      for id in ids {
        guard let entry = map.entry(id) else { continue }
        templates[id] = template(entry, &reader)
      }
      let missing = ids.filter { !map.has($0) }
      if !missing.isEmpty {
        reader.findings.report(
          MessageRules.MissingMessages(ids: missing), at: map.range.firstPlace)
      }
    }
    IgnoreComments(source, limits: limits).silence(&reader.findings) { _ in false }
    lowered.sources.append(source)
    lowered.diagnostics += reader.findings.inOrder
    return templates
  }

  private func template(
    _ entry: NodeReader.Map.Entry, _ reader: inout NodeReader
  ) -> MessageTemplate? {
    let id = entry.key.value
    guard let text = reader.text(entry.value, "the message \(quoted(id))") else { return nil }
    let place = text.range.firstPlace
    guard let template = MessageTemplate(text.value.withoutTrailingBreaks) else {
      reader.findings.report(MessageRules.StrayBrace(id: id), at: place)
      return nil
    }
    if knowsAll {
      for name in template.placeholders where kinds[name] == nil {
        let meant = reader.findings.suggestion(for: name, among: kinds.keys.sorted())
        reader.findings.report(
          MessageRules.UnknownPlaceholder(id: id, name: name, suggestion: meant), at: place)
      }
    }
    return template
  }

  private func names(in templates: [MessageTemplate]) -> [String] {
    var names: [String] = []
    for name in templates.flatMap(\.placeholders) where !names.contains(name) && kinds[name] != nil
    {
      names.append(name)
    }
    return names
  }

  private func service(
    _ id: String, _ names: [String], _ texts: MessageTexts
  ) -> DeclaredService {
    var known: [String: ValueKind] = [:]
    for name in names {
      if let kinds = kinds[name], kinds.count == 1, let kind = kinds.first { known[name] = kind }
    }
    let inputs =
      [ServiceSignature.Input(ScriptMessage.recipient, isSentOut: true)]
      + names.map { ServiceSignature.Input($0, isSentOut: true) }
    return DeclaredService(
      ServiceSignature(
        ScriptMessage.service(id), summary: "sends an SMS of the script", inputs: inputs,
        outcomes: [ScriptMessage.sent]),
      from: .message(
        ScriptMessage(id: id, texts: texts, kinds: known, region: region(ofRecipientsOf: id))))
  }

  /// The country whose national numbers a message goes to: the one that its recipients are validated
  /// for, else the script's own.
  private func region(ofRecipientsOf id: String) -> String? {
    var countries: [String?] = []
    for state in script.states {
      guard case .sms(let message, let recipient, _) = state.kind, message.value == id else {
        continue
      }
      var rule: String?
      if case .name(let name) = recipient.value {
        rule = script.fields.first { $0.name.value == name }?.validate?.value
      }
      countries.append(rule.flatMap(ValidationRule.country))
    }
    guard let country = countries.first, countries.allSatisfy({ $0 == country }) else {
      return script.region
    }
    return country ?? script.region
  }
}

extension ScriptSyntax {
  /// The ids of the SMS that the script sends, each at its first place.
  var messageIDs: [Located<String>] {
    var ids: [Located<String>] = []
    for state in states {
      if case .sms(let id, _, _) = state.kind, !ids.contains(where: { $0.value == id.value }) {
        ids.append(id)
      }
    }
    return ids
  }

  /// The country of the script's first language, by its ISO 3166 code.
  var region: String? {
    let parts = languages.first?.value.split(separator: "-").dropFirst() ?? []
    return parts.first { $0.count == 2 && $0.allSatisfy(\.isASCIILetter) }.map { $0.uppercased() }
  }

  /// Notes for each SMS which values its texts name, so that their flow can be followed.
  mutating func tell(_ values: [String: [String]]) {
    for index in states.indices {
      if case .sms(let id, let to, _) = states[index].kind {
        states[index].kind = .sms(id, to: to, values: values[id.value] ?? [])
      }
    }
  }
}

extension String {
  fileprivate var withoutTrailingBreaks: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
