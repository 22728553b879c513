import CallEngine
import Testing

@testable import MenuScript

/// Tables of scripts, read from CSV.
struct TableTests {
  private static let service =
    "depot.parcel: { table: t.csv, key: code, outcomes: { found: row, unknown: no_row } }"

  private static func compile(
    _ table: String, service: String = service
  ) throws -> CompilationResult {
    var compiler = TestBench.compiler
    compiler.files = TestBench.files(["t.csv": table])
    let script = RuleExample.soundScript.replacing(
      "states:\n", with: "services:\n  \(service)\nstates:\n", maxReplacements: 1)
    return compiler.compile(script, prompts: TestBench.prompts(RuleExample.soundPrompts))
  }

  private static func declared(_ table: String) throws -> DeclaredService {
    let result = try compile(table)
    #expect(result.text == "")
    return try #require(result.program?.services.first)
  }

  @Test(arguments: [
    ("code,a\n1,x\n2\n", "E343", "3:1"), ("code,a\n1,x,y\n", "E343", "2:1"),
    ("code,a\n1,\"x\n", "E343", "2:1"), ("code,a\n1,\"x\"y\n", "E343", "2:1"),
    ("code,a\n1,x\n\n2,y\n1,z\n", "E344", "5:1"), ("a;code\nx;1\n\"y, z\";1\n", "E344", "3:8"),
    ("a,code\n\"x\ny\",1\nx,1\n", "E344", "4:3"),
    ("a,code\nx,\ny,1\n", "E345", "2:3"), ("code,a\n 1 ,x\n  ,y\n", "E345", "3:1"),
    ("code,a a\n1,x\n", "E346", "1:6"), ("code,é,é\n1,x,x\n", "E346", "1:8"),
    ("code,\n1,x\n", "E346", "1:6"), ("", "E005", "1:1"), ("{}", "E343", "1:1"),
  ])
  func `a fault is reported at its line and column in the table`(
    table: String, code: String, place: String
  ) throws {
    let result = try Self.compile(table)
    let found = try #require(result.diagnostics.first)
    #expect(Set(result.diagnostics.map(\.code)) == [code], "\(result.text)")
    #expect(found.range.file == "t.csv")
    #expect("\(found.range.start.line):\(found.range.start.column)" == place)
    #expect(result.program == nil)
  }

  @Test func `a cell that isn't of its declared kind is a fault of the table`() throws {
    let service =
      "depot.parcel: { table: t.csv, key: code, output: { depot.day: { column: day, as: date } }, "
      + "outcomes: { found: row } }"
    let result = try Self.compile("code,day\n1,2026-01-02\n2,2026-02-30\n", service: service)
    #expect(result.diagnostics.map(\.code) == ["E341"])
    #expect(result.diagnostics.first?.range.start == TextPosition(line: 3, column: 3))
  }

  @Test func `a table without rows is reported in the script`() throws {
    let result = try Self.compile("code,a\n")
    #expect(result.diagnostics.map(\.code) == ["E114"])
    #expect(result.diagnostics.first?.range.file == "menu.yaml")
  }

  @Test func `the columns are the outputs, of the narrowest kind, optional where a cell is empty`()
    throws
  {
    let signature = try Self.declared(
      "code,name,amount,day,phone,n\n01,A. Example,012,2026-01-02,+12025550100,-3\n02,,3,2026-01-03,12025550101,4\n"
    ).signature
    #expect(signature.inputs.map(\.name) == ["code"])
    #expect(signature.outcomes == ["found", "unknown"])
    let outputs = signature.outputs.map {
      "\($0.name) \($0.kind.map { "\($0)" } ?? "") \($0.isOptional)"
    }
    #expect(
      outputs == [
        "depot.code digits false", "depot.name text true", "depot.amount digits false",
        "depot.day date false", "depot.phone telephone false", "depot.n number false",
      ])
    #expect(signature.outputs.allSatisfy { $0.outcomes == ["found"] })
  }

  @Test func `a row is found by its key, blanks around it apart, and leading zeros count`() throws {
    guard case .table(let table) = try Self.declared("code,a\n 01 , x \n2,y\n").source else {
      Issue.record("no table")
      return
    }
    let found = table.reply(to: "01")
    #expect(found.outcome == "found")
    #expect(found.output == [NamedValue("depot.code", "01"), NamedValue("depot.a", "x")])
    #expect(table.reply(to: "1").outcome == "unknown")
    #expect(table.reply(to: "").outcome == "unknown")
    #expect(table.someKeys == ["01", "2"])
  }

  @Test func `all faults of a table are reported at once`() throws {
    let result = try Self.compile("code,a\n1,x\n1,y\n,z\n2\n")
    #expect(result.diagnostics.map(\.code).sorted() == ["E343", "E344", "E345"])
  }
}
