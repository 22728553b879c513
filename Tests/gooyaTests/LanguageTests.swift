import Foundation
import Testing

/// A line in languages that have neither rules nor clips here.
struct LanguageTests {
  private static let script = """
    format: 1
    title: Many languages
    languages: [de-DE, fr-FR, ar-EG, tr-TR, es-ES, en-GB]
    start: greet
    max_duration: 5m
    states:
      greet:
        say:
          - text:
              de-DE: Guten Tag.
              fr-FR: Bonjour.
              ar-EG: أهلا وسهلا.
              tr-TR: Merhaba.
              es-ES: Buenos días.
              en-GB: Good afternoon.
          - { value: "0912", as: digits, group: 2 }
          - { value: "1250", as: number }
          - { value: "17000", as: currency }
          - { value: "2026-09-21", as: date }
          - { value: "2000", as: telephone }
        then: goodbye
      goodbye: { hang_up: [] }

    """

  @Test(arguments: [
    (
      "de-DE", "Guten Tag.", "null neun, eins zwei", "eintausendzweihundertfünfzig",
      "siebzehntausend Iranische Rial", "einundzwanzigsten September zweitausendsechsundzwanzig"
    ),
    (
      "fr-FR", "Bonjour.", "zéro neuf, un deux", "mille deux cent cinquante",
      "dix-sept mille riyals iraniens", "vingt-et-un septembre deux mille vingt-six"
    ),
    (
      "ar-EG", "أهلا وسهلا.", "صفر تسعة، واحد اثنان", "ألف ومائتان وخمسون",
      "سبعة عشر ألف ريال إيراني", "واحد وعشرون سبتمبر، ألفين وستة وعشرون"
    ),
    (
      "tr-TR", "Merhaba.", "sıfır dokuz, bir iki", "bin iki yüz elli", "on yedi bin İran riyali",
      "yirmi bir Eylül iki bin yirmi altı"
    ),
    (
      "es-ES", "Buenos días.", "cero nueve, uno dos", "mil doscientos cincuenta",
      "diecisiete mil riales iraníes", "veintiuno de septiembre de dos mil veintiséis"
    ),
    (
      "en-GB", "Good afternoon.", "zero nine, one two", "one thousand two hundred fifty",
      "seventeen thousand Iranian rials", "twenty-first September twenty twenty-six"
    ),
  ])
  func `a call says digits, a number, money and a date`(
    language: String, greeting: String, digits: String, number: String, money: String, date: String
  ) throws {
    let place = try Workplace()
    try place.write(Self.script, as: "menu.yaml")
    let check = try place.gooya("check", "menu.yaml")
    #expect(check.status == 0 && check.complaints.isEmpty, "\(check)")
    #expect(check.lines.count == 1, "\(check)")
    let call = try place.gooya(
      "call", "menu.yaml", "--fast", "--keys", "~60 h", "--language", language)
    #expect(call.status == 0 && call.complaints.isEmpty, "\(call)")
    for words in [greeting, digits, number, money, date] {
      #expect(call.output.contains(words), "\(words): \(call.output)")
    }
    let said = try place.gooya("say", "1250", "--as", "number", "--language", language)
    #expect(said.lines == [number])
  }

  @Test func `say tells which words another language's voice speaks`() throws {
    let said = try Workplace().gooya(
      "say", "Dear مریم, welcome", "--as", "text", "--language", "en-US")
    #expect(said.status == 0 && said.output == "Dear مریم, welcome\n")
    #expect(said.complaints == "'مریم,' is spoken by the voice of fa-IR\n", "\(said)")
  }

  @Test(arguments: ["de-DE", "fr-FR", "ar-EG", "tr-TR", "es-ES", "en-GB"])
  func `a scenario hears values in the call's language`(language: String) throws {
    let place = try Workplace()
    try place.write(Self.script, as: "menu.yaml")
    let scenario = """
      title: Values are heard
      caller: { line: "02199900001", language: \(language) }
      steps:
        - hear: { value: "1250", as: number }
        - hear: { value: "17000", as: currency }
        - hear: { value: "2026-09-21", as: date }
        - expect: { hung_up: line }

      """
    try place.write(scenario, as: "scenarios/values.yaml", making: true)
    let test = try place.gooya("test", "scenarios")
    #expect(test.status == 0, "\(test)")
    try place.write(
      scenario.replacing("17000", with: "17001"), as: "scenarios/values.yaml", making: true)
    #expect(try place.gooya("test", "scenarios").status == 1)
  }

  @Test func `of what a voice says, the sound of values isn't kept`() throws {
    let place = try Workplace()
    try place.write(Self.script, as: "menu.yaml")
    let call = try place.gooya(
      "call", "menu.yaml", "--fast", "--keys", "~60 h", "--language", "de-DE", "--data", "kept",
      "--record", "call.wav")
    #expect(call.status == 0 && call.complaints.isEmpty, "\(call)")
    let files = FileManager.default.enumerator(atPath: place.path("kept"))?.compactMap {
      $0 as? String
    }
    // The greeting alone.
    #expect(try #require(files).filter { $0.hasSuffix(".flac") }.count == 1)
  }

  @Test(arguments: ["ur-PK", "ku-TR"])
  func `a language that can't be read is told by check`(language: String) throws {
    let place = try Workplace()
    try place.write(
      Self.script.replacing("en-GB", with: language), as: "menu.yaml")
    let check = try place.gooya("check", "menu.yaml")
    #expect(check.status == 1)
    #expect(check.output.contains("E310") || check.complaints.contains("E310"), "\(check)")
    #expect((check.output + check.complaints).contains("there are no words for its numbers"))
  }
}
