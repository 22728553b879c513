import CallEngine

extension ProgramLowering {
  mutating func record(_ state: StateSyntax, _ record: RecordSyntax) -> MenuState.Kind? {
    let prompts = lower(record.prompt)
    let exits = exits(
      of: state, [Outcomes.recorded, Outcomes.empty], optional: [Outcomes.failed], "a recording")
    guard let variable = resolver.variable(record.name), let recorded = exits[Outcomes.recorded],
      let empty = exits[Outcomes.empty]
    else { return nil }
    let rules = RecordingRules(record)
    let terminator = state.settings.terminator ?? defaults.settings.syntax.terminator
    return .record(
      Record(
        variable, prompts: prompts, rules: rules, terminator: Self.terminator(terminator?.value),
        bargeIn: bargeIn(state), recorded: recorded, empty: empty, failed: exits[Outcomes.failed]))
  }
}

extension RecordingRules {
  fileprivate init(_ record: RecordSyntax) {
    self.init(
      beeps: record.beep?.value ?? true,
      longest: record.longest?.value ?? BuiltIn.longestRecording,
      silence: record.silence?.value ?? BuiltIn.recordingSilence,
      shortest: record.shortest?.value ?? BuiltIn.shortestRecording)
  }
}
