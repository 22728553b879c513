import CallEngine

/// Follows values from where they are set to where they are used.
struct FlowCheck {
  private let program: MenuProgram
  private let script: ScriptSyntax
  private let flow: ValueFlow
  private let services: [String: ServiceSignature]
  private let isReachable: [Bool]
  private let uses: [[ValueUse]]

  init(
    _ program: MenuProgram, _ script: ScriptSyntax, _ flow: ValueFlow,
    services: [String: ServiceSignature], isReachable: [Bool]
  ) {
    self.program = program
    self.script = script
    self.flow = flow
    self.services = services
    self.isReachable = isReachable
    uses = script.states.map(script.uses)
  }

  func run(findings: inout Findings) {
    checkAssignments(&findings)
    checkUses(&findings)
  }

  /// Values used where not every path has set them.
  private func checkAssignments(_ findings: inout Findings) {
    for (place, state) in script.states.enumerated() where isReachable[place] {
      for use in uses[place] where use.needsValue(services) && !use.isOwnEntry {
        let isGiven = use.isInConfirmation ? isGivenByCheck(use.name, in: place) : nil
        if isGiven == true { continue }
        if case .branches = use.kind, flow.mayHave(use.name, in: place) {
          if flow.surelyHas(use.name, in: place) { continue }
          findings.report(
            BranchRules.UnsetWithoutCase(name: use.name, state: state.name.value), at: use.range)
        } else if isGiven == nil && !flow.mayHave(use.name, in: place) {
          findings.report(
            FlowRules.NeverSet(name: use.name, state: state.name.value), at: use.range)
        } else if isGiven == false || !flow.surelyHas(use.name, in: place) {
          findings.report(
            FlowRules.MaybeUnset(
              name: use.name, state: state.name.value, isInput: use.isInput), at: use.range)
        }
      }
      for use in uses[place] where use.kind.isOpenBranch {
        if flow.mayHave(use.name, in: place) { continue }
        findings.report(
          BranchRules.NeverSetSwitch(name: use.name, state: state.name.value), at: use.range)
      }
    }
  }

  /// Whether the service that has accepted an entry surely gives a value; `nil` if it isn't one of
  /// its outputs.
  private func isGivenByCheck(_ name: String, in place: Int) -> Bool? {
    guard case .collect(let collect) = program.states[place].kind, let check = collect.check,
      let output = services[check.call.service]?.outputs.first(where: { $0.name == name })
    else { return nil }
    return !output.isOptional && check.accepted.allSatisfy(output.comes)
  }

  /// Entries that aren't used, and services whose outputs aren't.
  private func checkUses(_ findings: inout Findings) {
    var used: Set<String> = []
    for use in uses.joined() where !use.isOwnEntry || use.isInput { used.insert(use.name) }
    used.formUnion(script.results.map(\.value))
    var collected: Set<String> = []
    for state in script.states {
      if case .collect(let field, _) = state.kind { collected.insert(field.value) }
    }
    for field in script.fields
    where collected.contains(field.name.value) && !used.contains(field.name.value) {
      findings.report(FlowRules.UnusedEntry(field: field.name.value), at: field.name.range)
    }
    for (place, state) in script.states.enumerated() {
      guard case .service(let name, _) = state.kind,
        let outputs = services[name.value]?.outputs, !outputs.isEmpty
      else { continue }
      let exits = program.exits(of: StateID(index: place))
      // A service that only decides the path is used, too.
      let decides = Set(exits.map(\.target)).count > 1
      if !decides && !outputs.contains(where: { used.contains($0.name) }) {
        findings.report(FlowRules.UnusedOutput(service: name.value), at: name.range)
      }
    }
  }
}

extension ValueUse {
  fileprivate var isInput: Bool { if case .input = kind { true } else { false } }

  /// Whether a missing value is a fault there.
  fileprivate func needsValue(_ services: [String: ServiceSignature]) -> Bool {
    switch kind {
    case .spoken, .played, .dialled: true
    case .input(let service, let name):
      services[service]?.inputs.first { $0.name == name }?.isRequired ?? true
    case .chooses(let needsValue, _), .branches(let needsValue, _): needsValue
    case .known, .language, .kept, .listed: false
    }
  }
}

extension ValueUse.Kind {
  /// Whether it is a switch that knows what to do without a value.
  fileprivate var isOpenBranch: Bool {
    if case .branches(needsValue: false, _) = self { true } else { false }
  }
}
