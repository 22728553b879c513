import CallEngine

/// Proves properties of a whole script, whatever its callers and services do: on the compiled
/// program, with the syntax for the places.
enum ProofCheck {
  static func run(
    _ program: MenuProgram, _ script: ScriptSyntax, services: [ServiceSignature],
    prompts: PromptIndex, keys: KeysInTexts, findings: inout Findings
  ) {
    precondition(program.states.count == script.states.count, "a state was lost on the way")
    let signatures = Dictionary(
      services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let values = ValueFlow(program, services: signatures)
    let paths = PathCheck(program, script, values)
    paths.run(findings: &findings)
    FlowCheck(program, script, values, services: signatures, isReachable: paths.isReachable)
      .run(findings: &findings)
    let words = PromptWords(languages: program.languages, prompts: prompts)
    SpeechCheck(program, script, words: words).run(findings: &findings)
    OfferCheck(program, script, words: words, keys: keys).run(findings: &findings)
    MissingClips.run(script, prompts: prompts, findings: &findings)
  }
}
