extension RuleExample {
  /// The sound script with a declared service.
  private static func declaring(_ service: String) -> Input {
    .edit("states:\n", "services:\n  \(service)\nstates:\n")
  }

  private static let url = "\"https://api.example.org/parcels/{code}?on={day}\""
  private static let input = "input: { code: digits, day: date }"
  private static let sound =
    "parcel.find: { get: \(url), \(input), output: { parcel.place: /place }, "
    + "outcomes: { found: 200, unknown: 404 }, example: { found: { parcel.place: Town } } }"

  /// That service with one text replaced.
  private static func hook(_ old: String, _ new: String) -> Input {
    precondition(sound.contains(old), "no '\(old)' in the service")
    return declaring(sound.replacing(old, with: new))
  }

  private static func table(_ rest: String) -> Input {
    declaring("depot.parcel: { table: parcels.csv, \(rest) }")
  }

  static let services = shapesOfServices + namesOfServices + conflictsOfServices + messages

  /// The sound script with a state that sends an SMS.
  private static func sending(_ state: String) -> Input {
    .edits([
      ("bye: { hang_up", "link: { \(state) }\n  bye: { hang_up"),
      ("\"0\": bye }", "\"0\": bye, \"7\": link }"),
    ])
  }

  private static let messages = [
    RuleExample(
      "E101", failing: sending("sms: greeting, too: \"${call.line}\""),
      passing: sending(
        "sms: greeting, to: \"${call.line}\", outcomes: { sent: bye, failed: hello }"), .refuses),
    RuleExample("E102", failing: sending("sms: greeting, outcomes: { sent: bye }"), .refuses),
    RuleExample(
      "E108",
      failing: sending("sms: greeting, to: \"09120000001\", then: bye, outcomes: { sent: bye }"),
      .refuses),
    RuleExample("E107", failing: sending("sms: greeting, say: [bye]"), .refuses),
    RuleExample(
      "E118", failing: sending("sms: a greeting, to: \"09120000001\", outcomes: { sent: bye }"),
      .refuses),
    RuleExample(
      "E115", failing: sending("sms: greeting, to: \"to ${call.line}\", outcomes: { sent: bye }"),
      .refuses),
    RuleExample(
      "E206", failing: sending("sms: greeting, to: \"${mobile}\", outcomes: { sent: bye }")),
    RuleExample(
      "E213",
      failing: sending("sms: greeting, to: \"09120000001\", outcomes: { sent: bye, too_many: bye }")
    ),
    RuleExample("E214", failing: sending("sms: greeting, to: \"09120000001\", outcomes: {}")),
    RuleExample(
      "E602", failing: sending("sms: greetings, to: \"09120000001\", outcomes: { sent: bye }")),
    RuleExample(
      "E603", failing: sending("sms: tracking_link, to: \"09120000001\", outcomes: { sent: bye }"),
      passing: .edits([
        ("validate: imei", "validate: { service: depot.parcel }"),
        (
          "states:\n",
          "services:\n  depot.parcel: { table: parcels.csv, key: code, outcomes: { found: row, "
            + "unknown: no_row } }\nstates:\n"
        ),
        ("{ collected: hello }", "{ collected: link }"),
        (
          "bye: { hang_up",
          "link: { sms: tracking_link, to: \"09120000001\", outcomes: { sent: bye } }\n"
            + "  bye: { hang_up"
        ),
      ])),
    RuleExample(
      "E516",
      failing: .edits([
        (
          "bye: { hang_up",
          "link: { sms: farewell, to: \"09120000001\", outcomes: { sent: bye } }\n  bye: { hang_up"
        ),
        ("\"0\": bye }", "\"0\": bye, \"7\": link }"),
        ("digits: 15", "digits: 15\n    sensitive: true"),
        ("{ value: \"${pin}\", as: digits, group: 2 }", "ask"),
      ])),
    RuleExample(
      "E640", failing: sending("sms: greeting, to: \"02199900001\", outcomes: { sent: bye }"),
      passing: sending("sms: greeting, to: \"+4915100000000\", outcomes: { sent: bye }")),
  ]

