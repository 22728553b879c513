import Testing

@testable import LanguageServer

/// Services, hours and whatever else a script declares besides states and fields.
struct DeclaredNameTests {
  static let script = Project.script.replacing(
    "states:\n",
    with: """
      services:
        clinic.find:
          input: { number: digits }
          get: "https://api.example.org/patients/{number}"
          output: { patient.name: /name }
          outcomes: { known: 200, stranger: 404 }
          example: { known: { patient.name: "A. Example" }, stranger: {} }

      hours:
        surgery: { zone: Europe/Berlin, mon-fri: ["08:00-12:00"] }

      states:
        is_open: { hours: surgery, outcomes: { open: look_up, closed: goodbye } }

        look_up:
          service: clinic.find
          input: { number: "${room}" }
          outcomes: { known: say_name, stranger: goodbye }

        say_name: { say: [{ value: "${patient.name}", as: text }], then: goodbye }


      """)

  private func marked(_ old: String, _ new: String) -> String {
    Self.script.replacing(old, with: new, maxReplacements: 1)
  }

  @Test(arguments: [
    ("service: clinic.find", "service: cli‸nic.find", "  clinic.find:"),
    ("hours: surgery,", "hours: sur‸gery,", "  surgery:"),
    ("${patient.name}", "${pat‸ient.name}", "patient.name: /name"),
  ])
  func `each leads to its declaration`(_ old: String, _ new: String, _ declared: String) throws {
    let editor = try Editor()
    let parameters = try editor.place(marked(old, new), as: "menu.yaml")
    let answer = try editor.request("textDocument/definition", parameters)
    let found = try #require(editor.locations(answer).first?.split(separator: ":"))
    let lines = Self.script.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[try #require(Int(found[1])) - 1]
    let column = try #require(Int(found[2])) - 1
    #expect(line.dropFirst(column).hasPrefix(declared.drop { $0 == " " }))
  }

  @Test func `each is completed where it is used`() throws {
    let editor = try Editor()
    let complete = { (old: String, new: String) in
      try editor.completions(marked(old, new))
    }
    #expect(
      try complete("service: clinic.find", "service: ‸") == ["clinic.find", "desk.find_guest"])
    #expect(try complete("hours: surgery,", "hours: ‸,") == ["surgery"])
    #expect(try complete("{ open: look_up, closed: goodbye }", "{ ‸ }") == ["closed", "open"])
    #expect(
      try complete("{ known: say_name, stranger: goodbye }", "{ ‸ }")
        == ["failed", "known", "stranger"])
    #expect(try complete("{ number: \"${room}\" }", "{ ‸ }") == ["number"])
    #expect(try complete("${patient.name}", "${‸}").contains("patient.name"))
    #expect(try complete("mon-fri: [", "‸, mon-fri: [").contains("closed"))
    #expect(try complete("    get: ", "    ‸\n    get: ").contains("headers"))
    #expect(try !complete("    get: ", "    ‸\n    get: ").contains("key"))
  }

  @Test func `each is shown`() throws {
    let editor = try Editor()
    #expect(
      try editor.hover(marked("service: clinic.find", "service: clin‸ic.find"))
        .contains("patients/{number}"))
    #expect(
      try editor.hover(marked("hours: surgery,", "hours: surg‸ery,")).contains("Europe/Berlin"))
    #expect(try editor.hover(marked("mon-fri", "mon-‸fri")).contains("spans of a day"))
    #expect(try editor.hover(marked("zone:", "zo‸ne:")).contains("IANA"))
  }

  @Test(arguments: [
    ("service: clinic.find", "service: cli‸nic.find", "clinic.look_up"),
    ("hours: surgery,", "hours: sur‸gery,", "practice"),
    ("${patient.name}", "${pat‸ient.name}", "patient.full_name"),
  ])
  func `each is renamed, and all still compiles`(
    _ old: String, _ new: String, _ name: String
  ) throws {
    let editor = try Editor()
    guard case .object(let members) = try editor.place(marked(old, new), as: "menu.yaml") else {
      return
    }
    editor.settle()
    #expect(editor.codes("menu.yaml").allSatisfy { $0.hasPrefix("W") })
    let edit = try editor.request(
      "textDocument/rename", .object(members + [JSONValue.Member("newName", .string(name))]))
    let script = try editor.applying(edit["changes"]?[editor.uri("menu.yaml")], to: Self.script)
    #expect(script != Self.script)
    editor.replace("menu.yaml", with: script)
    editor.settle()
    let left = editor.published["menu.yaml"] ?? []
    #expect(left.allSatisfy { $0["severity"] == 2 }, "\(left.map(\.text))\n\(script)")
  }

  @Test(arguments: [
    ("  clinic.find:", "  clin‸ic.find:", "clinic.find", "clinic.look_up"),
    ("patient.name: /name", "patient‸.name: /name", "patient.name", "patient.full_name"),
  ])
  func `what a scenario gives is renamed, too`(
    _ old: String, _ new: String, _ name: String, _ wanted: String
  ) throws {
    let editor = try Editor()
    let given = "given: { clinic.find: { outcome: known, patient.name: \"B. Example\" } }\n"
    let scenario = Project.scenario.replacing("steps:", with: given + "steps:")
    try editor.write(scenario, to: "scenarios/one.yaml")
    guard
      case .object(let members) = try editor.place(marked(old, new), as: "menu.yaml")
    else { return }
    let edit = try editor.request(
      "textDocument/rename", .object(members + [JSONValue.Member("newName", .string(wanted))]))
    let changed = try editor.applying(
      edit["changes"]?[editor.uri("scenarios/one.yaml")], to: scenario)
    #expect(changed == scenario.replacing(name, with: wanted))
  }
}
