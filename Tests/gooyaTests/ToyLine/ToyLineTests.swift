import CallEngine
import CallRuntime
import Foundation
import Lines
import MenuScript
import Speech
import Store
import Testing
import Workbench

@testable import gooya

/// A line of business is its own files and a row in the list that the desk is given.
struct ToyLineTests {
  private let lines: [any LineOfBusiness] = LinesOfBusiness.all + [ToyLine()]
  private let desk: ServiceDesk
  private let program: MenuProgram
  private let now = Date(timeIntervalSince1970: 1_780_000_000)
  private let mobile = "09120000001"

  init() throws {
    desk = ServiceDesk(
      store: try Store(inMemory: StoreSchema(lines)), texts: try LineTexts.find(), lines: lines)
    var compiler = MenuScriptCompiler(
      services: lines.flatMap(\.signatures),
      validationRules: ValidationRule.builtIn + lines.flatMap(\.validationRules))
    compiler.proves = true
    let result = compiler.compile(ToyLine.script, prompts: PromptIndex(catalogs: []))
    #expect(result.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    program = try #require(result.program)
  }

  private func call(_ keys: String) throws -> [TranscriptEvent] {
    let log = TranscriptLog()
    var complaints: [String] = []
    let call = SimulatedCall(
      program: program, parameters: CallParameters(line: mobile, numberDialled: "1900"),
      narrator: Narrator(library: PromptLibrary([])),
      services: LineServices(desk, start: now, complain: { complaints.append($0) }),
      report: log.append)
    var keyed = KeyedCall(call, keys: try KeyScript(parsing: keys))
    var clock = VirtualClock()
    keyed.run(on: &clock)
    #expect(complaints == [])
    return log.events
  }

  private func said(_ events: [TranscriptEvent]) -> [String] {
    events.compactMap { event in
      if case .said(let prompt) = event.content { prompt.text } else { nil }
    }
  }

  @Test func `a script calls its services, judged by its own rule`() throws {
    let events = try call("~3 10000 ~5 11000 ~9 1 ~2 09350000007 ~9 h")
    let heard = said(events)
    #expect(heard.contains("That is no parcel code."))
    #expect(heard.contains("four"))
    #expect(try desk.store.outbox().map(\.sender) == ["30009999"])
    #expect(try desk.store.outbox().map(\.text) == ["Where shall we leave parcel 11000?"])
    #expect(try desk.store.calls().map(\.line) == [mobile])
    #expect(said(try call("~3 22000 ~9")).contains("It has been delivered."))
    #expect(said(try call("~3 33000 ~9")).contains("There is no such parcel."))
  }

  @Test func `its SMS is answered by it, in its name`() throws {
    _ = try call("~3 11000 ~9 1 ~2 \(mobile) ~9 h")
    let answers = try desk.receiveSMS(from: mobile, text: "At the door", at: now)
    #expect(answers.map(\.text) == ["Parcel 11000 will be left there."])
    #expect(answers.map(\.from) == ["30009999"])
    let again = try desk.receiveSMS(from: mobile, text: "At the gate", at: now)
    #expect(again.first?.from == ServiceAddresses.smsSender)
    #expect(again.first?.text.contains("Parcel") == false)
  }

  /// The other line's question, of which an answer closes neither the line nor the question.
  @Test(arguments: [[0, 1], [1, 0]])
  func `of two lines' open questions the one asked last is answered`(order: [Int]) throws {
    let other = try #require(lines[0].signatures.first { $0.name.hasSuffix("request_email") })
    let requests = [
      ServiceRequest(
        service: other.name,
        input: [NamedValue("line", "02199900005"), NamedValue("mobile", mobile)]),
      ServiceRequest(
        service: "parcel.ask_place",
        input: [NamedValue("code", "11000"), NamedValue("mobile", mobile)]),
    ]
    for (place, index) in order.enumerated() {
      let answer = desk.invoke(
        requests[index], callID: "\(place)", at: now.addingTimeInterval(Double(place)))
      #expect(answer.reply == .sent)
    }
    let text = "me@mail.example"
    let first = try desk.receiveSMS(from: mobile, text: text, at: now.addingTimeInterval(9))
    #expect(first.contains { $0.medium == .email } == (order.last == 0))
    // The other question is open still, and an answered one doesn't stand before it.
    let second = try desk.receiveSMS(from: mobile, text: text, at: now.addingTimeInterval(99))
    #expect(second.contains { $0.medium == .email } == (order.last == 1))
  }

  @Test func `callers by the hundred ring it, the same for the same seed`() throws {
    func run() throws -> LoadRun.Result {
      var load = LoadRun(
        program: program, services: try RememberedReplies(of: program, lines: lines), seed: 1)
      return load.run(calls: 300, live: 10)
    }
    let result = try run()
    #expect(result.calls == 300)
    #expect(result.entered.allSatisfy { $0 > 0 }, "\(result.entered)")
    #expect(try run().entered == result.entered)
  }

  @Test func `exploring callers come everywhere and find nothing wrong`() throws {
    let services = try RememberedReplies(of: program, lines: lines)
    #expect(services.callers.map(\.line) == [mobile, "02199900001", "02199999998"])
    #expect(services.callers.allSatisfy { $0.numberDialled == "1900" })
    var run = ExploreRun(
      program: program, narrator: Narrator(library: PromptLibrary([])), services: services)
    let result = run.run(calls: 500, seed: 1)
    #expect(result.counterexamples.map { $0.problem.description(in: program) } == [])
    #expect(result.entered.count == program.states.count)
    // A gateway that fails concerns the services that send something.
    let request = ServiceRequest(
      service: "parcel.ask_place",
      input: [NamedValue("code", "11000"), NamedValue("mobile", mobile)])
    let given = Scenario.Provision(subject: .sms, behaviour: .outcome("failed"))
    #expect(services.answer(request, given: []).reply == .sent)
    #expect(services.answer(request, given: [given]).reply == .failed)
  }

  @Test func `its services can be told what to do, and a stub's reply is made up`() throws {
    desk.tell(.service("parcel.find"), .outcome("on_its_way"))
    let request = ServiceRequest(service: "parcel.find", input: [NamedValue("code", "33000")])
    #expect(
      desk.invoke(request, callID: "a", at: now).reply
        == ServiceReply(outcome: "on_its_way", output: [NamedValue("parcel.hours", "4")]))
    let unknown = ServiceRequest(service: "parcel.lose", input: [])
    let answer = desk.invoke(unknown, callID: "a", at: now)
    #expect(answer.trouble == "there is no service 'parcel.lose'")
  }
}
