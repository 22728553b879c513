import CallEngine
import CallRuntime
import MenuScript
import Speech
import Testing

@testable import Workbench

/// A menu that goes by values: callers and services are made to give each of them.
@Suite struct `A branching menu` {
  private static let script = """
    format: 1
    title: Survey
    languages: [en-US]
    start: code
    defaults: { outcomes: { gave_up: bye, failed: bye } }
    fields:
      code: { prompt: [{ text: { en-US: "Code?" } }], digits: 6 }
      score: { prompt: [{ text: { en-US: "Score?" } }], digits: 3 }
      pin: { prompt: [{ text: { en-US: "PIN?" } }], digits: 4 }
    parts:
      told:
        parameters: [text]
        exits: [done]
        start: say
        states:
          say: { say: ["${text}"], then: done }
    states:
      code: { collect: code, outcomes: { collected: by_code } }
      by_code: { switch: "${code}", cases: { "123456, 000007": find }, else: score }
      find: { service: parcel.find, input: { code: "${code}" }, outcomes: { found: by_status, lost: bye } }
      by_status:
        switch: "${parcel.status}"
        cases: { delivered: delivered, customs: customs }
        else: items
      delivered: { part: told, with: { text: { text: { en-US: "Delivered." } } }, outcomes: { done: items } }
      customs: { part: told, with: { text: { text: { en-US: "In customs." } } }, outcomes: { done: items } }
      items:
        say:
          - { each: "${parcel.items}", as: item, say: [{ value: "${item}", as: text }], empty: [{ text: { en-US: "Empty." } }] }
          - { prompt_by: "${parcel.status}", cases: { delivered: [] }, else: { text: { en-US: "On its way." } } }
        then: bye
      score: { collect: score, outcomes: { collected: by_score } }
      by_score: { switch: "${score}", cases: { "0-99": pin, "100-998": bye, "999": perfect } }
      perfect: { say: [{ text: { en-US: "Perfect." } }], then: bye }
      pin: { collect: pin, outcomes: { collected: verify } }
      verify: { service: parcel.verify, input: { pin: "${pin}" }, outcomes: { right: bye, wrong: tries } }
      tries: { count: tries, up_to: 3, outcomes: { more: pin, reached: locked } }
      locked: { hang_up: [{ text: { en-US: "Locked." } }] }
      bye: { hang_up: [{ text: { en-US: "Goodbye." } }] }
    """

  private static let services = [
    ServiceSignature(
      "parcel.find", summary: "Finds a parcel", inputs: [.init("code")],
      outputs: [
        .init("parcel.status", .word, outcomes: ["found"], example: "sent"),
        .init(
          "parcel.items", .list([ListField("", .text)]), outcomes: ["found"],
          example: .list([ListItem("a book"), ListItem("a lamp")])),
      ], outcomes: ["found", "lost"]),
    ServiceSignature(
      "parcel.verify", summary: "Verifies a PIN", inputs: [.init("pin")],
      outcomes: ["right", "wrong"]),
  ]

  private static func program() throws -> MenuProgram {
    var compiler = MenuScriptCompiler(services: services)
    compiler.proves = true
    let result = compiler.compile(script, prompts: PromptIndex())
    #expect(result.text == "")
    return try #require(result.program)
  }

  private static func replies() -> RememberedReplies {
    RememberedReplies(
      callers: [CallParameters(line: "1", numberDialled: "2")], signatures: services
    ) { request in
      let signature = services.first { $0.name == request.service }!
      return ServiceAnswer(signature.reply(signature.outcomes[0], telling: []))
    }
  }

  @Test func `random callers come everywhere, and nothing goes wrong`() throws {
    let program = try Self.program()
    var run = ExploreRun(
      program: program, narrator: Narrator(library: PromptLibrary([])), services: Self.replies())
    let result = run.run(calls: 2000, seed: 1)
    #expect(result.counterexamples.map { $0.problem.description(in: program) } == [])
    let missed = program.states.indices.filter { !result.entered.contains(StateID(index: $0)) }
    #expect(missed.map { program.states[$0].name } == [])
  }

  @Test func `a caller who knows the way takes each branch`() throws {
    let program = try Self.program()
    var run = ExploreRun(
      program: program, narrator: Narrator(library: PromptLibrary([])), services: Self.replies())
    for (place, state) in program.states.enumerated() {
      var entered: Set<StateID> = []
      #expect(run.plan(to: StateID(index: place), entered: &entered) != nil, "\(state.name)")
    }
  }

  @Test func `where no call gets along the shortest path, another way in is found`() throws {
    let script = """
      format: 1
      title: Two ways
      languages: [en-US]
      start: main
      states:
        main: { menu: [{ text: { en-US: "Press 1 or 2." } }], choices: { "1": dialled, "2": clerk }, outcomes: { gave_up: bye } }
        dialled: { switch: "${call.number_dialled}", cases: { "1900": sorry }, else: bye }
        clerk: { transfer: "2000", outcomes: { connected: bye, busy: bye, no_answer: bye, failed: sorry } }
        sorry: { hang_up: [{ text: { en-US: "Sorry." } }] }
        bye: { hang_up: [] }
      """
    let program = try #require(
      MenuScriptCompiler(services: []).compile(script, prompts: PromptIndex()).program)
    var run = ExploreRun(
      program: program, narrator: Narrator(library: PromptLibrary([])), services: Self.replies())
    var entered: Set<StateID> = []
    let sorry = try #require(program.state(named: "sorry"))
    let plan = try #require(run.plan(to: sorry, entered: &entered))
    #expect(plan.keyScript == "2" && plan.given.map(\.subject.key) == ["transfer"])
    #expect(run.unentered(but: entered, in: program).isEmpty)
  }

  @Test func `its picture names the cases, and what is counted`() throws {
    let program = try Self.program()
    let graph = MenuGraph(
      program, in: program.languages[0], narrator: Narrator(library: PromptLibrary([])),
      drawsEveryExit: true)
    func node(_ name: String) throws -> MenuGraph.Node {
      try #require(graph.nodes.first { $0.name == name })
    }
    func labels(from name: String) throws -> [[String]] {
      let state = try node(name).state
      return graph.arrows.filter { $0.from == state }.map { $0.labels.map(\.text) }
    }
    #expect(try node("by_score").subject == "by score")
    #expect(try node("tries").subject == "tries, up to 3")
    #expect(try node("items").words.joined() == "‹parcel.items›… ‹parcel.status›…")
    #expect(try labels(from: "by_score") == [["0-99"], ["100-998"], ["999"]])
    #expect(try labels(from: "by_status") == [["delivered"], ["customs"], ["else"]])
    #expect(try labels(from: "tries") == [["more"], ["reached"]])
    #expect(try node("delivered/say").kind == .say)
    let dot = DOTRenderer.text(of: graph).description
    let mermaid = MermaidRenderer.text(of: graph).description
    for text in ["by_score", "customs", "reached"] { #expect(dot.contains(text)) }
    #expect(mermaid.contains("reached") && mermaid.contains("by_score"))
  }
}
