import CallEngine
import MenuScript
import Testing
import Workbench

/// Callers who were made up must get past every kind of field, or nothing behind it is tried.
struct FieldEntryTests {
  private func script(_ field: String, languages: String = "en-US") -> String {
    let texts = languages.split(separator: ",").map { "\($0.trimmingPrefix(" ")): Please" }
    let text = "{ text: { \(texts.joined(separator: ", ")) } }"
    return """
      format: 1
      title: A line
      languages: [\(languages)]
      start: main
      fields:
        it: { prompt: [\(text)], \(field), confirm: [{ value: "${it}" }] }
      states:
        main: { collect: it, outcomes: { collected: told, gave_up: bye } }
        told: { say: [{ value: "${it}" }], then: bye }
        bye: { hang_up: [\(text)] }

      """
  }

  @Test(arguments: [
    ("date: ddmmyyyy, to: today", "en-US"), ("date: ddmmyy, from: -18y", "en-US"),
    ("date: ddmm, from: today, to: +14d", "en-US, fa-IR"), ("date: yyyymmdd", "fa-IR"),
    ("date: yymmdd, from: 2026-01-01, to: 2026-01-01", "en-US"),
    ("date: ddmmyyyy, calendar: solar_hijri, to: today", "en-US"), ("time: hhmm", "en-US"),
    ("time: hhmm, from: \"22:00\", to: \"06:00\"", "en-US"), ("amount: EUR", "en-US"),
    ("amount: EUR, min: 0.01, max: 0.03", "en-US"), ("amount: true, min: 1000", "fa-IR"),
    ("letters: keypad", "en-US"), ("letters: keypad, min: 5, max: 5", "en-US"),
    ("letters: two_keys, min: 3", "en-US"), ("letters: keypad, one_of: [\"YES\", \"NO\"]", "en-US"),
    ("letters: keypad, pattern: '[AEIOU]B+'", "en-US"), ("digits: 10, check: luhn", "en-US"),
    ("digits: 12, check: mod97", "en-US"), ("digits: 4, star: X, one_of: [\"123X\"]", "en-US"),
    ("digits: 18, star: X, validate: china_resident_id", "en-US"),
    ("star: X, pattern: '\\d{3}[\\dX]'", "en-US"), ("digits: 8, check: [luhn, mod11]", "en-US"),
    ("one_of: [\"11\", \"1234567\"]", "en-US"), ("min: 18, max: 120", "en-US"),
    ("digits: 5, max: 120", "en-US"), ("pattern: '[1-3]\\d{2,4}|99'", "en-US"),
    ("digits: 9, pattern: '00\\d+', check: gtin", "en-US"), ("digits: 4-6", "en-US"),
    ("digits: 3, min: 990, check: damm", "en-US"),
  ])
  func `callers get past the field`(field: String, languages: String) throws {
    let compiled = MenuScriptCompiler(services: []).compile(
      script(field, languages: languages), prompts: PromptIndex(catalogs: []))
    let program = try #require(compiled.program, "\(compiled.diagnostics)")
    var load = LoadRun(
      program: program,
      services: RememberedReplies(callers: [CallParameters(line: "1", numberDialled: "2")]) { _ in
        ServiceAnswer(.failed)
      }, seed: 1)
    let result = load.run(calls: 100, live: 10)
    #expect(result.entered[1] > 50, "\(result.entered)")
  }
}
