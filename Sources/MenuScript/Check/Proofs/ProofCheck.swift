import CallEngine

/// Proves what holds of a script as a whole, whatever its callers and services do: on the compiled
/// program, with the syntax beside it for the places.
enum ProofCheck {
  static func run(
    _ program: MenuProgram, _ script: ScriptSyntax, services: [ServiceSignature],
    prompts: PromptIndex, findings: inout Findings
  ) {
    precondition(program.states.count == script.states.count, "a state was lost on the way")
    let paths = PathCheck(program, script)
    paths.run(findings: &findings)
    let signatures = Dictionary(
      services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    FlowCheck(program, script, services: signatures, isReachable: paths.isReachable)
      .run(findings: &findings)
    SpeechCheck(program, script, prompts: prompts).run(findings: &findings)
    ClipCheck.run(script, prompts: prompts, findings: &findings)
  }
}
