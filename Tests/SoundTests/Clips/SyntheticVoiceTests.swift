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

  @Test(arguments: [
    ("espeak-ng", "en-US", "en-us -s 150"), ("espeak-ng", "de-DE", "de -s 160"),
    ("hibari", "en-GB", "hibari heart --seed 1"), ("hibari:other", "en", "hibari other --seed 1"),
    (
      "piper:/voices/en_US-joe-medium.onnx", "en-US",
      "piper en_US-joe-medium.onnx --noise-scale 0 --noise-w-scale 0"
    ),
  ])
  func `a voice can be named`(name: String, tag: String, description: String) throws {
    let voice = try #require(NamedVoice(name)).voice(of: Language(tag))
    #expect(voice?.description == description)
  }

  @Test(arguments: [("hibari", "de-DE"), ("piper:/voices/en_US-joe-medium.onnx", "fa-IR")])
  func `a voice of another language doesn't speak`(name: String, tag: String) throws {
    #expect(try #require(NamedVoice(name)).voice(of: Language(tag)) == nil)
  }

  @Test(arguments: ["", "piper", "say", "espeak-ng:en"])
  func `what is no voice is refused`(name: String) {
    #expect(NamedVoice(name) == nil)
  }

  @Test
  func `clips of a better voice aren't made again by espeak-ng, but those are by a better one`()
    throws
  {
    let espeak = try #require(SyntheticVoice(of: .english))
    let hibari = try #require(NamedVoice("hibari")?.voice(of: .english))
    #expect(espeak.accepts(hibari.description) && espeak.accepts(espeak.description))
    #expect(!espeak.accepts("en-us -s 140") && !espeak.accepts(nil))
    #expect(!hibari.accepts(espeak.description) && hibari.accepts(hibari.description))
  }
}
