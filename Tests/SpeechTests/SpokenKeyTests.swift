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
    #expect(SpokenKey.all(in: "Proszę wybrać 1.", of: Language("pl-PL")) == [])
    #expect(!SpokenKey.canBeFound(in: Language("pl-PL")))
    #expect(SpokenKey.canBeFound(in: Language("en-GB")))
  }

  @Test(arguments: [
    ("de-DE", "Für Nachrichten drücken Sie die 1, für das Wetter die 2.", "1 2"),
    ("de-DE", "Sie haben 2 Nachrichten.", ""),
    ("fr-FR", "Tapez un chiffre de 1 à 3.", "1 2 3"),
    ("fr-FR", "Nous répondons en 2 minutes.", ""),
    ("es-ES", "Pulse uno para confirmar o asterisco para repetir.", "1 *"),
    ("ar-SA", "اختر رقماً من ١ إلى ٣.", "1 2 3"),
    ("zh-CN", "请按1到3之间的数字键，结束请按井号键。", "1 2 3 #"),
    ("zh-CN", "您有2条留言。", ""),
    ("tr-TR", "Bakiye için 1'i, fatura için 2'yi tuşlayın.", "1 2"),
    ("tr-TR", "Ana menü için sıfıra basınız.", "0"),
    ("tr-TR", "Onaylamak için 1 tuşuna, tekrar için yıldız tuşuna basın.", "1 *"),
    ("tr-TR", "2 yeni mesajınız var.", ""),
  ])
  func `keys are found in other languages`(tag: String, text: String, keys: String) {
    let found = SpokenKey.all(in: text, of: Language(tag)).map(\.keys.description)
    #expect(found.joined(separator: " ") == keys)
  }

  @Test func `a number that may be something else is told as such`() {
    let certain = { (text: String) in
      SpokenKey.all(in: text, of: .english).filter(\.isCertain).map(\.keys.description)
    }
    #expect(certain("In an emergency, dial 911. For help, press 1.") == ["1"])
    #expect(certain("On a scale of 1 to 5, how was it?") == [])
  }

  @Test func `the words before a key are counted`() {
    let found = SpokenKey.all(in: "For the bill, press 1. Else 2.", of: .english)
    #expect(found.map(\.wordsBefore) == [4, 6])
  }
}