  private static let shapesOfServices = [
    RuleExample("E101", failing: hook("output:", "outputs:"), passing: declaring(sound), .refuses),
    RuleExample(
      "E101", failing: table("key: code, input: { x: digits }, outcomes: { found: row }"), .refuses),
    RuleExample("E102", failing: table("outcomes: { found: row }"), .refuses),
    RuleExample("E102", failing: declaring("a.b: { get: \"https://example.org\" }"), .refuses),
    RuleExample("E119", failing: hook("code: digits", "code: digit"), .refuses),
    RuleExample("E118", failing: hook("found: 200", "failed: 200"), .refuses),
    RuleExample("E118", failing: hook("parcel.find", "parcel..find"), .refuses),
    RuleExample("E118", failing: hook("parcel.find", "\"sms:link\""), .refuses),
    RuleExample(
      "E140", failing: declaring("a.b: { outcomes: { found: 200 } }"), passing: declaring(sound),
      .refuses),
    RuleExample("E140", failing: hook("get:", "table: x.csv, get:"), .refuses),
    RuleExample("E140", failing: hook("get:", "post: \"https://example.org\", get:"), .refuses),
    RuleExample("E141", failing: hook("https://", "ftp://"), .refuses),
    RuleExample("E141", failing: hook("https://", "file:///"), .refuses),
    RuleExample("E141", failing: hook("https://", "https://user:word@"), .refuses),
    RuleExample("E141", failing: hook("api.example.org", "{code}.example.org"), .refuses),
    RuleExample("E141", failing: hook("api.example.org", "example.org:99999999"), .refuses),
    RuleExample("E141", failing: hook("{day}", "{day}#top"), .refuses),
    RuleExample("E141", failing: hook("{day}", "{day"), .refuses),
    RuleExample("E141", failing: hook("parcels", "my parcels"), .refuses),
    RuleExample("E141", failing: hook("https://api.example.org", "https://"), .refuses),
    RuleExample("E142", failing: hook("/place }", "place }"), .refuses),
    RuleExample("E142", failing: hook("/place }", "/pl~ace }"), .refuses),
    RuleExample("E143", failing: hook("404", "gone"), .refuses),
    RuleExample("E143", failing: hook("404", "99"), .refuses),
    RuleExample("E143", failing: hook("404", "\"500-400\""), .cannotTell),
    RuleExample("E143", failing: hook("404", "[404, 600]"), .refuses),
    RuleExample("E143", failing: hook("404", "{ state: gone }"), .refuses),
    RuleExample("E143", failing: table("key: code, outcomes: { found: 200 }"), .refuses),
    RuleExample("E143", failing: table("key: code, outcomes: { found: no_row }"), .cannotTell),
    RuleExample(
      "E143", failing: table("key: code, outcomes: { found: row, other: row }"), .cannotTell),
    RuleExample("E144", failing: hook("input:", "headers: { Host: x }, input:"), .refuses),
    RuleExample("E144", failing: hook("input:", "headers: { \"A B\": x }, input:"), .refuses),
    RuleExample(
      "E144", failing: hook("input:", "headers: { A: \"x\\r\\nB: y\" }, input:"), .refuses),
    RuleExample("E145", failing: hook("input:", "secret: written, input:"), .refuses),
  ]

  private static let namesOfServices = [
    RuleExample(
      "E240", failing: hook("parcel.find", "billing.find_bill"), passing: declaring(sound)),
    RuleExample("E240", failing: hook("parcel.find", "sms")),
    RuleExample("E241", failing: hook("{day}", "{day}{dya}")),
    RuleExample(
      "E241",
      failing: declaring(
        "a.b: { post: \"https://example.org\", body: { x: \"{y}\" }, outcomes: { ok: 200 } }"),
      passing: declaring(
        "a.b: { post: \"https://example.org\", input: { y: text }, body: [1, { x: \"a {y}\", z: null }], outcomes: { ok: 200 } }"
      )),
    RuleExample("E213", failing: hook("example: { found", "example: { fund")),
    RuleExample(
      "E242", failing: hook("{ parcel.place: Town", "{ parcel.place: Town, parcel.plaec: Town")),
    RuleExample(
      "E243", failing: table("key: cod, outcomes: { found: row }"),
      passing: table("key: code, outcomes: { found: row, unknown: no_row }")),
    RuleExample(
      "E243",
      failing: table(
        "key: code, output: { a.b: { column: dya, as: date } }, outcomes: { found: row }"),
      passing: table(
        "key: code, output: { a.b: { column: day, as: date } }, outcomes: { found: row }")),
    RuleExample(
      "E244", failing: hook("output: { parcel.place", "output: { pin: /pin, parcel.place")),
    RuleExample(
      "E244", failing: hook("output: { parcel.place", "output: { call.line: /l, parcel.place")),
    RuleExample(
      "E001", failing: declaring("a.b: { table: missing.csv, key: x, outcomes: { found: row } }")),
  ]

  private static let conflictsOfServices = [
    RuleExample(
      "E340", failing: hook("404", "\"200-204\""), passing: hook("404", "[404, \"410-499\"]")),
    RuleExample(
      "E340", failing: hook("404", "{ /state: closed }"),
      passing: declaring(
        "a.b: { get: \"https://example.org\", outcomes: { open: { /state: open }, shut: { /state: closed } } }"
      )),
    RuleExample(
      "E341", failing: hook("/place }", "{ at: /place, as: digits } }"),
      passing: hook("/place }", "{ at: /place, as: text, optional: true, confidential: true } }")),
    RuleExample(
      "E341",
      failing: hook("parcel.place: Town", "parcel.place: Town }, unknown: { parcel.place: [Town]")),
    RuleExample(
      "E341",
      failing: table(
        "key: code, output: { a.b: { column: place, as: date } }, outcomes: { found: row }")),
    RuleExample(
      "E348", failing: hook("code: digits", "code: { as: digits, optional: true }"),
      passing: hook("day: date", "day: { as: date, optional: true }")),
    RuleExample("W342", failing: hook("day: date", "day: date, more: text")),
    RuleExample(
      "E347", failing: hook("example: { found: { parcel.place: Town } }", "example: { found: {} }")),
  ]
}
