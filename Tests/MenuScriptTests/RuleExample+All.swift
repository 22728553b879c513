extension RuleExample {
  static let all =
    reading + comments + shapes + values + excesses + names + conflicts + fields + hours + results
    + services + voice + branches

  static let reading = [
    RuleExample("E001", failing: .file("/nonexistent/menu.yaml"), at: "1:1"),
    RuleExample("E001", failing: .file("/"), at: "1:1"),
    RuleExample("E002", failing: .text(String(repeating: "# long\n", count: 700_000)), at: "1:1"),
    RuleExample("E003", failing: .bytes(Array("title: ab".utf8) + [0xFF]), at: "1:10"),
    RuleExample("E004", failing: .edit("A line", "A\u{0}line"), at: "2:9"),
    RuleExample("E004", failing: .edit("A line", "\"A \u{1B} line\""), at: "2:11"),
    RuleExample("E005", failing: .text(""), at: "1:1"),
    RuleExample("E005", failing: .text("# nothing but a comment\n")),
    RuleExample("E006", failing: .edit("[fa-IR, en-US]", "[fa-IR, en-US"), at: "4:9"),
    RuleExample("E006", failing: .edit("  timeout: 5s", "\ttimeout: 5s"), at: "8:1"),
    RuleExample("E006", failing: .edit("A line", "\"A line"), passing: .edit("A line", "'A line'")),
    RuleExample("E007", failing: .edit("start: main", "--- \nstart: main"), at: "5:1"),
    RuleExample("E008", failing: .text(Self.aliasBomb)),
    RuleExample("E009", failing: .text(String(repeating: "[", count: 500)), at: "1:41"),
    RuleExample(
      "E010", failing: .edit("[ask]", "[*ask]"),
      passing: .edits([("[ask]", "[&ask ask]"), ("[repeat_it,", "[*ask,")]), at: "16:14"),
    RuleExample("E011", failing: .edit("format: 1", "# why\n%TAG ! !a\n---\nformat: 1"), at: "2:1"),
    RuleExample("E007", failing: .edit("start: main", "...\n%TAG ! !a\n"), at: "6:1"),
    RuleExample("E011", failing: .edit("15m", "!!str 15m"), at: "6:15"),
  ]

  static let comments = [
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore"), at: "2:15"),
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore W999 why"),
      passing: .edit("title: A line", "title: \"A # gooya:ignore line\""), at: "2:30"),
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore because"), at: "2:30"),
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore E201 why"), at: "2:30"),
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore W012 why"), at: "2:30"),
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore W302 why"), at: "2:30"),
    RuleExample(
      "W012", failing: .edit("title: A line", "title: A line # gooya:ignore W302 -"),
      passing: .edit("cancel: \"*\"", "cancel: \"9\" # gooya:ignore W302 the old line had it"),
      at: "2:15"),
  ]

  static let aliasBomb =
    "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    + (1...20).map { level in
      let item = "*a\(level - 1)"
      return
        "a\(level): &a\(level) [\(Array(repeating: item, count: 10).joined(separator: ", "))]\n"
    }.joined()

  static let shapes = [
    RuleExample("E101", failing: .edit("  timeout:", "  timeot:"), .refuses, at: "8:3"),
    RuleExample("E101", failing: .edit("start:", "strt: x\nstart:"), .refuses),
    RuleExample("E101", failing: .edit("digits: 15", "digits: 15\n    length: 4"), .refuses),
    RuleExample("E101", failing: .edit("times: 2,", "tims: 2,"), .refuses),
    RuleExample("E101", failing: .edit("{ pause: 1s }", "{ pause: 1s, long: 2 }"), .refuses),
    RuleExample("E101", failing: .edit("  timeout: 5s", "  <<: { timeout: 5s }"), .refuses),
    RuleExample("E102", failing: .edit("title: A line\n", ""), .refuses, at: "1:1"),
    RuleExample("E102", failing: .edit("    prompt: [ask]\n", ""), .refuses),
    RuleExample("E102", failing: .edit("    digits: 15\n", ""), .refuses, at: "15:3"),
    RuleExample("E102", failing: .edit("times: 2, then: main", "times: 2"), .refuses),
    RuleExample("E102", failing: .edit("as: currency, unit: rial", "rate: slow")),
    RuleExample(
      "E102",
      failing: .edits([
        ("choices: { \"0\": bye }", "max_nomatch: 2"),
        ("    choices: { \"1\": ask_pin, \"2\": find, \"3\": through, \"9\": turn }\n", ""),
      ])),
    RuleExample("E103", failing: .edit("A line", "[A, line]"), .refuses, at: "2:8"),
    RuleExample("E103", failing: .edit("max_noinput: 3", "max_noinput: three"), .refuses),
    RuleExample("E103", failing: .edit("max_noinput: 3", "max_noinput: \"3\""), .refuses),
    RuleExample("E103", failing: .edit("barge_in: true", "barge_in: yes"), .refuses, at: "11:13"),
    RuleExample("E103", failing: .edit("[fa-IR, en-US]", "fa-IR"), .refuses),
    RuleExample("E103", failing: .text("- a list\n"), .refuses),
    RuleExample("E104", failing: .edit("{ \"0\":", "{ 0:"), at: "12:14"),
    RuleExample("E104", failing: .edit("\"2000\"", "2000"), .refuses, at: "32:24"),
    RuleExample("E104", failing: .edit("A line", "2000"), .refuses),
    RuleExample("E104", failing: .edit("A line", "true"), .refuses),
    RuleExample("E105", failing: .edit("  max_noinput", "  timeout: 6s\n  max_noinput"), at: "9:3"),
    RuleExample("E105", failing: .edit("  turn:", "  amount: { hang_up: [bye] }\n  turn:")),
    RuleExample("E106", failing: .edit("collect: pin, ", ""), .refuses, at: "25:3"),
    RuleExample("E101", failing: .edit("collect: pin", "colect: pin"), .refuses, at: "25:14"),
    RuleExample(
      "E101", failing: .edit("{ hang_up: [bye, { pause: 1s }] }", "{ <<: {}, then: main }"),
      .refuses, at: "34:10"),
    RuleExample("E107", failing: .edit("times: 2", "hang_up: [bye]"), .refuses),
    RuleExample("E108", failing: .edit("collect: pin", "collect: pin, then: bye"), .refuses),
    RuleExample(
      "E108", failing: .edit("language: next, then", "language: next, times: 2, then"), .refuses),
    RuleExample("E118", failing: .edit("  turn:", "  \"2nd\": { hang_up: [] }\n  turn:"), .refuses),
    RuleExample("E118", failing: .edit("  turn:", "  repeat: { hang_up: [] }\n  turn:"), .refuses),
    RuleExample(
      "E118", failing: .edit("  turn:", "  a.b: { hang_up: [] }\n  turn:"),
      passing: .edit("  turn:", "  خداحافظ: { hang_up: [] }\n  turn:"), .refuses),
    RuleExample("E120", failing: .edit("[ask]", "ask"), .refuses, at: "16:13"),
  ]

  static let values = [
    RuleExample("E109", failing: .edit("timeout: 5s", "timeout: 5"), .refuses, at: "8:12"),
    RuleExample("E109", failing: .edit("pause: 1s", "pause: \"1\""), .refuses),
    RuleExample(
      "E110", failing: .edit("timeout: 5s", "timeout: 5 sec"),
      passing: .edit("timeout: 5s", "timeout: 1.5s"), .refuses),
    RuleExample("E110", failing: .edit("timeout: 5s", "timeout: soon"), .refuses),
    RuleExample(
      "E111", failing: .edit("cancel: \"*\"", "cancel: \"**\""),
      passing: .edit("{ \"0\":", "{ \"*9\":"), .refuses),
    RuleExample("E111", failing: .edit("{ \"0\":", "{ \"x\":"), .refuses, at: "12:14"),
    RuleExample("E111", failing: .edit("{ \"0\":", "{ \"1234567890123456\":"), .refuses),
    RuleExample("E112", failing: .edit("times: 2", "times: 0"), .refuses),
    RuleExample("E112", failing: .edit("digits: 15", "digits: 99999999999999999999"), .refuses),
    RuleExample("E112", failing: .edit("timeout: 5s", "timeout: 0s"), .refuses),
    RuleExample("E112", failing: .edit("timeout: 5s", "timeout: -5s"), .refuses),
    RuleExample(
      "E112", failing: .edit("timeout: 5s", "timeout: 2h"),
      passing: .edit("timeout: 5s", "timeout: 60m")),
    RuleExample("E112", failing: .edit("15m", "99999999999999999999h")),
    RuleExample("E113", failing: .edit("format: 1", "format: 2"), .refuses, at: "1:9"),
    RuleExample("E113", failing: .edit("format: 1", "format: \"1\""), .refuses),
    RuleExample("E114", failing: .edit("[ask]", "[]"), .refuses, at: "16:13"),
    RuleExample(
      "E114", failing: .edit("A line", "\"\""),
      passing: .edit("hang_up: [bye, { pause: 1s }]", "hang_up: []"), .refuses),
    RuleExample("E114", failing: .edit("5s", ""), .refuses),
    RuleExample(
      "E114",
      failing: .text("format: 1\ntitle: A line\nlanguages: [fa-IR]\nstart: a\nstates: {}\n"),
      .refuses),
    RuleExample("E115", failing: .edit("en-US: hello", "en-US: \"hello ${pin}\""), .refuses),
    RuleExample("E115", failing: .edit("\"${bill.amount}\"", "\"${bill.amount} Rial\""), .refuses),
    RuleExample(
      "W124", failing: .edit("en-US: hello", "en-US: \"hello {call.line}\""),
      passing: .edit("en-US: hello", "en-US: \"hello { call.line }\"")),
    RuleExample("E116", failing: .edit("[fa-IR, en-US]", "[fa-IR, english_US]"), .refuses),
    RuleExample("E117", failing: .edit("[fa-IR, en-US]", "[fa-IR, en-US, fa-IR]"), .refuses),
    RuleExample("E117", failing: .edit("[common]", "[common, common]"), .refuses, at: "4:20"),
    RuleExample("E119", failing: .edit("as: currency", "as: curency"), .refuses),
    RuleExample(
      "E119", failing: .edit("type_ahead: keep", "type_ahead: discard"),
      passing: .edit("type_ahead: keep", "type_ahead: flush"), .refuses),
    RuleExample("E121", failing: .edit("{ pause: 1s }", "{ pause: 1s, prompt: bye }"), .refuses),
    RuleExample("E121", failing: .edit("{ pause: 1s }", "{ rate: slow }"), .refuses),
    RuleExample(
      "E122", failing: .edit("\"2000\"", "\"two thousand\""),
      passing: .edit("\"2000\"", "\"+۹۸۲۱\""), .refuses),
    RuleExample(
      "E170", failing: .edit("unit: rial", "currency: EURO"),
      passing: .edit("unit: rial", "currency: EUR"), .refuses, at: "31:70"),
  ]

  static let excesses = [
    RuleExample(
      "E123",
      failing: .edit(
        "fields:\n",
        "fields:\n" + (0...1000).map { "  f\($0): { prompt: [ask], digits: 1 }\n" }.joined()),
      .refuses),
    RuleExample(
      "E123",
      failing: .text(
        "format: 1\ntitle: A line\nlanguages: ["
          + (0...20).map { "en-a\($0)" }.joined(separator: ", ")
          + "]\nstart: a\nstates: { a: { hang_up: [] } }\n"),
      .refuses),
    RuleExample(
      "E123",
      failing: .edit(
        "{ \"0\": bye }",
        "{ " + (100...200).map { "\"\($0)\": bye" }.joined(separator: ", ") + " }"),
      .refuses),
  ]

  static let names = [
    RuleExample("E201", failing: .edit("start: main", "start: mian"), at: "5:8"),
    RuleExample("E201", failing: .edit("\"9\": turn", "\"9\": nowhere"), at: "24:60"),
    RuleExample("E201", failing: .edit("times: 2, then: main", "then: repeat")),
    RuleExample("E202", failing: .edit("collect: pin", "collect: pim"), at: "25:23"),
    RuleExample("E203", failing: .edit("billing.find_bill", "billing.find_bil"), at: "28:14"),
    RuleExample("E204", failing: .edit("{ line: ", "{ lin: \"2\", line: "), at: "29:14"),
    RuleExample("E205", failing: .edit("    input: { line: \"${call.line}\" }\n", ""), at: "28:14"),
    RuleExample("E206", failing: .edit("${call.line}", "${call.lin}"), at: "29:20"),
    RuleExample(
      "E206",
      failing: .edits([
        ("service: billing.find_bill", "service: billing.send_bill"),
        ("{ line: \"${call.line}\" }", "{ line: \"${call.line}\", mobile: \"1\" }"),
        ("{ due: amount, paid: hello, unknown_line: bye }", "{ sent: amount, too_many: amount }"),
      ])),
    RuleExample("E207", failing: .edit("[options,", "[option,"), at: "23:12"),
    RuleExample(
      "E211", failing: .edit("validate: imei", "validate: imeii"),
      passing: .edits([("validate: imei", "validate: iran_bill_id"), ("15\n", "6\n")]), at: "18:15"),
    RuleExample("E212", failing: .edit("language: next }", "language: en-UK }"), at: "23:48"),
    RuleExample("E212", failing: .edit("fa-IR: سلام,", "fa-IR: سلام, fr-FR: salut,")),
    RuleExample(
      "E213", failing: .edit("collected: hello", "collected: hello, busy: bye"),
      passing: .edit("collected: hello", "collected: hello, gave_up: main"), at: "25:58"),
    RuleExample("E213", failing: .edit("gave_up: bye,", "gaveup: bye, gave_up: bye,"), at: "13:15"),
    RuleExample("E214", failing: .edit("busy: bye, ", ""), at: "32:14"),
    RuleExample("E214", failing: .edit("failed: bye", "collected: bye"), at: "28:5"),
    RuleExample("E215", failing: .edit(", en-US: hello", ""), at: "26:18"),
  ]

  static let conflicts = [
    RuleExample(
      "E301", failing: .edit("\"9\": turn", "\"9\": turn, \"۹\": bye"),
      passing: .edit("\"9\": turn", "\"9\": turn, \"99\": bye, \"0\": main"), at: "24:66"),
    RuleExample(
      "E302", failing: .edit("cancel: \"*\"", "cancel: \"#\""),
      passing: .edit("cancel: \"*\"", "cancel: \"#\"\n    terminator: none"), at: "19:13"),
    RuleExample("E302", failing: .edit("collect: pin", "collect: pin, terminator: \"*\"")),
    RuleExample(
      "E303", failing: .edit("digits: 15", "digits: 15\n    max_digits: 5"),
      passing: .edit("digits: 15", "min_digits: 3\n    max_digits: 15"), .refuses, at: "18:17"),
    RuleExample(
      "E304", failing: .edit("digits: 15", "min_digits: 16\n    max_digits: 15"),
      passing: .edit("digits: 15", "max_digits: 15"), at: "17:17"),
    RuleExample("E305", failing: .edit("unit: rial", "group: 3"), .refuses, at: "31:60"),
    RuleExample("E305", failing: .edit("unit: rial", "unit: rial, currency: EUR"), .refuses),
    RuleExample("E305", failing: .edit("language: next }", "rate: slow }"), .refuses),
    RuleExample("E306", failing: .edit("next, then: main", "next, then: turn"), at: "33:33"),
    RuleExample(
      "E306",
      failing: .edits([
        ("next, then: main", "next, then: back"),
        ("  bye:", "  back: { language: en-US, then: turn }\n  bye:"),
      ])),
    RuleExample(
      "E307", failing: .edit("\"${bill.amount}\"", "\"12a\""),
      passing: .edit("\"${bill.amount}\"", "\"۱۲\""), at: "31:28"),
    RuleExample(
      "E307",
      failing: .edits([("\"${bill.amount}\", as: currency, unit: rial", "\"2026-13-01\", as: date")]
      )),
    RuleExample(
      "E308", failing: .edit("digits: 15", "digits: 14"),
      passing: .edit("digits: 15", "min_digits: 14\n    max_digits: 16"), at: "17:13"),
    RuleExample("E307", failing: .edit("\"${bill.amount}\"", "\"1,25\"")),
    RuleExample(
      "E307",
      failing: .edit("\"${bill.amount}\", as: currency, unit: rial", "\"2026-02-30\", as: date")),
    RuleExample(
      "E309", failing: .edit("as: digits, group: 2", "as: date"),
      passing: .edit("as: digits, group: 2", "as: number"), at: "20:35"),
    RuleExample("E309", failing: .edit("\"${bill.amount}\"", "\"${call.language}\"")),
    RuleExample(
      "E309", failing: .edit("as: digits, group: 2", "as: time"),
      passing: .edit("as: digits, group: 2", "as: letters")),
    RuleExample(
      "E307", failing: .edit("\"${bill.amount}\", as: currency, unit: rial", "\"24:30\", as: time"),
      passing: .edit("\"${bill.amount}\", as: currency, unit: rial", "\"23:30\", as: time")),
    RuleExample(
      "E307",
      failing: .edit(
        "\"${bill.amount}\", as: currency, unit: rial", "\"1.505\", as: currency, currency: EUR"),
      passing: .edit(
        "\"${bill.amount}\", as: currency, unit: rial", "\"1.50\", as: currency, currency: EUR")),
    RuleExample(
      "E310", failing: spoken(in: "ur-PK"), passing: spoken(in: "de-DE"), at: "3:13"),
    RuleExample("E310", failing: spoken(in: "ku"), passing: spoken(in: "zh-CN"), at: "3:13"),
    RuleExample(
      "W304",
      failing: .edit(
        "\"${bill.amount}\", as: currency, unit: rial", "\"${call.line}\", as: digits"),
      passing: .edit(
        "\"${bill.amount}\", as: currency, unit: rial", "\"${call.line}\", as: telephone"),
      at: "31:28"),
    RuleExample(
      "W301", failing: .edit("fields:", "fields:\n  spare: { prompt: [ask], digits: 1 }")),
    RuleExample("W302", failing: .edit("cancel: \"*\"", "cancel: \"9\""), at: "19:13"),
    RuleExample("W302", failing: .edit("timeout: 5s", "terminator: \"1\"")),
    RuleExample(
      "W303",
      failing: .edits([
        ("[fa-IR, en-US]", "[en-US]"), ("fa-IR: سلام, ", ""),
        (", { prompt: other, language: next }", ""),
      ]), at: "33:21"),
  ]

  /// A script that reads values, in one language.
  private static func spoken(in tag: String) -> Input {
    .edits([
      ("[fa-IR, en-US]", "[\(tag)]"), ("catalogs: [common]", "catalogs: []"),
      ("fa-IR: سلام, en-US: hello", "\(tag): hallo"), ("prompt: [ask]", "prompt: [{ pause: 1s }]"),
      ("[repeat_it, ", "["), ("[options, { prompt: other, language: next }]", "[{ pause: 1s }]"),
      ("language: next, then", "language: \(tag), then"), ("[bye, ", "["),
    ])
  }
}
