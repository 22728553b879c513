import CallEngine
import Foundation
import MenuScript
import Testing
import Workbench

@testable import gooya

/// `gooya test --accept`: failing scenarios that are made to say what happens now.
struct AcceptTests {
  private static let head = """
    title: A test                          # kept
    script: "\(Workplace.script)"
    caller: { line: "02199900001", language: en-US }
    steps:

    """

  private func revision(of steps: String) throws -> ScenarioRevision {
    let bench = try RecordedLine().bench
    return ScenarioRevision(of: Self.head + steps, file: "a.yaml") {
      bench.attempt($0, as: "a.yaml")
    }
  }

  @Test(arguments: [
    (
      "what is heard now stands where something else stood",
      "  - hear: goodbye   # note\n  - hear: bill_of\n",
      "  - hear: welcome   # note\n  - hear: bill_of\n"
    ),
    (
      "what asks for the key",
      "  - hear: main_options_short\n  - press: \"0\"\n  - hear: goodbye\n",
      "  - hear: main_options\n  - press: \"0\"\n  - hear: goodbye\n"
    ),
    (
      "what is said in between is heard too",
      "  - hear: welcome\n  - hear_next: { value: \"02199900001\", as: telephone } # note\n",
      "  - hear: welcome\n  - hear_next: bill_of # note\n"
        + "  - hear_next: { value: \"02199900001\", as: telephone }\n"
    ),
    (
      "what is not said any more goes, and its note stays",
      "  - hear: welcome\n  - hear: still_there # note\n  - hear: bill_of\n",
      "  - hear: welcome\n  # note\n  - hear: bill_of\n"
    ),
    (
      "braces stay braces",
      "  - { hear_next: { text: something else } }\n  - wait: 1s\n",
      "  - { hear_next: welcome }\n  - wait: 1s\n"
    ),
    (
      "another value",
      "  - hear: amount_due_is\n  - hear_next: { value: \"1\", as: currency }\n",
      "  - hear: amount_due_is\n  - hear_next: { value: \"17000\", as: currency }\n"
    ),
    (
      "another state and another end",
      "  - expect: { state: payment }\n  - hang_up\n  - expect: { hung_up: line }\n",
      "  - expect: { state: main }\n  - hang_up\n  - expect: { hung_up: caller }\n"
    ),
    (
      "a transfer to another number",
      "  - hear: main_options\n  - press: \"1\"\n  - expect: { transfer: \"1\" }\n",
      "  - hear: main_options\n  - press: \"1\"\n  - expect: { transfer: \"2000\" }\n"
    ),
    (
      "a message that isn't sent",
      "  - hear: welcome\n  - expect: { sms: \"Bill\" }\n  - expect: { language: fa-IR }\n",
      "  - hear: welcome\n  - expect: { no_sms: true }\n  - expect: { language: en-US }\n"
    ),
  ])
  func `a failing step is mended`(what: String, before: String, after: String) throws {
    let revision = try revision(of: before)
    #expect(revision.obstacle == nil)
    #expect(revision.text == Self.head + after, "\(what)")
    #expect(!revision.difference.isEmpty)
  }

