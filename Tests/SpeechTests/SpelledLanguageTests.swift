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
    ("ar-EG", "2", "اثنان"), ("ar-EG", "21", "واحد وعشرون"), ("ar-EG", "1000", "ألف"),
    ("ar-EG", "311", "ثلاثمائة وأحد عشر"),
    ("cs-CZ", "2001", "dva tisíce jeden"), ("cs-CZ", "1000", "tisíc"),
    ("sk-SK", "121", "sto dvadsaťjeden"),
    ("ro-RO", "1100", "o mie o sută"), ("ro-RO", "25000", "douăzeci și cinci de mii"),
    ("ro-RO", "103000", "o sută trei mii"), ("sv-SE", "42", "förtiotvå"),
    ("tr-TR", "1000", "bin"), ("tr-TR", "21", "yirmi bir"), ("tr-TR", "1250", "bin iki yüz elli"),
    ("es-ES", "21", "veintiuno"), ("es-ES", "101", "ciento uno"), ("es-ES", "500", "quinientos"),
    ("es-MX", "16", "dieciséis"), ("en-GB", "42", "forty-two"), ("en-GB", "-1", "minus one"),
    ("en-IN", "100000", "one lakh"), ("ja-JP", "21", "二十一"), ("th-TH", "21", "ยี่สิบเอ็ด"),
    ("zh-TW", "20000", "二萬"), ("ru-RU", "1000", "одна тысяча"),
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
    ("de-DE", "2026-09-21", "einundzwanzigsten September zweitausendsechsundzwanzig"),
    ("fr-FR", "2026-09-21", "vingt-et-un septembre deux mille vingt-six"),
    ("fr-FR", "2026-09-01", "premier septembre deux mille vingt-six"),
    ("ar-EG", "2026-09-21", "واحد وعشرون سبتمبر، ألفين وستة وعشرون"),
    ("tr-TR", "2026-09-21", "yirmi bir Eylül iki bin yirmi altı"),
    ("es-ES", "2026-09-21", "veintiuno de septiembre de dos mil veintiséis"),
    ("en-GB", "2026-09-21", "twenty-first September twenty twenty-six"),
    ("ru-RU", "2005-03-02", "второго марта две тысячи пятого года"),
    ("hu-HU", "2026-09-21", "kétezerhuszonhat szeptember huszonegyedike"),
    ("hu-HU", "2026-09-01", "kétezerhuszonhat szeptember elseje"),
    ("cs-CZ", "2026-09-21", "dvacátého prvního září dva tisíce dvacet šest"),
    ("sv-SE", "2026-09-21", "tjugoförsta september tjugohundratjugosex"),
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
        == "premier farvardin mille quatre cent trois")
    // Afghanistan's calendar, with its own names of months.
    #expect(try words("2024-04-02", .date(nil), Language("fa-AF")).hasPrefix("چهارده حمل"))
  }

  @Test(arguments: [
    ("de-DE", SpokenForm.Kind.digits(group: nil), "0912", "null neun eins zwei"),
    ("de-DE", .digits(group: 2), "0912", "null neun, eins zwei"),
    ("ar-EG", .digits(group: 2), "0912", "صفر تسعة، واحد اثنان"),
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

  @Test(arguments: [
    ("de-DE", "21", "einundzwanzigste"), ("fr-FR", "1", "premier"),
    ("fr-FR", "21", "vingt-et-unième"),
    ("en-GB", "1", "first"), ("en-GB", "112", "one hundred twelfth"), ("es-ES", "3", "tercero"),
    ("it-IT", "2", "secondo"), ("tr-TR", "5", "beşinci"), ("ru-RU", "3", "третий"),
    ("nl-NL", "8", "achtste"), ("ko-KR", "3", "세 번째"), ("hi-IN", "1", "पहला"),
    ("el-GR", "2", "δεύτερος"), ("cs-CZ", "21", "dvacátý první"),
    ("pl-PL", "112", "sto dwunasty"), ("uk-UA", "21", "двадцять перший"),
    ("ro-RO", "8", "al optulea"), ("sk-SK", "21", "21."), ("cs-CZ", "200", "200."),
    ("vi-VN", "1", "thứ nhất"),
  ])
  func `ordinals, in figures where CLDR has none`(
    tag: String, number: String, expected: String
  ) throws {
    #expect(try words(number, .ordinal, Language(tag)) == expected)
  }

  @Test(arguments: [
    ("de-DE", "EUR", "12.50", "zwölf Euro fünfzig"), ("de-DE", "EUR", "1", "ein Euro"),
    ("de-DE", "EUR", "1.05", "ein Euro fünf Cent"), ("de-DE", "EUR", "0.50", "fünfzig Cent"),
    ("de-DE", "SEK", "1", "eine Schwedische Krone"), ("de-DE", "GBP", "1", "ein Britisches Pfund"),
    ("de-DE", "EUR", "1000000", "eine Million Euro"),
    ("de-DE", "EUR", "-0.50", "minus fünfzig Cent"),
    ("en-GB", "EUR", "12.50", "twelve euros fifty"), ("en-GB", "JPY", "1", "one Japanese yen"),
    ("fr-FR", "EUR", "12.50", "douze euros cinquante"),
    ("fr-FR", "GBP", "21", "vingt-et-une livres sterling"),
    ("fr-FR", "EUR", "1000000", "un million d’euros"), ("fr-FR", "EUR", "0.05", "cinq centimes"),
    ("es-ES", "EUR", "21.50", "veintiún euros con cincuenta"),
    ("es-ES", "GBP", "200", "doscientas libras esterlinas"),
    ("es-ES", "EUR", "2000000", "dos millones de euros"),
    ("it-IT", "EUR", "1", "un euro"), ("it-IT", "EUR", "12.50", "dodici euro e cinquanta"),
    ("pt-BR", "BRL", "2.50", "dois reais brasileiros e cinquenta"),
    ("nl-NL", "EUR", "12.50", "twaalf euro vijftig"),
    ("ru-RU", "RUB", "21.02", "двадцать один российский рубль две копейки"),
    ("ru-RU", "SEK", "2", "две шведские кроны"), ("ru-RU", "USD", "5", "пять долларов США"),
    ("pl-PL", "PLN", "2.50", "dwa złote polskie pięćdziesiąt groszy"),
    ("pl-PL", "EUR", "1", "jedno euro"), ("cs-CZ", "CZK", "2", "dvě české koruny"),
    ("tr-TR", "TRY", "12.50", "on iki Türk lirası elli kuruş"),
    ("ar-EG", "EGP", "1", "جنيه مصري واحد"), ("ar-EG", "EUR", "11", "أحد عشر يورو"),
    ("he-IL", "ILS", "1", "שקל חדש אחד"), ("ro-RO", "RON", "1", "un leu românesc"),
    ("ro-RO", "EUR", "20", "douăzeci de euro"), ("el-GR", "EUR", "3", "τρία ευρώ"),
    ("hu-HU", "HUF", "2", "két magyar forint"), ("ko-KR", "KRW", "12000", "만 이천 대한민국 원"),
    ("sv-SE", "SEK", "1", "en svensk krona"), ("sw-KE", "EUR", "2", "yuro mbili"),
    ("en-GB", "KWD", "1.250", "one Kuwaiti dinar two hundred fifty"),
    ("ja-JP", "EUR", "12.50", "十二ユーロ五十セント"), ("ja-JP", "USD", "3", "三米ドル"),
    ("th-TH", "THB", "2.50", "สองบาทไทยห้าสิบสตางค์"),
    ("ar-KW", "KWD", "0.250", "مائتان وخمسون فلساً"),
  ])
  func `money in any currency, with the genders of its names`(
    tag: String, currency: String, amount: String, expected: String
  ) throws {
    #expect(try words(amount, .money(currency), Language(tag)) == expected)
  }

  @Test(arguments: [
    ("de-DE", "18:30", "achtzehn Uhr dreißig"), ("de-DE", "01:00", "ein Uhr"),
    ("en-GB", "18:30", "six thirty p.m."), ("en-GB", "00:05", "twelve oh five a.m."),
    ("fr-FR", "21:00", "vingt-et-une heures"), ("fr-FR", "18:30", "dix-huit heures trente"),
    ("fr-FR", "01:00", "une heure"), ("es-ES", "21:01", "veintiuna horas y un minuto"),
    ("it-IT", "18:30", "ore diciotto e trenta"), ("pt-PT", "02:00", "duas horas"),
    ("nl-NL", "18:30", "achttien uur dertig"), ("sv-SE", "18:05", "klockan arton noll fem"),
    ("tr-TR", "18:30", "saat on sekiz otuz"), ("pl-PL", "18:30", "godzina osiemnasta trzydzieści"),
    ("ru-RU", "21:02", "двадцать один час две минуты"),
    ("ru-RU", "18:30", "восемнадцать часов тридцать минут"),
    ("cs-CZ", "02:01", "dvě hodiny jedna minuta"), ("ar-EG", "18:30", "الساعة السادسة والنصف مساءً"),
    ("ar-EG", "12:05", "الساعة الثانية عشرة وخمس دقائق ظهراً"),
    ("ko-KR", "18:30", "오후 여섯 시 삼십 분"), ("hi-IN", "18:30", "अठारह बजकर तीस मिनट"),
    ("hu-HU", "02:22", "két óra huszonkét perc"), ("vi-VN", "18:30", "mười tám giờ ba mươi phút"),
    ("sw-KE", "18:05", "kumi na nane sifuri tano"), ("ja-JP", "18:30", "十八時三十分"),
    ("th-TH", "18:30", "สิบแปดนาฬิกาสามสิบนาที"),
    ("de-DE", "2026-03-05T18:30:00+01:00", "achtzehn Uhr dreißig"),
  ])
  func `times of day`(tag: String, time: String, expected: String) throws {
    #expect(try words(time, .time, Language(tag)) == expected)
  }

  @Test(arguments: [
    ("de-DE", "ab12 ü", "A B eins zwei, Ü"), ("ru-RU", "жк-7", "Ж К, семь"),
    ("ar-EG", "ب5", "ب خمسة"),
  ])
  func `letters, one by one`(tag: String, value: String, expected: String) throws {
    #expect(try words(value, .letters, Language(tag)) == expected)
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
    ("ur-PK", UnreadableLanguage.unspelled), ("sl-SI", .unspelled), ("ku", .unspelled),
    ("xx-XX", .unspelled),
    ("tlh", .unspelled), ("", .unspelled), ("de/DE", .unspelled), ("d", .unspelled),
    ("de-DE@numbers=arab", .unspelled),
  ])
  func `a language that can't be read is refused`(tag: String, reason: UnreadableLanguage) {
    #expect(Verbalizer.obstacle(to: Language(tag)) == reason)
    let error = #expect(throws: UnspeakableValue.self) {
      try words("21", .number, Language(tag))
    }
    #expect(error?.reason == .language(Language(tag), reason))
  }
}
