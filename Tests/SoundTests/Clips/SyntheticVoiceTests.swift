import CallEngine
import Testing

@testable import Sound

struct SyntheticVoiceTests {
  @Test(arguments: [
    ("fa-IR", "fa"), ("en-US", "en-us"), ("en", "en-us"), ("en-GB", "en-gb"), ("en-AU", "en-gb"),
    ("de-DE", "de"), ("fr-FR", "fr-fr"), ("fr", "fr-fr"), ("fr-CH", "fr-ch"), ("ar-EG", "ar"),
    ("tr-TR", "tr"), ("es-ES", "es"), ("es-MX", "es-419"), ("es-419", "es-419"),
    ("pt-BR", "pt-br"), ("pt-PT", "pt"), ("nn-NO", "nb"), ("sr-Latn-RS", "sr"),
    ("zh-CN", "cmn-latn-pinyin"),
  ])
  func `a language has the voice of its region`(tag: String, voice: String) {
    #expect(SyntheticVoice(of: Language(tag))?.name == voice)
  }

  @Test(arguments: ["", "d", "d1-DE", "dääd", "-", "deutsch"])
  func `what can't be a language's tag has no voice`(tag: String) {
    #expect(SyntheticVoice(of: Language(tag)) == nil)
  }
}
