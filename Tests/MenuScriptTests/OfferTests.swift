import CallEngine
import Speech
import Testing

@testable import MenuScript

/// Menus as people write them are believed; what they leave out is found.
struct OfferTests {
  /// What is found of the words of a menu that has nothing but a text and choices.
  private func findings(
    _ menu: NaturalMenu, choices: [String], settings: String = ""
  ) -> [Diagnostic] {
    let script = """
      format: 1
      title: A line
      languages: [\(menu.language)]
      start: main
      states:
        main:
          menu: [{ text: { \(menu.language): "\(menu.text.replacing("\"", with: "\\\""))" } }]
          choices: { \(choices.map { "\"\($0)\": bye" }.joined(separator: ", ")) }
          outcomes: { gave_up: bye }
          \(settings)
        bye: { hang_up: [] }
      """
    return Self.check(script)
  }

  private static func check(
    _ script: String, prompts: PromptIndex = PromptIndex()
  ) -> [Diagnostic] {
    var compiler = MenuScriptCompiler(services: [])
    compiler.proves = true
    let result = compiler.compile(script, prompts: prompts)
    #expect(result.program != nil, "\(result.text)")
    return result.diagnostics.filter { ["W522", "W523", "W529"].contains($0.code) }
  }

  @Test func `menus of four languages and more are at hand`() {
    #expect(NaturalMenu.all.count >= 50)
    #expect(Set(NaturalMenu.all.map { $0.language.prefix(2) }).count >= 6)
    #expect(NaturalMenu.all.filter(\.hasCertainKeys).count >= 50)
  }

  @Test(arguments: NaturalMenu.all)
  func `a natural menu is believed`(_ menu: NaturalMenu) {
    let found = findings(menu, choices: menu.keys.split(separator: " ").map(String.init))
    #expect(found.map(\.message) == [])
  }

