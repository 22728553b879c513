import CallEngine
import Testing

@testable import Speech

struct VocabularyTests {
  @Test(arguments: [Language.persian, .english, .mandarin])
  func `the catalog has every clip with its text, and no other`(language: Language) throws {
    let spoken = try SpokenLanguages.find(language)
    let catalog = try Fixture.catalog(language, "numbers")
    #expect(Set(catalog.map(\.id)).count == catalog.count)
    let written = Dictionary(uniqueKeysWithValues: catalog.map { ($0.id, $0.text) })
    let known = Dictionary(uniqueKeysWithValues: spoken.vocabulary.map { ($0.id ?? "", $0.text) })
    #expect(written == known)
  }

  @Test(arguments: [Language.persian, .english, .mandarin])
  func `readings of every kind consist of the catalog's clips, and use each`(
    language: Language
  ) throws {
    let spoken = try SpokenLanguages.find(language)
    let catalog = try Fixture.catalog(language, "numbers")
    let texts = Dictionary(uniqueKeysWithValues: catalog.map { ("numbers/\($0.id)", $0.text) })
    var unused = Set(texts.keys)
    for (value, kind) in Self.samples + Self.samples(of: language) {
      for utterance in try Verbalizer.utterances(of: value, as: SpokenForm(kind), in: language) {
        switch utterance.sound {
        case .clip(let name):
          #expect(texts[name] == utterance.text, "\(name)")
          unused.remove(name)
        case .silence: #expect(utterance.text == spoken.separator)
        case .words, .recording: Issue.record("no clip for '\(utterance.text)'")
        }
      }
    }
    #expect(unused.isEmpty)
  }

  /// Values that between them need every clip of a language.
  private static let samples: [(String, SpokenForm.Kind)] = {
    var samples: [(String, SpokenForm.Kind)] = [
      ("-5", .number), ("+12125550100", .telephone), ("2000", .telephone),
      ("1", .currency(.rial)), ("2", .currency(.rial)), ("10", .currency(.toman)),
      ("11", .currency(.toman)), ("20", .currency(.toman)), ("25", .currency(.toman)),
      ("1905-07-03", .date(.gregorian)), ("1900-07-03", .date(.gregorian)),
      ("1", .money("EUR")), ("1.05", .money("EUR")), ("0.01", .money("USD")),
      ("2.05", .money("GBP")),
      ("0.01", .money("GBP")),
      ("abcdefghijklmnopqrstuvwxyz-./@_+", .letters),
    ]
    samples += (0...1100).map { (String($0), .ordinal) }
    samples += (3...18).map { ("1" + String(repeating: "0", count: $0), .ordinal) }
    samples += (0...23).flatMap { [("\($0):00", .time), ("\($0):05", .time)] }
    samples += (0...1100).map { (String($0), .number) }
    samples += (0...22).flatMap { zeros in
      ["1", "120", "123"].map { ($0 + String(repeating: "0", count: zeros), .number) }
        + [("1" + String(repeating: "0", count: zeros) + "1", .number)]
    }
    samples += (0...999).map { (String($0), .digits(group: 3)) }
    for month in ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] {
      for day in 1...31 {
        let text = "2024-\(month)-\(day < 10 ? "0" : "")\(day)"
        guard
          (try? Verbalizer.utterances(of: text, as: SpokenForm(.date(.gregorian)), in: .english))
            != nil
        else { continue }
        samples += [(text, .date(.gregorian)), (text, .date(.solarHijri))]
      }
    }
    return samples
  }()

  /// Those that only one language has clips for.
  private static func samples(of language: Language) -> [(String, SpokenForm.Kind)] {
    if language == .mandarin {
      return ["CNY", "EUR", "USD", "GBP", "JPY", "HKD"].flatMap { code in
        ["1", "2"].map { ($0, .money(code)) }
      } + (0...59).map { ("\($0 % 24):\($0 < 10 ? "0" : "")\($0)", .time) }
        + (1...9).flatMap {
          [("\($0)000", .number), ("1\($0)0000", .number), ("0.12", .money("CNY"))]
        }
    }
    guard language == .persian else {
      return ["EUR", "USD", "GBP"].flatMap { code in ["1", "2"].map { ($0, .money(code)) } }
    }
    let currencies = ["EUR", "USD", "GBP", "TRY", "AED"]
    return currencies.flatMap { code in ["1", "0.50", "3.50"].map { ($0, .money(code)) } }
      + ["CNY", "IQD", "AFN"].map { ("2", .money($0)) }
      + [("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء", .letters)]
  }
}
