import CallEngine
import Foundation
import Testing

@testable import Speech

/// Languages without rules of their own. Expected readings are from knowledge of the languages, in
/// CLDR's orthography.
struct SpelledLanguageTests {
  @Test(arguments: [
    ("de-DE", "0", "null"), ("de-DE", "21", "einundzwanzig"), ("de-DE", "-5", "minus fünf"),
    ("de-DE", "1000000", "eine Million"), ("de-AT", "17", "siebzehn"),
    ("de-DE", "۲۱", "einundzwanzig"),
    ("fr-FR", "71", "soixante-et-onze"), ("fr-FR", "80", "quatre-vingts"),
    ("fr-FR", "99", "quatre-vingt-dix-neuf"), ("fr-FR", "1000", "mille"),
    ("fr-CH", "71", "septante-et-un"), ("fr-BE", "99", "nonante-neuf"),
    ("ar-EG", "2", "إثنان"), ("ar-EG", "21", "واحد وعشرون"), ("ar-EG", "1000", "ألف"),
    ("tr-TR", "1000", "bin"), ("tr-TR", "21", "yirmi bir"), ("tr-TR", "1250", "bin iki yüz elli"),
    ("es-ES", "21", "veintiuno"), ("es-ES", "101", "ciento uno"), ("es-ES", "500", "quinientos"),
    ("es-MX", "16", "dieciséis"), ("en-GB", "42", "forty-two"), ("en-GB", "-1", "minus one"),
    ("en-IN", "100000", "one lakh"), ("ru-RU", "1000", "одна тысяча"),
    ("ru-RU", "2000", "две тысячи"), ("it-IT", "23", "ventitré"), ("it-IT", "1000", "mille"),
    ("pt-BR", "21", "vinte e um"), ("pt-BR", "16", "dezesseis"), ("pt-PT", "16", "dezasseis"),
    ("nl-NL", "21", "eenentwintig"), ("nl-NL", "22", "tweeëntwintig"), ("sv-SE", "21", "tjugoett"),
    ("da-DK", "50", "halvtreds"), ("pl-PL", "5000", "pięć tysięcy"), ("ko-KR", "21", "이십일"),
    ("he-IL", "2", "שתיים"), ("hi-IN", "21", "इक्कीस"), ("fi-FI", "11", "yksitoista"),
    ("id-ID", "1000", "seribu"), ("el-GR", "100", "εκατό"),
  ])
  func `numbers`(tag: String, number: String, expected: String) throws {
    #expect(try words(number, .number, Language(tag)) == expected)
  }

  @Test(arguments: [
    ("de-DE", "2", "zwei Iranische Rial"), ("fr-FR", "21", "vingt-et-un riyals iraniens"),
    ("fr-FR", "1", "un riyal iranien"), ("ar-EG", "1000", "ألف ريال إيراني"),
    ("tr-TR", "2", "iki İran riyali"), ("tr-TR", "1000", "bin İran riyali"),
    ("es-ES", "17000", "diecisiete mil riales iraníes"), ("en-GB", "1", "one Iranian rial"),
    ("en-GB", "-17,000", "minus seventeen thousand Iranian rials"),
    ("ru-RU", "5", "пять иранских риалов"), ("sw-KE", "2", "riali za Irani mbili"),
  ])
  func `money, in Rial whichever unit is asked for`(
    tag: String, amount: String, expected: String
  ) throws {
    #expect(try words(amount, .currency(.rial), Language(tag)) == expected)
    #expect(try words(amount, .currency(.toman), Language(tag)) == expected)
  }

  @Test(arguments: [
    ("de-DE", "2026-09-21", "21. September zweitausendsechsundzwanzig"),
    ("fr-FR", "2026-09-21", "vingt-et-un septembre deux mille vingt-six"),
    ("fr-FR", "2026-09-01", "1er septembre deux mille vingt-six"),
    ("ar-EG", "2026-09-21", "واحد وعشرون سبتمبر، ألفين وستة وعشرون"),
    ("tr-TR", "2026-09-21", "yirmi bir Eylül iki bin yirmi altı"),
    ("es-ES", "2026-09-21", "veintiuno de septiembre de dos mil veintiséis"),
    ("en-GB", "2026-09-21", "21st September two thousand twenty-six"),
    ("ru-RU", "2005-03-02", "два марта две тысячи пять"),
    ("ko-KR", "2026-09-21", "이천이십육년 9월 이십일일"),
    ("lt-LT", "2026-09-21", "du tūkstančiai dvidešimt šeši rugsėjo dvidešimt vienas"),
  ])
  func `days of the Gregorian calendar`(tag: String, day: String, expected: String) throws {
    #expect(try words(day, .date(nil), Language(tag)) == expected)
    #expect(try words(day, .date(.gregorian), Language(tag)) == expected)
  }

