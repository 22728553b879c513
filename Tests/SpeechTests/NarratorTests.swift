import CallEngine
import Speech
import Testing

struct NarratorTests {
  private static func entry(_ id: String, _ text: String, line: Int = 1) -> PromptCatalog.Entry {
    PromptCatalog.Entry(
      id: id, text: text, location: SourceLocation(file: "x.yaml", line: line, column: 1))
  }

  private static let library = PromptLibrary([
    PromptCatalog(
      name: "common", language: .persian,
      entries: [entry("goodbye", "خدا نگهدار."), entry("twice", "یک")]),
    PromptCatalog(
      name: "billing", language: .persian,
      entries: [entry("bill_of", "قبض خط"), entry("twice", "دو")]),
    PromptCatalog(
      name: "billing", language: .english,
      entries: [entry("bill_of", "The bill of\n  line"), entry("english_only", "Hello.")]),
  ])
  private let narrator = Narrator(library: library)

  private static func clip(_ name: String, _ language: Language) -> Announcement.Item {
    .clip(PromptID(name: name, index: 0), language)
  }

  @Test
  func `prompts, values, pauses and texts are said in their order`() {
    let announcement = Announcement([
      Self.clip("bill_of", .english),
      .value(.init(.text("118"), as: SpokenForm(.telephone), in: .english)),
      .pause(.seconds(2)),
      .text("is paid.", .english),
    ])
    let utterances = narrator.utterances(for: announcement)
    #expect(
      utterances.map(\.sound) == [
        .clip("billing/bill_of"), .clip("numbers/n1"), .clip("numbers/n1"), .clip("numbers/n8"),
        .silence, .words,
      ])
    #expect(Utterance.text(of: utterances) == "The bill of line one one eight is paid.")
    // Nine words at 150 a minute, and the pause.
    #expect(
      Utterance.duration(of: narrator.utterances(for: announcement))
        == .milliseconds(9 * 400 + 2000))
  }

  @Test
  func `a prompt without a text is said in another language, or shown by its id`() {
    let fallback = narrator.utterances(for: Self.clip("english_only", .persian))
    #expect(fallback.map(\.text) == ["Hello."])
    #expect(fallback.map(\.language) == [.english])
    let unknown = narrator.utterances(for: Self.clip("nowhere", .persian))
    #expect(unknown.map(\.text) == ["<nowhere>"])
    #expect(unknown.map(\.sound) == [.words])
  }

  @Test(arguments: [Language.persian, Language("de-DE")])
  func `a value that can't be read as asked is said as it stands`(language: Language) {
    let item = Announcement.Item.value(
      .init(.text("12x"), as: SpokenForm(.currency(.rial)), in: language))
    #expect(narrator.utterances(for: item).map(\.text) == ["12x"])
    let withheld = Announcement.Item.value(
      .init(.redacted(length: 3), as: SpokenForm(.number), in: language))
    #expect(narrator.utterances(for: withheld).map(\.text) == ["•••"])
    let empty = Announcement.Item.value(
      .init(.text(""), as: SpokenForm(.digits(group: 3)), in: language))
    #expect(narrator.utterances(for: empty).isEmpty)
  }

  @Test(arguments: [(1, 3), (2, 6), (0, 0), (-1, 0), (Int.min, 0)])
  func `an announcement is repeated`(times: Int, count: Int) {
    let item = Announcement.Item.value(
      .init(.text("12"), as: SpokenForm(.digits(group: 1)), in: .english))
    #expect(narrator.utterances(for: Announcement([item], times: times)).count == count)
  }

  @Test
  func `no number of repetitions and no pause exhausts the memory`() {
    let endless = Announcement([.text("again", .english)], times: .max)
    #expect(narrator.utterances(for: endless).count == 86400 * 10 / 4)
    let long = Announcement([.pause(.seconds(Int64.max)), .pause(.seconds(-1))], times: .max)
    #expect(Utterance.duration(of: narrator.utterances(for: long)) == .seconds(86400))
    #expect(narrator.utterances(for: Announcement([], times: .max)).isEmpty)
  }

  @Test
  func `a data's text is spoken on one line, and kept true otherwise`() {
    let item = Announcement.Item.value(
      .init(
        .text("\u{1B}[2J  Testi\n\u{202E}Testov\u{7}\t"), as: SpokenForm(.text), in: .english))
    #expect(
      narrator.utterances(for: item).map(\.text) == ["\u{1B}[2J Testi \u{202E}Testov\u{7}"])
  }

  @Test
  func `a library knows its ids, and an id that is twice is the first catalog's`() {
    let library = Self.library
    #expect(library.ids == ["bill_of", "english_only", "goodbye", "twice"])
    #expect(library.prompt("twice", in: .persian)?.clip == "common/twice")
    #expect(library.prompt("nowhere", in: .persian) == nil)
  }
}
