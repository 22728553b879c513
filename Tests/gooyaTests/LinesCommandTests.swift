import Foundation
import Lines
import Testing

@testable import gooya

struct LinesCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
  }

  @Test
  func `every line is listed with its title, languages and states`() throws {
    let outcome = try place.gooya("lines")
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == LinesOfBusiness.all.count)
    for (line, row) in zip(LinesOfBusiness.all, outcome.lines) {
      #expect(row.hasPrefix(line.name))
      #expect(row.contains(/\ [0-9]+ states$/))
    }
    #expect(outcome.lines[0].contains("Telephone bill"))
    #expect(outcome.lines[0].contains("fa-IR, en-US"))
  }

  @Test
  func `the list can be read by programs`() throws {
    let outcome = try place.gooya("lines", "--json")
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    let first = try #require(rows?.first)
    #expect(first["name"] as? String == "billing")
    #expect(first["title"] as? String == "Telephone bill")
    #expect(first["languages"] as? [String] == ["fa-IR", "en-US"])
    #expect((first["states"] as? Int ?? 0) > 20)
  }

  @Test
  func `a line is shown with its sample callers, who can be rung from by their place`() throws {
    let shown = try place.gooya("lines", "billing")
    #expect(shown.status == 0)
    #expect(shown.output.contains(" 5  02199900005  landline in en-US, a bill of 1234000 Rial"))
    let call = try place.gooya("call", "billing", "--sample", "5", "--fast", "--keys", "h")
    #expect(call.output.contains("02199900005"))
    #expect(try place.gooya("call", "--sample", "999", "--fast").status == 64)
    #expect(
      try place.gooya("call", "--sample", "1", "--from", "02199900001", "--fast").status == 64)
  }

  @Test(arguments: LinesOfBusiness.all.map(\.name))
  func `the scenarios of a line pass`(_ name: String) throws {
    let run = try place.gooya("test", name)
    #expect(run.status == 0, "\(run.complaints)")
    #expect(run.output.contains(" 0 failed"))
  }

  @Test(arguments: LinesOfBusiness.all.map(\.name))
  func `a line's name stands for its script`(_ name: String) throws {
    for command in [
      ["check", name], ["call", name, "--fast", "--keys", "h"],
      ["load", name, "--calls", "10"], ["graph", name, "-o", place.path("graph.dot")],
      ["explore", name, "--random", "10"], ["fmt", "--check", name],
      ["test", name, "--filter", "hang"],
    ] {
      let outcome = try place.gooya(command)
      #expect(outcome.status == 0, "\(outcome)")
    }
  }

  @Test
  func `a folder of that name comes first`() throws {
    try place.write("format: 1\n", as: "billing/menu.yaml", making: true)
    let outcome = try place.gooya("check", "billing")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("billing/menu.yaml:"))
  }

  @Test
  func `a name of neither is refused with the names that there are`() throws {
    let call = try place.gooya("call", "biling", "--fast")
    #expect(call.status == 1)
    #expect(call.complaints.contains("'billing'"))
    let shown = try place.gooya("lines", "biling")
    #expect(shown.status == 64)
    #expect(shown.complaints.contains("'billing'"))
  }
}