  @Test func `a message of several lines is written as a block`() throws {
    let deeds = """
        - hear: main_options
        - press: "2"
        - hear: enter_mobile_number
        - press: "09120000099"
        - hear: press_1_if_correct
        - press: "1"

      """
    let revision = try revision(of: deeds + "  - expect: { sms: nothing, to: \"1\" }\n")
    #expect(
      revision.text == Self.head + deeds + """
          - expect:
              sms: |-
                Bill for telephone 02199900001
                نمونه نمونه‌ای
                Amount due: 17,000 rials
                Bill ID: 9990000102140
                Payment ID: 1750213
              to: "09120000099"

        """)
    let again = try self.revision(of: String(revision.text.dropFirst(Self.head.count)))
    #expect(again.difference.isEmpty)
    let other = try self.revision(
      of: String(revision.text.dropFirst(Self.head.count)).replacing("1750213", with: "9"))
    #expect(other.text == revision.text)
    #expect(
      other.difference == [
        "line 17:", "-        Payment ID: 9", "+        Payment ID: 1750213",
      ])
  }

  @Test(arguments: [
    ("  - hear: main_options\n  - press: \"0\"\n  - hear: goodbye\n  - press: \"1\"\n", 8),
    ("  - hear: main_options\n  - hang_up\n  - hang_up\n", 7),
    ("  - reply_sms: yes please\n", 5),
    ("  - wait: 700s\n  - wait: 700s\n  - hear: welcome\n  - hear: main_options\n  - hang_up\n", 9),
  ])
  func `a deed that can't be done is told with its place`(steps: String, line: Int) throws {
    let revision = try revision(of: steps)
    let obstacle = try #require(revision.obstacle)
    #expect(obstacle.range.location.line == line)
    #expect(!obstacle.step.isEmpty)
  }

  @Test func `the last step is not taken away`() throws {
    let revision = try revision(of: "  - hear: { text: something else }\n")
    #expect(revision.obstacle == nil)
    let empty = try self.revision(of: "  - expect: { sms: \"Bill\" }\n")
    #expect(empty.text.hasSuffix("  - expect: { no_sms: true }\n"))
  }

  /// Every shipped scenario with one of its steps spoilt.
  @Test func `whatever is heard otherwise is mended, and deeds stay`() throws {
    let line = try RecordedLine()
    let folder = Workplace.package.appending(path: "MenuScripts/billing/scenarios")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var mended = 0
    for (number, name) in names.enumerated() where number % 4 == 0 {
      let file = folder.appending(path: name)
      let original = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      var lines = original.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let heard = lines.indices.filter { lines[$0].hasPrefix("  - hear") }
      guard let place = heard.dropFirst(number % 5).first else { continue }
      lines[place] = "  - hear: { text: nobody says this }   # spoilt"
      let spoilt = lines.joined(separator: "\n")
      let revision = ScenarioRevision(of: spoilt, file: file.path) {
        line.bench.attempt($0, as: file.path)
      }
      #expect(revision.obstacle == nil, "\(name): \(String(describing: revision.obstacle))")
      #expect(deeds(in: revision.text) == deeds(in: original), "\(name)")
      #expect(revision.text.contains("# spoilt"))
      mended += 1
    }
    #expect(mended > 20)
  }

  private func deeds(in text: String) -> [Substring] {
    text.split(separator: "\n").filter { line in
      ["  - press", "  - wait", "  - hang_up", "  - reply"].contains { line.hasPrefix($0) }
    }
  }

  // MARK: the command

  @Test func `without a terminal the difference is shown and the file written`() throws {
    let place = try Workplace()
    try place.write(Self.head + "  - hear: still_there   # note\n", as: "a.yaml")
    try place.write(Self.head + "  - hear: welcome\n", as: "b.yaml")
    let outcome = try place.gooya("test", "a.yaml", "b.yaml", "--accept")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.lines.contains("  -  - hear: still_there   # note"))
    #expect(outcome.lines.contains("  +  - hear: main_options   # note"))
    #expect(outcome.lines.last == "1 passed, 1 accepted, 0 failed")
    #expect(try place.gooya("test", "a.yaml", "b.yaml").status == 0)
  }

  @Test func `what can't be mended is left as it was`() throws {
    let place = try Workplace()
    let text = Self.head + "  - hear: goodbye\n  - hang_up\n  - press: \"1\"\n"
    try place.write(text, as: "a.yaml")
    let outcome = try place.gooya("test", "a.yaml", "--accept", "--yes")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("a.yaml:7:5: error: this step can't be accepted"), "\(outcome)")
    #expect(outcome.output.contains("the call ends before its keys can be pressed"))
    let left = try Data(contentsOf: URL(filePath: place.path("a.yaml")))
    #expect(left == Data(text.utf8))
  }

  @Test func `in a terminal somebody is asked`() throws {
    let place = try Workplace()
    try place.write(Self.head + "  - hear: goodbye\n", as: "a.yaml")
    let no = try place.shell(
      "printf 'n\\n' | script -qec \"$GOOYA test a.yaml --accept\" /dev/null")
    #expect(no.output.contains("Write this to a.yaml? [y/n]"), "\(no)")
    #expect(no.output.contains("is unchanged"))
    let yes = try place.shell(
      "printf 'y\\n' | script -qec \"$GOOYA test a.yaml --accept\" /dev/null")
    #expect(yes.output.contains("is accepted; it passes"), "\(yes)")
  }
}
