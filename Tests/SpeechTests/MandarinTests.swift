import CallEngine
import Testing

@testable import Speech

/// Readings as announcers in mainland China give them.
struct MandarinTests {
  @Test func `groups of digits are those of the vectors`() throws {
    let rows = try Fixture.rows("readout")
    #expect(rows.count == 40)
    for row in rows {
      let digits = try #require(row["digits"])
      #expect(try words(digits, .digits(group: 3), .mandarin) == row["zh_digits"])
      let telephone = try words(digits, .digits(group: 3), .mandarin).replacing("一", with: "幺")
      #expect(telephone == row["zh_digits_telephone"])
    }
  }

  @Test(arguments: [
    ("0", "零"), ("2", "二"), ("10", "十"), ("12", "十二"), ("20", "二十"), ("99", "九十九"),
    ("100", "一百"), ("101", "一百零一"), ("110", "一百一十"), ("112", "一百一十二"), ("200", "两百"),
    ("222", "两百二十二"), ("1000", "一千"), ("1001", "一千零一"), ("1010", "一千零一十"),
    ("1100", "一千一百"), ("2002", "两千零二"), ("2026", "两千零二十六"), ("10000", "一万"),
    ("10010", "一万零一十"), ("10500", "一万零五百"), ("12000", "一万两千"), ("20002", "两万零二"),
    ("100000", "十万"), ("103000", "十万三千"), ("120000", "十二万"), ("200000", "二十万"),
    ("220000", "二十二万"), ("1020000", "一百零二万"), ("10000000", "一千万"), ("20000000", "两千万"),
    ("100000000", "一亿"), ("100000500", "一亿零五百"), ("100100000", "一亿零一十万"),
    ("200000000", "两亿"), ("220000000", "两亿两千万"), ("1500000000", "十五亿"),
    ("1000000000000", "一万亿"), ("2000000000000", "两万亿"), ("-12", "负十二"),
    ("100020003", "一亿零两万零三"), ("100000000000000000", "一零零，零零零，零零零，零零零，零零零，零零零"),
  ])
  func `numbers`(value: String, expected: String) throws {
    #expect(try words(value, .number, .mandarin) == expected)
  }

  @Test(arguments: [
    ("13812345678", "幺三八，幺二三四，五六七八"), ("+8613812345678", "幺三八，幺二三四，五六七八"),
    ("01082345678", "零幺零，八二三四，五六七八"), ("075582345678", "零七五五，八二三四，五六七八"),
    ("4008208820", "四零零，八二零，八八二零"), ("10086", "幺零零八六"), ("110", "幺幺零"),
    ("82345678", "八二三四，五六七八"), ("+12125550100", "加幺，二幺二，五五五，零幺，零零"),
  ])
  func `telephone numbers`(value: String, expected: String) throws {
    #expect(try words(value, .telephone, .mandarin) == expected)
  }

  @Test(arguments: [
    ("CNY", "12.50", "十二元五角"), ("CNY", "12.05", "十二元零五分"), ("CNY", "2", "两元"),
    ("CNY", "2.22", "两元两角两分"), ("CNY", "0.50", "五角"), ("CNY", "0.05", "五分"),
    ("CNY", "0", "零元"), ("CNY", "-3.10", "负三元一角"), ("CNY", "10000", "一万元"),
    ("USD", "2", "两美元"), ("USD", "12.50", "十二美元五十美分"), ("EUR", "0.02", "两欧分"),
    ("CHF", "12.50", "十二点五瑞士法郎"), ("CHF", "0.05", "零点零五瑞士法郎"),
    ("JPY", "200", "两百日元"), ("IRR", "17000", "一万七千里亚尔"),
  ])
  func `money`(currency: String, value: String, expected: String) throws {
    #expect(try words(value, .money(currency), .mandarin) == expected)
  }

  @Test(arguments: [
    (SpokenForm.Kind.currency(.rial), "17000", "一万七千里亚尔"), (.currency(.toman), "25", "两土曼五里亚尔"),
    (.currency(.toman), "5", "五里亚尔"), (.ordinal, "1", "第一"), (.ordinal, "12", "第十二"),
    (.date(nil), "2026-03-05", "二〇二六年三月五日"), (.date(nil), "1998-12-31", "一九九八年十二月三十一日"),
    (.date(.solarHijri), "2024-03-20", "波斯历一四〇三年一月一日"),
    (.time, "18:30", "下午六点半"), (.time, "18:05", "下午六点零五分"), (.time, "14:00", "下午两点"),
    (.time, "00:30", "凌晨零点半"), (.time, "12:15", "中午十二点十五分"), (.time, "21:45", "晚上九点四十五分"),
    (.time, "09:00", "上午九点"), (.letters, "AB-12", "A B 杠一二"), (.text, "您好", "您好"),
    (.digits(group: nil), "112", "一一二"),
  ])
  func `other forms`(kind: SpokenForm.Kind, value: String, expected: String) throws {
    #expect(try words(value, kind, .mandarin) == expected)
  }

  @Test(arguments: ["zh", "zh-Hans", "zh-Hans-SG", "cmn-CN", "ZH-CN"])
  func `tags that mean Mandarin have its rules`(tag: String) throws {
    #expect(try words("200", .number, Language(tag)) == "两百")
  }

  @Test func `Taiwan's Mandarin is CLDR's, in its characters`() throws {
    #expect(try words("10000", .number, Language("zh-TW")) == "一萬")
  }
}

struct WordBreakTests {
  @Test(arguments: [
    ("您好，欢迎致电。", ["您好，", "欢迎", "致电。"]), ("请按 1", ["请", "按", "1"]),
    ("“您好”", ["“您好”"]), ("a b", ["a", "b"]), ("", []), ("，", ["，"]),
    ("残高照会は1を", ["残高", "照会", "は", "1", "を"]), ("กรุณากดหนึ่ง", ["กรุณา", "กด", "หนึ่ง"]),
  ])
  func `words are found with and without blanks`(text: String, expected: [String]) {
    #expect(WordBreaks.words(of: text).map { String($0.text) } == expected)
  }

  @Test(arguments: [
    "您好，欢迎致电。查询话费请按一 AB 12", "ありがとうございます。1を押して", "กดหมายเลขหนึ่ง", "Press 1, please.",
    "日👨‍👩‍👧‍👦本 é 語",
  ])
  func `the words make the text again and fill its time`(text: String) throws {
    let utterances: [Utterance] =
      [.words(text, in: .mandarin), .silence(.seconds(1), separator: "，", in: .mandarin)]
      + (try Verbalizer.utterances(of: "2012", as: SpokenForm(.digits(group: 2)), in: .mandarin))
    let words = Utterance.timedWords(of: utterances)
    #expect(words.line == Utterance.text(of: utterances))
    #expect(words.line.hasPrefix(text))
    #expect(words.map(\.length).reduce(.zero, +) <= Utterance.duration(of: utterances))
    for (word, next) in zip(words, words.dropFirst()) {
      #expect(word.start + word.length <= next.start)
    }
  }

  @Test func `text without blanks takes the time of its letters`() {
    let short = Utterance.words("您好。", in: .mandarin).duration
    let long = Utterance.words("您好，欢迎致电客服热线。", in: .mandarin).duration
    #expect(short == .milliseconds(500))
    #expect(long == .milliseconds(2500))
    #expect(Utterance.words("กดหมายเลขหนึ่ง", in: Language("th-TH")).duration > .milliseconds(800))
  }
}
