extension RuleExample {
  /// Opening hours, all of one surgery that a state asks for.
  static let hours = [
    breach("E150", "weekdays: [\"08:00-12:00\"]", .refuses),
    breach("E150", "mon-fry: [\"08:00-12:00\"]", .refuses),
    breach("E150", "Mon: [\"08:00-12:00\"]", .refuses),
    breach("E150", "mon-wed-fri: [\"08:00-12:00\"]", .refuses),
    breach("E151", "mon-fri: [\"8-12\"]", .refuses),
    breach("E151", "mon-fri: [\"08:00-12:60\"]"),
    breach("E151", "mon-fri: [\"24:00-25:00\"]"),
    breach("E151", "mon-fri: [\"08:00\"]", .refuses),
    breach("E151", "mon-fri: \"08:00–12:00\"", .refuses),
    breach("E103", "mon-fri: { from: \"08:00\" }", .refuses),
    breach("E152", "mon: [\"08:00-12:00\"], closed: [\"25.12.2026\"]"),
    breach("E152", "mon: [\"08:00-12:00\"], closed: [\"2026-02-29\"]"),
    breach("E152", "mon: [\"08:00-12:00\"], closed: { \"02-30\": [\"08:00-09:00\"] }"),
    breach("E152", "mon: [\"08:00-12:00\"], closed: Christmas"),
    breach("E153", "mon: [\"08:00-12:00\"], open: [\"2026-12-27\"]"),
    breach("E153", "mon: [\"08:00-12:00\"], open: { \"2026-12-27\": [] }"),
    breach("E154", "sun: []"),
    breach("E154", "closed: [\"2026-12-25\"]"),
    breach("E250", "zone: Berlin", .cannotTell, in: "mon: [\"08:00-12:00\"]"),
    breach("E250", "zone: CET", .cannotTell, in: "mon: [\"08:00-12:00\"]"),
    breach("E250", "zone: Europe/Berlim", .cannotTell, in: "mon: [\"08:00-12:00\"]"),
    breach("E250", "zone: ../../etc/localtime", .cannotTell, in: "mon: [\"08:00-12:00\"]"),
    RuleExample(
      "E251", failing: edits("mon: [\"08:00-12:00\"]", asking: "surgary"),
      passing: edits("mon: [\"08:00-12:00\"]")),
    breach("E252", "mon: [\"08:00-12:00\"], closed: holidays.xls"),
    breach("E252", "mon: [\"08:00-12:00\"], closed: no-such-file.csv"),
    breach("E252", "mon: [\"08:00-12:00\"], closed: [\"2026-12-25\", no/such/file.ics]"),
    breach("E350", "mon-fri: [\"08:00-15:00\", \"14:00-18:00\"]"),
    breach("E350", "mon: [\"22:00-09:00\"], tue: [\"08:00-12:00\"]"),
    breach("E350", "sun: [\"22:00-02:00\"], mon: [\"00:00-12:00\"]"),
    breach(
      "E350", "mon: [\"08:00-12:00\"], open: { \"12-27\": [\"08:00-12:00\", \"11:00-13:00\"] }"),
    breach("E351", "mon-fri: [\"08:00-08:00\"]"),
    breach("E351", "mon-fri: [\"00:00-00:00\"]"),
    breach("W352", "mon: [\"12:00-08:00\"]"),
    breach("E353", "mon-fri: [\"08:00-12:00\"], fri: [\"08:00-10:00\"]"),
    breach("E353", "\"mon, mon\": [\"08:00-12:00\"]"),
    breach("E353", "sat-wed: [\"08:00-12:00\"], mon-tue: [\"08:00-10:00\"]"),
    breach(
      "E354",
      "mon: [\"08:00-12:00\"], closed: [\"2026-12-20/2026-12-31\"], "
        + "open: { \"2026-12-24\": [\"08:00-10:00\"] }"),
    breach(
      "E354", "mon: [\"08:00-12:00\"], closed: [\"12-24\"], open: { \"12-24\": [\"08:00-10:00\"] }"),
    breach("W355", "mon: [\"08:00-12:00\"], closed: [\"2026-12-25\", \"2026-12-25\"]"),
    breach("W355", "mon: [\"08:00-12:00\"], closed: [\"2026-12-20/2027-01-02\", \"2026-12-25\"]"),
    breach("W355", "mon: [\"08:00-12:00\"], closed: [\"12-25\", \"12-25\"]"),
    RuleExample(
      "W356",
      failing: .edit("states:", "hours:\n  night: { zone: UTC, mon: [\"08:00-12:00\"] }\nstates:")
    ),
    breach("W357", "mon-sun: [\"00:00-24:00\"]"),
    breach("W357", "mon-sun: [\"00:00-12:00\", \"12:00-24:00\"]"),
    breach("E358", "mon: [\"08:00-12:00\"], closed: [\"2026-12-24/2026-01-01\"]"),
    breach("E102", "", .refuses, in: "mon: [\"08:00-12:00\"]"),
  ]

