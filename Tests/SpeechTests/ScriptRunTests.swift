import CallEngine
import Testing

@testable import Speech

/// Which voice reads what of a text.
struct ScriptRunTests {
  private static let mandarin = Language("zh-CN")

  @Test(arguments: [
    ("Ali Rezaei", Language.english, ["en-US: Ali Rezaei"]),
    ("علی رضایی", .english, ["fa-IR: علی رضایی"]),
    ("علی رضایی", .persian, ["fa-IR: علی رضایی"]),
    ("علی رضایی", Language("ar-EG"), ["ar-EG: علی رضایی"]),
    ("فاطمة الزهراء", .english, ["ar-EG: فاطمة الزهراء"]),
    ("محمد لڑکا", .english, ["ur-PK: محمد لڑکا"]),
    ("John Smith", .persian, ["en-US: John Smith"]),
    ("Müller", Language("de-DE"), ["de-DE: Müller"]),
    ("Иван Петров", Language("de-DE"), ["ru-RU: Иван Петров"]),
    ("Иван", Language("bg-BG"), ["bg-BG: Иван"]),
    ("Γιώργος", .english, ["el-GR: Γιώργος"]), ("אבי", .english, ["he-IL: אבי"]),
    ("김철수", .english, ["ko-KR: 김철수"]), ("สมชาย", .english, ["th-TH: สมชาย"]),
    ("王小明", .english, ["zh-CN: 王小明"]), ("王小明", Language("ja-JP"), ["ja-JP: 王小明"]),
    ("田中さん", .english, ["ja-JP: 田中さん"]), ("田中さん", mandarin, ["zh-CN: 田中", "ja-JP: さん"]),
    ("王小明VIP", mandarin, ["zh-CN: 王小明", "en-US: VIP"]),
    ("Mr. علی رضایی, room 12", .english, ["en-US: Mr. ", "fa-IR: علی رضایی, ", "en-US: room 12"]),
    ("خانه 12, (علی)", .english, ["fa-IR: خانه 12, (علی)"]),
    ("2۵٣ – 17!", .english, ["fa-IR: 2۵٣ – 17!"]),
    ("12 / 34", .persian, ["fa-IR: 12 / 34"]), ("", .english, ["en-US: "]),
    ("😀", .persian, ["fa-IR: 😀"]),
  ])
  func `a text is read by the voice of its script`(
    text: String, language: Language, runs: [String]
  ) {
    let found = ScriptRun.runs(of: text, in: language)
    #expect(found.map { "\($0.language): \($0.text)" } == runs)
    #expect(found.map(\.text).joined() == text)
  }

  @Test(arguments: [
    ("علی رضایی", Language.english, Language.persian), ("王小明", .english, mandarin),
    ("John Smith", mandarin, .english),
  ])
  func `the estimate is that of the voice which reads it`(
    text: String, call: Language, own: Language
  ) throws {
    let form = SpokenForm(.text)
    let heard = try Verbalizer.utterances(of: text, as: form, in: call)
    let expected = try Verbalizer.utterances(of: text, as: form, in: own)
    #expect(Utterance.duration(of: heard) == Utterance.duration(of: expected))
    #expect(Utterance.duration(of: heard) > .zero)
  }

  @Test func `a text is read in the language given with it`() throws {
    let german = Language("de-DE")
    let form = SpokenForm(.text, language: german)
    #expect(
      try Verbalizer.utterances(of: "Jens Meier", as: form, in: .english).map(\.language)
        == [german])
    #expect(ScriptRun.runs(of: "Jens علی", in: german).map(\.language) == [german, .persian])
  }
}
