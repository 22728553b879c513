import Foundation
import Testing

/// `gooya call --watch`: an author saves the script while he is on the line.
struct WatchTests {
  private static let menu = """
    format: 1
    title: A line
    languages: [en-US]
    start: main
    states:
      main:
        menu: [{ text: { en-US: "For news, press 1. To end, press 2." } }]
        choices: { "1": news, "2": bye }
        outcomes: { gave_up: bye }
      news: { say: [{ text: { en-US: There is none } }], then: main }
      bye: { hang_up: [{ text: { en-US: Goodbye } }] }

    """

  private func watched(_ body: (Workplace, Workplace.Running) throws -> Void) throws -> String {
    let place = try Workplace()
    try place.write(Self.menu, as: "menu.yaml")
    let call = try place.start(
      ["call", "--watch", "--data", "data", "--keys", "~3000 2", "menu.yaml"])
    try call.waitForOutput("[main]")
    try body(place, call)
    call.send(SIGINT)
    return try call.wait().output
  }

  @Test func `a saved script is gone on in, from the state of the same name`() throws {
    let output = try watched { place, call in
      try place.write(Self.menu.replacing("For news", with: "For good news"), as: "menu.yaml")
      try call.waitForOutput("line: For good news")
    }
    #expect(output.contains("the script was saved: the call goes on in 'main'"))
  }

  @Test func `a broken save is shown in place, and the call goes on as it was`() throws {
    let output = try watched { place, call in
      try place.write(Self.menu.replacing("gave_up: bye", with: "gave_up: by"), as: "menu.yaml")
      try call.waitForOutput("no state named 'by'")
      try call.waitForOutput("line: For news, press 1.")
    }
    #expect(output.contains("menu.yaml:9:26: error: no state named 'by'; did you mean 'bye'?"))
    #expect(output.contains("the call goes on as it was"))
  }

  @Test func `where the state is gone, the call starts over and says so`() throws {
    let output = try watched { place, call in
      let renamed = Self.menu.replacing("start: main", with: "start: first")
        .replacing("  main:", with: "  first:").replacing("then: main", with: "then: first")
      try place.write(renamed, as: "menu.yaml")
      try call.waitForOutput("[first]")
    }
    #expect(output.contains("saved without the state 'main': the call starts over"))
  }

  @Test(arguments: [["--fast"], ["--record-journal", "journal.jsonl"]])
  func `what can't be watched is wrong usage`(options: [String]) throws {
    let place = try Workplace()
    try place.write(Self.menu, as: "menu.yaml")
    let outcome = try place.gooya(["call", "menu.yaml", "--watch", "--keys", "2"] + options)
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains("--watch"))
  }
}
