import CallEngine
import MenuScript
import Testing
import Workbench

struct LoadRunTests {
  private static let script = """
    format: 1
    title: A line
    languages: [en-US]
    start: greet
    states:
      greet: { say: [{ text: { en-US: "One two three." } }], then: main }
      main:
        menu: [{ text: { en-US: "To speak to us, press 1. To hear it again, press 2." } }]
        choices: { "1": us, "2": greet }
        outcomes: { gave_up: bye }
      us: { transfer: "2000", outcomes: { connected: bye, busy: main, no_answer: main, failed: bye } }
      bye: { hang_up: [{ text: { en-US: "Bye." } }] }
    """

  @Test func `a load run has its calls to the end, the same ones for the same seed`() throws {
    let compiled = MenuScriptCompiler(services: []).compile(
      Self.script, prompts: PromptIndex(catalogs: []))
    let program = try #require(compiled.program)
    func run(seed: UInt64, live: Int) -> LoadRun.Result {
      var load = LoadRun(
        program: program,
        services: RememberedReplies(callers: [CallParameters(line: "1", numberDialled: "2")]) { _ in
          ServiceAnswer(.failed)
        }, seed: seed)
      return load.run(calls: 200, live: live)
    }
    let alone = run(seed: 1, live: 1)
    #expect(alone.calls == 200)
    #expect(alone.entered[0] >= 200)
    #expect(alone.events > 400)
    #expect(run(seed: 1, live: 1).entered == alone.entered)
    // How many go on at once changes nothing in any call.
    #expect(run(seed: 1, live: 77).entered == alone.entered)
    #expect(run(seed: 1, live: 77).events == alone.events)
    #expect(run(seed: 2, live: 1).entered != alone.entered)
  }
}
