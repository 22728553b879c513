extension RuleExample {
  /// What is said of recordings.
  static let voice = [
    RuleExample(
      "E280", failing: recording("record: pin", plays: "play: true").edit,
      passing: recording("record: message", plays: "").edit, at: "33:24"),
    RuleExample(
      "E380", failing: recording("record: message", plays: "{ recording: \"${call.line}\" }").edit,
      passing: recording("record: message", plays: "{ recording: \"${message}\" }").edit),
    RuleExample(
      "E380", failing: recording("record: message", plays: "{ recording: \"${pin}\" }").edit),
    RuleExample(
      "E380", failing: recording("record: message", plays: "{ recording: message }").edit),
    RuleExample(
      "E381",
      failing: recording("record: message", plays: "{ value: \"${message}\", as: text }").edit,
      passing: recording("record: message", plays: "{ recording: \"${message}\" }").edit),
    RuleExample(
      "E381", failing: recording("record: message", plays: "", dials: "\"${message}\"").edit),
    RuleExample(
      "E382", failing: recording("record: message, min: 3m", plays: "").edit, at: "33:38"),
    RuleExample(
      "E382", failing: recording("record: message, max: 500ms, silence: 100ms", plays: "").edit,
      passing: recording(
        "record: message, max: 500ms, silence: 100ms, min: 200ms", plays: ""
      ).edit),
    RuleExample(
      "W380", failing: recording("record: message, silence: 2m", plays: "").edit,
      passing: recording("record: message, silence: 119s", plays: "").edit),
    RuleExample(
      "E114", failing: recording("record: message, prompt: []", plays: "").edit, .refuses),
    RuleExample(
      "E109", failing: recording("record: message, max: 30", plays: "").edit, .refuses),
    RuleExample(
      "E103", failing: recording("record: message, beep: loud", plays: "").edit,
      passing: recording("record: message, beep: false", plays: "").edit, .refuses),
    RuleExample(
      "E213",
      failing: recording("record: message", plays: "", outcomes: "busy: bye, empty: bye").edit),
    RuleExample(
      "E214", failing: recording("record: message", plays: "", outcomes: "failed: bye").edit),
    RuleExample(
      "E383", failing: .edit("transfer: \"2000\"", "transfer: [\"2001\", \"2001\"]"),
      passing: .edit("transfer: \"2000\"", "transfer: [\"2001\", \"2002\"], ring: all")),
    RuleExample(
      "E383",
      failing: .edit("transfer: \"2000\"", "transfer: [\"${call.line}\", \"2\", \"${call.line}\"]")),
    RuleExample(
      "W381", failing: .edit("transfer: \"2000\"", "transfer: \"2000\", ring: each"),
      passing: .edit("transfer: \"2000\"", "transfer: [\"2001\", \"2002\"], ring: each")),
    RuleExample(
      "E114", failing: .edit("transfer: \"2000\"", "transfer: []"), .refuses),
    RuleExample(
      "E119", failing: .edit("transfer: \"2000\"", "transfer: [\"1\", \"2\"], ring: some"), .refuses
    ),
    RuleExample(
      "E122", failing: .edit("transfer: \"2000\"", "transfer: [\"2001\", \"sip:\"]"),
      passing: .edit(
        "transfer: \"2000\"",
        "transfer: [\"sip:desk@clinic.example\", \"sips:clinic.example:5061;transport=tls\"]"),
      .refuses),
    RuleExample(
      "E122", failing: .edit("transfer: \"2000\"", "transfer: \"sip:desk clinic\""), .refuses),
    RuleExample(
      "E102", failing: .edit("transfer: \"2000\"", "transfer: \"2000\", announce: { every: 30s }"),
      passing: .edit(
        "transfer: \"2000\"",
        "transfer: \"2000\", music: bye, announce: { every: 30s, say: [bye] }, whisper: [bye]"),
      .refuses),
    RuleExample(
      "E109",
      failing: .edit(
        "transfer: \"2000\"", "transfer: \"2000\", announce: { every: 30, say: [bye] }"), .refuses),
    RuleExample(
      "E207", failing: .edit("transfer: \"2000\"", "transfer: \"2000\", music: hold")),
  ]

  private struct Edited {
    let edit: Input
  }

  /// The sound script with a state that records.
  ///
  /// - Parameters:
  ///   - record: how it begins.
  ///   - plays: what is said afterwards.
  private static func recording(
    _ record: String, plays: String, dials: String = "\"2000\"", outcomes: String = "empty: bye"
  ) -> Edited {
    let said = plays.isEmpty || plays == "play: true" ? "" : ", \(plays)"
    return Edited(
      edit: .edits([
        ("\"9\": turn", "\"9\": turn, \"8\": voicemail"),
        ("transfer: \"2000\"", "transfer: \(dials)"),
        (
          "  turn:",
          "  voicemail: { \(record), outcomes: { recorded: thanks, \(outcomes) } }\n"
            + "  thanks: { say: [bye\(said)], then: main }\n  turn:"
        ),
      ]))
  }
}
