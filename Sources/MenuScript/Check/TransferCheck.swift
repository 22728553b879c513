/// Finds transfers whose targets contradict what is said of them.
enum TransferCheck {
  static func run(_ script: ScriptSyntax, findings: inout Findings) {
    for state in script.states {
      guard case .transfer(let transfer) = state.kind else { continue }
      var seen: Set<ValueSyntax> = []
      for target in transfer.targets where !seen.insert(target.value).inserted {
        let name =
          switch target.value {
          case .literal(let text): text
          case .name(let name): "${\(name)}"
          }
        findings.report(VoiceRules.SameTarget(target: name), at: target.range)
      }
      if let ring = transfer.ring, transfer.targets.count == 1 {
        findings.report(VoiceRules.RingOfOne(), at: ring.range)
      }
    }
  }
}