  @Test(arguments: NaturalMenu.all)
  func `a choice that it leaves out is found`(_ menu: NaturalMenu) throws {
    let keys = menu.keys.split(separator: " ").map(String.init)
    let planted = try #require(["8", "6", "7"].first { !keys.contains($0) })
    let found = findings(menu, choices: keys + [planted])
    #expect(
      found.map(\.message) == [
        "no prompt of this menu says key \(planted) in \(menu.language)"
      ])
  }

  @Test(arguments: NaturalMenu.all.filter(\.hasCertainKeys))
  func `a choice that isn't there is found`(_ menu: NaturalMenu) {
    let keys = menu.keys.split(separator: " ").map(String.init)
    let found = findings(menu, choices: Array(keys.dropFirst()) + ["55"])
    #expect(found.map(\.code).sorted() == ["W522", "W523"], "\(found.map(\.message))")
  }

  @Test(arguments: [
    "You have 2 new messages. Press 1 to hear them.",
    "We are open 24 hours a day. Press 1 for sales.",
    "Press 1 to hear your 2 messages.",
    "For sales press 1, and please have your 2 letters at hand.",
    "Press 1. It is 2:30.", "Press 1 to pay 2 dollars.", "Call us on 0 2 1 7 7 4 8. Press 1.",
  ])
  func `a number that is no key offers nothing`(_ text: String) {
    let found = findings(NaturalMenu("en-US", "1", text), choices: ["1", "2"])
    #expect(found.map(\.message) == ["no prompt of this menu says key 2 in en-US"])
  }

  @Test func `the key that ends an entry needs no choice`() {
    let menu = NaturalMenu("en-US", "1", "Press 1, followed by the hash key.")
    #expect(findings(menu, choices: ["1"]) == [])
    #expect(findings(menu, choices: ["1"], settings: "terminator: none").map(\.code) == ["W522"])
  }

  @Test(arguments: [
    (
      "en-US", "fa-IR", "For the news, press 1.", "اخبار، عدد یک.", "برای فارسی عدد ۲ را بزنید.",
      "For English, press 2."
    ),
    (
      "en-US", "de-DE", "For the news, press 1.", "Für Nachrichten die 1 drücken.",
      "Für Deutsch drücken Sie die 2.", "For English, press 2."
    ),
    (
      "zh-CN", "fr-FR", "新闻请按1。", "Pour les nouvelles, tapez 1.", "Pour le français, tapez 2.",
      "中文请按2。"
    ),
    (
      "fa-IR", "ar-SA", "اخبار، عدد یک.", "للأخبار اضغط 1.", "للعربية اضغط 2.",
      "برای فارسی عدد ۲ را بزنید."
    ),
  ])
  func `an offer in the next language's own words is heard, in one prompt or in two`(
    first: String, second: String, news: String, otherNews: String, next: String, back: String
  ) {
    let head = """
      format: 1
      title: A line
      languages: [\(first), \(second)]
      start: main
      catalogs: [common]
      states:
        turn: { language: next, then: main }
        bye: { hang_up: [] }

      """
    let tail = """
          choices: { "1": bye, "2": turn }
          outcomes: { gave_up: bye }

      """
    let prompts = PromptIndex(catalogs: [
      catalog(["news": news, "change": back], first),
      catalog(["news": otherNews, "change": next], second),
    ])
    let two = head + "  main:\n    menu: [news, { prompt: change, language: next }]\n" + tail
    #expect(Self.check(two, prompts: prompts).map(\.message) == [])
    let text = "{ text: { \(first): \"\(news) \(next)\", \(second): \"\(otherNews) \(back)\" } }"
    let one = head + "  main:\n    menu: [\(text)]\n" + tail
    #expect(Self.check(one, prompts: prompts).map(\.message) == [])
  }

  @Test func `what no language offers is said once, of all of them`() {
    let script = """
      format: 1
      title: A line
      languages: [en-US, fa-IR]
      start: main
      states:
        main:
          menu: [{ text: { en-US: "For news, press 1.", fa-IR: "اخبار، عدد یک." } }]
          choices: { "1": bye, "12": bye, "*": bye }
          outcomes: { gave_up: bye }
        bye: { hang_up: [] }
      """
    #expect(
      Self.check(script).map(\.message) == [
        "no prompt of this menu says key 12 in en-US and fa-IR",
        "no prompt of this menu says key * in en-US and fa-IR",
      ])
    let english = script.replacing("press 1.", with: "press 1. For help, press 1 2.")
    #expect(
      Self.check(english).map(\.message).contains {
        $0.hasSuffix("key * in en-US and fa-IR")
      })
  }

  @Test func `a number of its own is read with the words around it`() {
    let script = """
      format: 1
      title: A line
      languages: [en-US]
      start: hello
      catalogs: [common]
      states:
        hello: { say: [{ text: { en-US: "At any time, press 0 for help." } }], then: main }
        main:
          menu: [to_pay_press, { value: "1", as: digits }, to_ask_press, { value: "2", as: number }]
          choices: { "0": bye, "1": bye, "2": bye }
          outcomes: { gave_up: bye }
        bye: { hang_up: [] }
      """
    let prompts = PromptIndex(catalogs: [
      catalog(["to_pay_press": "To pay, press", "to_ask_press": "to ask, press"], "en-US")
    ])
    #expect(Self.check(script, prompts: prompts).map(\.message) == [])
    let without = script.replacing(", { value: \"2\", as: number }", with: "")
    #expect(
      Self.check(without, prompts: prompts).map(\.message) == [
        "no prompt of this menu says key 2 in en-US"
      ])
  }

  @Test func `of a language whose words aren't known that is said, once`() {
    let menus = (1...5).map {
      "  m\($0): { menu: [{ text: { pl-PL: \"Wiadomości: 1\" } }], choices: { \"1\": bye, \"2\": m\($0 % 5 + 1) } }\n"
    }.joined()
    let script =
      "format: 1\ntitle: A line\nlanguages: [pl-PL]\nstart: m1\n"
      + "defaults: { outcomes: { gave_up: bye } }\nstates:\n" + menus + "  bye: { hang_up: [] }\n"
    let found = Self.check(script)
    #expect(found.map(\.code) == ["W529"])
    #expect(found.first?.range.start == TextPosition(line: 3, column: 13))
    #expect(found.first?.message.contains("'pl-PL'") == true)
  }

  @Test(arguments: ["one", "two", "three"])
  func `what an announcement before the menu offers counts`(_ name: String) {
    let script = """
      format: 1
      title: A line
      languages: [en-US]
      start: one
      states:
        one: { say: [{ text: { en-US: "Press 3 for one." } }], then: two }
        two: { say: [{ text: { en-US: "Press 4 for two." } }], then: three }
        three: { language: en-US, then: main }
        main:
          menu: [{ text: { en-US: "Press 1 for more." } }]
          choices: { "1": bye, "3": bye, "4": bye, "5": bye }
          outcomes: { gave_up: bye }
        bye: { hang_up: [] }
      """.replacing("start: one", with: "start: \(name)")
    let found = Self.check(script)
    #expect(found.map(\.message) == ["no prompt of this menu says key 5 in en-US"])
  }

  private func catalog(_ texts: [String: String], _ language: String) -> PromptCatalog {
    PromptCatalog(
      name: "common", language: Language(language),
      entries: texts.sorted { $0.key < $1.key }.map {
        PromptCatalog.Entry(
          id: $0.key, text: $0.value,
          location: SourceLocation(file: "common.yaml", line: 1, column: 1))
      })
  }
}

extension NaturalMenu {
  /// Whether its first key is offered in so many words that it can't be another number.
  fileprivate var hasCertainKeys: Bool {
    let found = SpokenKey.all(in: text, of: Language(language)).filter(\.isCertain)
    return found.contains { keys.hasPrefix($0.keys.description) }
  }
}
