import CallEngine

/// Finds recordings that can't be made as they are written, or that would go elsewhere than to a
/// caller's ear.
struct RecordingCheck {
  private let script: ScriptSyntax
  private let services: [String: ServiceSignature]
  private let names: Set<String>

  static func run(
    _ script: ScriptSyntax, services: [ServiceSignature], findings: inout Findings
  ) {
    let check = RecordingCheck(script, services)
    check.checkLengths(&findings)
    check.checkNames(&findings)
    check.checkUses(&findings)
  }

  private init(_ script: ScriptSyntax, _ services: [ServiceSignature]) {
    self.script = script
    self.services = Dictionary(
      services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    names = Set(script.recordings.map(\.name.value)).subtracting(script.fields.map(\.name.value))
  }

  private func checkLengths(_ findings: inout Findings) {
    for record in script.recordings {
      let longest = record.longest?.value ?? BuiltIn.longestRecording
      let shortest = record.shortest?.value ?? BuiltIn.shortestRecording
      let silence = record.silence?.value ?? BuiltIn.recordingSilence
      if shortest > longest {
        findings.report(
          VoiceRules.ShortestAboveLongest(),
          at: (record.shortest ?? record.longest)?.range ?? record.name.range)
      } else if silence >= longest {
        findings.report(
          VoiceRules.SilenceBeyondLongest(),
          at: (record.silence ?? record.longest)?.range ?? record.name.range)
      }
    }
  }

  private func checkNames(_ findings: inout Findings) {
    let fields = Set(script.fields.map(\.name.value))
    for record in script.recordings where fields.contains(record.name.value) {
      findings.report(VoiceRules.NameTaken(name: record.name.value), at: record.name.range)
    }
  }

  private func checkUses(_ findings: inout Findings) {
    // Whatever a malformed state records isn't known.
    let knowsAll = script.hasAllStates && script.states.allSatisfy { $0.kind != nil }
    for prompt in script.prompts {
      guard case .value(let value, let form) = prompt.kind, form.kind == .recording else {
        continue
      }
      switch value.value {
      case .literal(let text):
        findings.report(VoiceRules.NotARecording(name: text), at: value.range)
      case .name(let name):
        if knowsAll, isKnown(name), !names.contains(name) {
          findings.report(VoiceRules.NotARecording(name: name), at: value.range)
        }
      }
    }
    if names.isEmpty { return }
    var reported: Set<TextRange> = []
    for use in script.states.flatMap(script.uses) where names.contains(use.name) {
      guard let how = use.misuse(services), reported.insert(use.range).inserted else { continue }
      findings.report(VoiceRules.OnlyPlayed(name: use.name, how: how), at: use.range)
    }
  }

  /// Whether some other part of the script gives it; an unknown name is reported elsewhere.
  private func isKnown(_ name: String) -> Bool {
    VariableID.builtInNames.contains(name) || script.fields.contains { $0.name.value == name }
      || services.values.contains { $0.outputs.contains { $0.name == name } }
  }
}

extension ValueUse {
  /// What would be done with a recording besides playing it.
  fileprivate func misuse(_ services: [String: ServiceSignature]) -> String? {
    switch kind {
    case .played: return nil
    case .input(let service, let name):
      let input = services[service]?.inputs.first { $0.name == name }
      return input?.isSentOut == true ? "\(quoted(service)) would send it out" : nil
    case .spoken: return "it would be read aloud"
    case .dialled: return "it would be dialled"
    default: return "it would be taken for something else"
    }
  }
}
