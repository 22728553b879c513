import CallEngine

/// Finds sensitive entries and confidential values that would leave the line: spoken, dialled or
/// sent.
///
/// Unlike other proofs, a breach keeps the script from being run: a PIN must not be spoken aloud
/// because the author tried the script before checking it.
struct PrivacyCheck {
  private let services: [String: ServiceSignature]
  private let uses: [ValueUse]
  private let sensitive: Set<String>
  private let confidential: Set<String>

  init(_ script: ScriptSyntax, services: [ServiceSignature]) {
    self.services = Dictionary(
      services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    uses = script.states.flatMap(script.uses) + script.resultUses
    let outputs = services.flatMap(\.outputs).filter(\.isSensitive).map(\.name)
    sensitive = Self.sensitiveNames(
      script.fields.filter(\.isSensitive).map(\.name.value) + outputs, uses)
    confidential = Set(
      services.flatMap(\.outputs).filter(\.isConfidential).map(\.name))
  }

  /// Whether nothing leaves the line.
  var areKept: Bool { breaches.isEmpty }

  private var breaches: [(use: ValueUse, how: String)] {
    uses.compactMap { use in
      guard sensitive.contains(use.name) || confidential.contains(use.name) else { return nil }
      return use.wayOut(services).map { (use, $0) }
    }
  }

  func run(findings: inout Findings) {
    for (use, how) in breaches {
      if !sensitive.contains(use.name) {
        findings.report(FlowRules.ConfidentialOut(name: use.name, how: how), at: use.range)
      } else if use.isSpoken {
        findings.report(FlowRules.SensitiveSpoken(name: use.name), at: use.range)
      } else {
        findings.report(FlowRules.SensitiveSent(name: use.name, how: how), at: use.range)
      }
    }
  }

  /// The sensitive fields and outputs, and the fields that take over values from them.
  private static func sensitiveNames(_ own: [String], _ uses: [ValueUse]) -> Set<String> {
    var names = Set(own)
    while true {
      let before = names.count
      for use in uses {
        if case .known(let field) = use.kind, names.contains(use.name) { names.insert(field) }
      }
      if names.count == before { return names }
    }
  }
}

extension ValueUse {
  /// How the value leaves the line, if it does.
  fileprivate func wayOut(_ services: [String: ServiceSignature]) -> String? {
    switch kind {
    case .spoken, .listed, .chooses(_, tellsValue: true): return "it would be spoken aloud"
    case .branches(_, tellsValue: true): return "where the call goes would tell it"
    case .dialled: return "it would be dialled"
    case .input(let service, let name):
      let inputs = services[service]?.inputs ?? []
      // Without a name it is the only input that is needed.
      let passed = name.isEmpty ? inputs : inputs.filter { $0.name == name }
      if passed.contains(where: \.isInAddress) {
        return "it would stand in an address that \(quoted(service)) calls"
      }
      return passed.contains(where: \.isSentOut) ? "\(quoted(service)) sends it out" : nil
    case .kept: return "it would be kept among the results"
    case .played, .known, .language, .chooses, .branches: return nil
    }
  }

  fileprivate var isSpoken: Bool {
    switch kind {
    case .spoken, .listed, .chooses: true
    case .played, .input, .dialled, .kept, .known, .language, .branches: false
    }
  }
}
