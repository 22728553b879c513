import CallEngine
import Foundation
import Testing

@testable import MenuScript

/// Holds the keys and words of the schemas to those that the parsers know: editors offer the one, and
/// `check` takes the other.
struct SchemaKeyTests {
  private struct Schema {
    let name: String
    let root: [String: Any]

    init(_ name: String) throws {
      self.name = name
      let file = TestBench.root.appending(path: "MenuScripts/\(name).schema.json")
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      root = try #require(json as? [String: Any])
    }

    /// What is at a path of keys, such as `$defs/state/properties`.
    func object(_ path: String) throws -> [String: Any] {
      var object = root
      for key in path.split(separator: "/") {
        object = try #require(object[String(key)] as? [String: Any], "\(name): \(path)")
      }
      return object
    }

    func keys(_ path: String) throws -> Set<String> { Set(try object(path).keys) }

    func words(_ path: String) throws -> Set<String> {
      Set(try #require(try object(path)["enum"] as? [String], "\(name): \(path)"))
    }
  }

  @Test func `a script's keys are the parser's`() throws {
    let schema = try Schema("menu-script")
    #expect(try schema.keys("properties") == Set(ScriptParser.keys))
    #expect(try schema.keys("properties/defaults/properties") == Set(ScriptParser.defaultKeys))
    #expect(try schema.keys("$defs/field/properties") == Set(ScriptParser.fieldKeys))
    #expect(try schema.keys("$defs/state/properties") == Set(StateKind.keys))
    #expect(try schema.keys("$defs/prompt/then/properties") == Set(ScriptParser.promptKeys))
  }

  @Test(arguments: ["state", "field", "prompt/then"])
  func `a part's states, fields and prompts have the keys and rules of the script's`(
    _ path: String
  ) throws {
    let schema = try Schema("menu-script")
    let (script, part) = try (schema.object("$defs/\(path)"), schema.object("$defs/part_\(path)"))
    #expect(
      try schema.keys("$defs/part_\(path)/properties") == schema.keys("$defs/\(path)/properties"))
    for rules in ["anyOf", "oneOf", "allOf"] {
      let (all, kept) = (script[rules] as? [Any], part[rules] as? [Any])
      #expect(all?.count == kept?.count, "\(rules)")
    }
  }

  @Test func `the keys of each kind of state are the parser's`() throws {
    let state = try Schema("menu-script").object("$defs/state")
    let rules = try #require(state["allOf"] as? [[String: Any]])
    for kind in StateKind.allCases {
      let rule = rules.first { rule in
        (rule["if"] as? [String: Any])?["required"] as? [String] == [kind.rawValue]
      }
      let names = (rule?["then"] as? [String: Any])?["propertyNames"] as? [String: Any]
      let allowed = try #require(names?["enum"] as? [String], "\(kind)")
      #expect(Set(allowed) == Set(StateKind.keys(of: [kind])), "\(kind)")
    }
  }

  @Test(arguments: [
    ("menu-script", "prompt", "$defs/spoken_form"),
    ("scenario", "heard", "$defs/heard/then/properties/as"),
  ])
  func `the forms and their options are the parser's`(
    _ name: String, _ definition: String, _ path: String
  ) throws {
    let schema = try Schema(name)
    let forms = Set(ScriptParser.options.map(\.form))
    #expect(try schema.words(path) == forms)
    let options = Set(ScriptParser.options.flatMap(\.keys)).union(["value", "as", "rate"])
    #expect(try schema.keys("$defs/\(definition)/then/properties").isSuperset(of: options))
  }

  @Test func `a scenario's keys, steps and expectations are the parser's`() throws {
    let schema = try Schema("scenario")
    #expect(try schema.keys("properties") == Set(ScenarioReading.keys))
    #expect(try schema.keys("properties/caller/properties") == Set(ScenarioReading.callerKeys))
    #expect(
      try schema.keys("$defs/step/then/properties") == Set(ScenarioRules.MalformedStep.kinds))
    #expect(
      try schema.keys("$defs/expectation/properties")
        == Set(ScenarioRules.MalformedExpectation.kinds + ["to"]))
    #expect(
      try schema.words("$defs/expectation/properties/hung_up")
        == Set(Scenario.HungUp.allCases.map(\.rawValue)))
  }
}
