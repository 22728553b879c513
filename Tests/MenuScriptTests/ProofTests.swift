import CallEngine
import Testing

@testable import MenuScript

struct ProofTests {
  @Test func `the sound script is proved without a word`() throws {
    let result = try ProofExample.check([])
    #expect(result.text == "")
  }

  @Test(arguments: ProofExample.all)
  func `what can't be proved is told where it stands`(_ example: ProofExample) throws {
    let result = try ProofExample.check(example.edits)
    #expect(Set(result.diagnostics.map(\.code)) == [example.code], "\(result.text)")
    let start = result.diagnostics.first?.range.start
    #expect(start.map { "\($0.line):\($0.column)" } == example.place, "\(result.text)")
    let tellsSecret = ["E515", "E516", "E517"].contains(example.code)
    #expect((result.program == nil) == tellsSecret, "what isn't proved can be called all the same")
  }

  @Test(arguments: ProofExample.all.filter { !$0.passing.isEmpty })
  func `what keeps the rule is proved`(_ example: ProofExample) throws {
    #expect(try ProofExample.check(example.passing).text == "")
  }
}