  @Test func `days of the Solar Hijri calendar`() throws {
    #expect(
      try words("2024-03-20", .date(.solarHijri), Language("fr-FR"))
        == "1er farvardin mille quatre cent trois")
    // Afghanistan's calendar, with its own names of months.
    #expect(try words("2024-04-02", .date(nil), Language("fa-AF")).hasPrefix("چهارده حمل"))
  }

  @Test(arguments: [
    ("de-DE", SpokenForm.Kind.digits(group: nil), "0912", "null neun eins zwei"),
    ("de-DE", .digits(group: 2), "0912", "null neun, eins zwei"),
    ("ar-EG", .digits(group: 2), "0912", "صفر تسعة، واحد إثنان"),
    ("ko-KR", .digits(group: nil), "0912", "공 구 일 이"),
    (
      "es-ES", .telephone, "+12125550100",
      "cero cero, uno, dos uno dos, cinco cinco cinco, cero uno, cero cero"
    ),
    ("tr-TR", .telephone, "2000", "iki sıfır sıfır sıfır"),
    ("tr-TR", .text, "Merhaba", "Merhaba"),
  ])
  func `digits, telephone numbers and texts`(
    tag: String, kind: SpokenForm.Kind, value: String, expected: String
  ) throws {
    #expect(try words(value, kind, Language(tag)) == expected)
  }

  @Test(arguments: ["de-DE", "fr-FR", "ar-EG", "tr-TR", "es-ES", "en-GB", "nl-NL", "hi-IN"])
  func `numbers of any size are read, all digits in words`(tag: String) throws {
    let language = Language(tag)
    for digits in 1...40 {
      for sign in ["", "-"] {
        let value = sign + String(repeating: "7", count: digits)
        for kind in [SpokenForm.Kind.number, .currency(.rial)] {
          let text = try words(value, kind, language)
          #expect(!text.isEmpty && !text.contains { $0.isNumber || $0 == "\u{AD}" }, "\(text)")
        }
      }
    }
    let minus = try words("-7", .number, language).dropLast(try words("7", .number, language).count)
    let huge = try words("-" + String(repeating: "7", count: 30), .number, language)
    #expect(!minus.isEmpty && huge.hasPrefix(minus))
  }

  @Test func `words without clips are the voice's, and long ones take longer`() throws {
    let long = try Verbalizer.utterances(
      of: "777777", as: SpokenForm(.number), in: Language("de-DE"))
    let short = try Verbalizer.utterances(of: "7", as: SpokenForm(.number), in: Language("de-DE"))
    #expect((long + short).allSatisfy { $0.sound == .words && $0.isPassing })
    let name = try Verbalizer.utterances(of: "Maryam", as: SpokenForm(.text), in: .english)
    #expect(name.map(\.isPassing) == [true])
    #expect(Utterance.duration(of: long) > Utterance.duration(of: short) * 5)
  }

  @Test(arguments: [
    ("ur-PK", UnreadableLanguage.unspelled), ("ku", .unspelled), ("xx-XX", .unspelled),
    ("tlh", .unspelled), ("", .unspelled), ("de/DE", .unspelled), ("d", .unspelled),
    ("de-DE@numbers=arab", .unspelled), ("zh-CN", .unspaced), ("ja-JP", .unspaced),
    ("th", .unspaced),
  ])
  func `a language that can't be read is refused`(tag: String, reason: UnreadableLanguage) {
    #expect(Verbalizer.obstacle(to: Language(tag)) == reason)
    let error = #expect(throws: UnspeakableValue.self) {
      try words("21", .number, Language(tag))
    }
    #expect(error?.reason == .language(Language(tag), reason))
  }
}
