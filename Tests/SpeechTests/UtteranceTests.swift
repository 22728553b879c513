import CallEngine
import Speech
import Testing

struct UtteranceTests {
  private static let slow = SpokenForm(.digits(group: 3), groupPause: .seconds(1), rate: .slow)

  @Test
  func `a group pause is a silence of its length with the language's separator`() throws {
    let utterances = try Verbalizer.utterances(of: "105106", as: Self.slow, in: .persian)
    #expect(utterances.map(\.text) == ["صد و", "پنج", " ، ", "صد و", "شش"])
    #expect(utterances[2].sound == .silence)
    #expect(utterances[2].duration == .seconds(1))
  }

  @Test(arguments: [Language.persian, .english])
  func `groups are parted audibly though no pause is named`(language: Language) throws {
    let utterances = try Verbalizer.utterances(
      of: "105106", as: SpokenForm(.digits(group: 3)), in: language)
    let pause = try #require(utterances.first { $0.sound == .silence })
    #expect(pause.duration >= .milliseconds(300))
  }

  @Test(arguments: [Language.persian, .english, Language("de-DE")])
  func `slow words take half as long again`(language: Language) throws {
    let normal = try Verbalizer.utterances(of: "a b c", as: SpokenForm(.text), in: language)
    let slow = try Verbalizer.utterances(
      of: "a b c", as: SpokenForm(.text, rate: .slow), in: language)
    #expect(Utterance.duration(of: normal) > .seconds(1))
    #expect(Utterance.duration(of: slow) == Utterance.duration(of: normal) * 3 / 2)
  }

  @Test(arguments: [Language.persian, .english])
  func `words with their times make the line's text and fill its time`(language: Language) throws {
    let utterances =
      [.clip("billing/bill_id_is", text: "a long prompt:", in: language), .silence(.seconds(2))]
      + (try Verbalizer.utterances(of: "7748317800142", as: Self.slow, in: language))
    let words = Utterance.timedWords(of: utterances)
    #expect(words.map(\.text).joined(separator: " ") == Utterance.text(of: utterances))
    #expect(words.first?.start == .zero)
    for (word, next) in zip(words, words.dropFirst()) {
      #expect(word.length > .zero)
      #expect(word.start + word.length <= next.start)
    }
    let last = try #require(words.last)
    #expect(last.start + last.length == Utterance.duration(of: utterances))
  }

  @Test
  func `no words take no time`() {
    #expect(Utterance.timedWords(of: []).isEmpty)
    #expect(Utterance.text(of: []) == "")
    #expect(Utterance.duration(of: []) == .zero)
    #expect(Utterance.words(" \n ", in: .english).duration == .zero)
    #expect(Utterance.timedWords(of: [.silence(.seconds(1), separator: ", ")]).map(\.text) == [","])
  }
}
