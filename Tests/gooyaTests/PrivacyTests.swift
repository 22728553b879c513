import Foundation
import Testing

/// A script that would tell a secret, as those meet it who run it without having checked it.
struct PrivacyTests {
  private static let menu = """
    format: 1
    title: A bank
    languages: [en-US]
    start: ask
    fields:
      pin: { prompt: [{ text: { en-US: Your PIN }}], digits: 4, sensitive: true }
    states:
      ask: { collect: pin, outcomes: { collected: read, gave_up: bye } }
      read: { say: [{ value: "${pin}", as: digits }], then: bye }  # gooya:ignore E515 a demo
      bye: { hang_up: [{ text: { en-US: Goodbye } }] }

    """

  private static let scenario = """
    caller: { line: "02199900001" }
    steps:
      - press: "1234"
      - expect: { hung_up: line }

    """

  @Test(arguments: [
    ["call", "--fast", "--keys", "1234"], ["call", "--watch", "--keys", "1234"],
    ["record", "-o", "out.yaml", "--fast", "--keys", "1234"], ["load", "--calls", "10"],
    ["explore"], ["explore", "--random", "10"], ["explore", "--paths"],
    ["explore", "--to", "read"],
    ["graph"], ["graph", "--format", "mermaid"], ["graph", "--coverage"], ["check"],
    ["test", "scenarios/one.yaml"],
  ])
  func `no command runs it`(arguments: [String]) throws {
    let place = try Workplace()
    try FileManager.default.createDirectory(
      atPath: place.path("scenarios"), withIntermediateDirectories: true)
    try place.write(Self.menu, as: "menu.yaml")
    try place.write(Self.scenario, as: "scenarios/one.yaml")
    let isTest = arguments[0] == "test"
    let outcome = try place.gooya(isTest ? arguments : arguments + ["menu.yaml"])
    #expect(outcome.status == 1, "\(outcome)")
    #expect((outcome.output + outcome.complaints).contains("[E515]"), "\(outcome)")
    #expect(!outcome.output.contains("one two three four"))
    #expect(!FileManager.default.fileExists(atPath: place.path("out.yaml")))
  }
}
