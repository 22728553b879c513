import CallEngine
import Testing

@testable import Speech

struct SpokenKeyTests {
  @Test(arguments: [
    ("For sales, press 1. For help, press 2.", "1 2"),
    ("Press one or two, or press the star key.", "1 2 *"),
    ("Please choose: payment, 1; text message, 2; app, 3.", "1 2 3"),
    ("Press 2, 1 or 9.", "2 1 9"),
    ("Rate us from 1 to 5.", "1 2 3 4 5"),
    ("Dial number three, or hash to end.", "3 #"),
    ("Press pound, or 0.", "# 0"),
    ("Sorry, that is not one of the options. Choose one of these.", ""),
    ("Reply within 24 hours, on 3 May 2026.", ""),
    ("Enter your 11 digits.", ""),
    ("You have 2 messages.", ""),
    ("1: sales, 2: help", "1 2"),
    ("Press 12 or *1.", "12 *1"),
    ("", ""),
  ])
  func `keys are found in English prompts`(text: String, keys: String) {
    let found = SpokenKey.all(in: text, of: .english).map(\.keys.description)
    #expect(found.joined(separator: " ") == keys)
  }

  @Test(arguments: [
    ("برای پرداخت، عدد یک؛ برای پیامک، عدد دو را شماره‌گیری کنید.", "1 2"),
    ("لطفاً انتخاب کنید: پرداخت، یک؛ پیامک، دو.", "1 2"),
    ("کلید ستاره یا مربع", "* #"),
    ("از ۱ تا ۳ را فشار دهید", "1 2 3"),
    ("گزینهٔ ۴", "4"),
    ("مبلغ دو بار خوانده می‌شود.", ""),
    ("لطفاً تا بیست و چهار ساعت پاسخ دهید.", ""),
    ("شمارهٔ یازده‌رقمی را وارد کنید", ""),
  ])
  func `keys are found in Persian prompts`(text: String, keys: String) {
    let found = SpokenKey.all(in: text, of: .persian).map(\.keys.description)
    #expect(found.joined(separator: " ") == keys)
  }

  @Test func `in a language without rules none are found`() {
    #expect(SpokenKey.all(in: "drücken Sie 1.", of: Language("de-DE")) == [])
    #expect(!SpokenKey.canBeFound(in: Language("de-DE")))
  }

  @Test func `the words before a key are counted`() {
    let found = SpokenKey.all(in: "For the bill, press 1. Else 2.", of: .english)
    #expect(found.map(\.wordsBefore) == [4])
  }
}