  /// Hours of every form that are right.
  static let soundHours = [
    "mon-fri: [\"08:00-12:00\", \"14:00-18:00\"], sat: \"09:00-12:00\", sun: []",
    "sat-wed: [\"08:00-16:00\"], thu: [\"08:00-12:00\"], closed: [\"12-25\"]",
    "\"mon, wed-thu\": [\"22:00-02:00\"]", "mon-sun: [\"00:00-24:00\"], closed: \"2026-12-25\"",
    "fri: [\"18:00-24:00\"], sat: [\"00:00-04:00\"]",
    "mon: [\"۰۸:۰۰-۱۲:۰۰\"]",
    "open: { \"2026-12-27\": \"10:00-14:00\" }",
    "mon: [\"08:00-12:00\"], closed: [\"12-24\"], open: [{ \"2026-12-24\": [\"08:00-10:00\"] }]",
    "mon: [\"08:00-12:00\"], closed: { \"2026-12-21\": [\"10:00-11:00\"], \"02-29\": [\"08:00-09:00\"] }",
    "mon: [\"08:00-12:00\"], closed: [\"2026-12-24/2026-12-26\", \"2026-12-27/2026-12-31\"]",
  ].map { RuleExample("hours", failing: .edits([]), passing: edits($0)) }

  private static func breach(
    _ code: String, _ entry: String, _ schema: Schema = .cannotTell,
    in rest: String? = nil
  ) -> RuleExample {
    let failing = rest.map { edits($0, zone: entry) } ?? edits(entry)
    return RuleExample(
      code, failing: failing, passing: edits("mon-fri: [\"08:00-12:00\"]"), schema)
  }

  private static func edits(
    _ entry: String, zone: String = "zone: Europe/Berlin", asking name: String = "surgery"
  ) -> Input {
    let parts = [zone, entry].filter { !$0.isEmpty }.joined(separator: ", ")
    let asks = [name, "surgery"].enumerated().map { place, name in
      "  ask\(place): { hours: \(name), outcomes: { open: bye, closed: hello } }\n"
    }
    return .edits([
      ("states:\n", "hours:\n  surgery: { \(parts) }\nstates:\n\(asks.joined())")
    ])
  }

  static let results = [
    RuleExample(
      "E254", failing: keeping("[clinic.kind, clinic.visits]"),
      passing: keeping("[clinic.kind, pin]")),
    RuleExample("E206", failing: keeping("[pim]"), passing: keeping("[pin]")),
    RuleExample("E117", failing: keeping("[pin, pin]"), passing: keeping("[pin]"), .refuses),
    RuleExample("E114", failing: keeping("[]"), passing: keeping("[\"${pin}\"]"), .refuses),
    RuleExample("E103", failing: keeping("pin"), passing: keeping("[call.language]"), .refuses),
  ]

  private static func keeping(_ results: String) -> Input {
    let visits =
      "visits: { service: clinic.find_visits, input: { number: \"${call.line}\" }, "
      + "outcomes: { found: bye, unknown: bye } }"
    return .edits([("states:\n", "results: \(results)\nstates:\n  \(visits)\n")])
  }
}
