import CallEngine
import Speech

/// Compares the values that prompts read with what they can be: a value that can't be read in its
/// form would be spoken as it is.
struct ReadingCheck {
  private let script: ScriptSyntax
  /// What each name's values can be; `nil` among them if unknown.
  private var kinds: [String: Set<ValueKind?>] = [:]
  private let readable: [Language]

  static func run(
    _ script: ScriptSyntax, services: [ServiceSignature], findings: inout Findings
  ) {
    let check = ReadingCheck(script, services: services)
    let prompts = script.prompts
    check.check(prompts, &findings)
    check.checkLanguages(prompts.flattened, &findings)
  }

  private func check(_ prompts: [PromptSyntax], _ findings: inout Findings) {
    for prompt in prompts {
      switch prompt.kind {
      case .clip, .pause, .text: break
      case .value(_, let form) where form.kind == .recording: break
      case .value(let value, let form):
        switch value.value {
        case .literal(let text): checkLiteral(text, form, value.range, &findings)
        case .name(let name): checkName(name, form.kind, value.range, &findings)
        }
      case .each(let each):
        var inside = self
        inside.kinds.merge(itemKinds(each)) { $1 }
        inside.check(each.said, &findings)
        check(each.empty, &findings)
      case .choice(_, let cases): check(cases.choices.flatMap { $0 }, &findings)
      }
    }
  }

  /// What the values of a list's items can be, by the names that they have inside the `each`.
  private func itemKinds(_ each: ListPromptSyntax) -> [String: Set<ValueKind?>] {
    var found: [String: Set<ValueKind?>] = [:]
    for case .list(let fields) in kinds[each.list.value] ?? [] {
      for field in fields {
        let name = each.item.value + (field.name.isEmpty ? "" : ".\(field.name)")
        found[name, default: []].insert(field.kind)
      }
    }
    return found
  }

  private init(_ script: ScriptSyntax, services: [ServiceSignature]) {
    self.script = script
    readable = script.languages.map { Language($0.value) }
      .filter { Verbalizer.obstacle(to: $0) == nil }
    kinds = NameKinds(script, services: services).kinds
  }

  private func checkLiteral(
    _ text: String, _ form: SpokenForm, _ range: TextRange, _ findings: inout Findings
  ) {
    let name = text.filter { !"${} ".contains($0) }
    let meant = kinds[name] == nil ? nil : "\"${\(name)}\""
    for language in readable {
      do throws(UnspeakableValue) {
        _ = try Verbalizer.utterances(of: text, as: form, in: language)
      } catch {
        findings.report(
          ConflictRules.Unreadable(text: text, form: form.kind.name), at: range,
          notes: meant.map { [findings.note("the value of that name is written \($0)")] }
            ?? [findings.note("in \(language): \(error)")],
          fixIts: meant.map { [(range, $0)] } ?? [])
        return
      }
    }
  }

  private func checkName(
    _ name: String, _ form: SpokenForm.Kind, _ range: TextRange, _ findings: inout Findings
  ) {
    // What is said of a recording is `RecordingCheck`'s.
    guard let kinds = kinds[name], kinds != [.recording] else { return }
    let chances = kinds.map { kind in kind.map { $0.chance(of: form) } }
    let what = kinds.compactMap { $0?.noun }.sorted().joined(separator: " or ")
    if chances.allSatisfy({ $0 == .never }) {
      findings.report(
        ConflictRules.NeverReadable(name: name, what: what, form: form.name), at: range)
    } else if chances.contains(.never) || chances.contains(.sometimes) {
      findings.report(
        ConflictRules.MaybeUnreadable(name: name, what: what, form: form.name), at: range)
    }
  }

  private func checkLanguages(_ prompts: [PromptSyntax], _ findings: inout Findings) {
    let first = prompts.first { prompt in
      if case .value(_, let form) = prompt.kind {
        form.kind != .text && form.kind != .recording
      } else {
        false
      }
    }
    guard let first else { return }
    for language in script.languages {
      guard let obstacle = Verbalizer.obstacle(to: Language(language.value)) else { continue }
      findings.report(
        ConflictRules.NoReadings(language: language.value, obstacle: obstacle),
        at: language.range,
        notes: [findings.note("a value is read here", at: first.range.firstPlace)])
    }
  }
}

/// How likely a value can be read in a form.
private enum Chance {
  case always, sometimes, never
}

extension ValueKind {
  fileprivate func chance(of form: SpokenForm.Kind) -> Chance {
    switch (self, form) {
    case (.list, _): .never
    case (_, .text), (.digits, .digits), (.digits, .telephone), (.digits, .number),
      (.digits, .ordinal), (.digits, .currency), (.digits, .money), (.digits, .letters),
      (.telephone, .telephone), (.telephone, .letters), (.number, .digits), (.number, .telephone),
      (.number, .number), (.number, .currency), (.number, .money), (.number, .letters),
      (.amount, .money), (.date, .date), (.date, .digits), (.date, .telephone), (.date, .letters),
      (.time, .time), (.moment, .date), (.moment, .time), (.word, .letters):
      .always
    case (.telephone, .digits), (.telephone, .number), (.telephone, .ordinal),
      (.telephone, .currency), (.telephone, .money), (.number, .ordinal), (.amount, .digits),
      (.amount, .telephone), (.amount, .number), (.amount, .ordinal), (.amount, .currency),
      (.amount, .letters), (.text, _):
      .sometimes
    case (.digits, .date), (.digits, .time), (.telephone, .date), (.telephone, .time),
      (.number, .date), (.number, .time), (.amount, .date), (.amount, .time), (.date, .number),
      (.date, .ordinal), (.date, .currency), (.date, .money), (.date, .time), (.time, _),
      (.moment, _), (.word, _), (.recording, _), (_, .recording):
      .never
    }
  }

  /// A value of this kind, in words.
  var noun: String {
    switch self {
    case .digits: "digits"
    case .telephone: "a telephone number"
    case .number: "a number"
    case .amount: "an amount of money"
    case .date: "a date"
    case .time: "a time of day"
    case .moment: "a day with its time"
    case .word: "a word"
    case .recording: "a recording"
    case .text: "any text"
    case .list: "a list"
    }
  }
}
