import CallEngine
import Foundation
import MenuScript
import Speech
import Testing

@testable import CallRuntime
@testable import Lines
@testable import Store
@testable import Workbench
@testable import gooya

/// Calls of all kinds on the billing line, kept as scenarios and run.
struct RecordedScenarioTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a recorded call passes as a scenario`(seed: UInt64) throws {
    let steps = try record(60, seed: seed, on: RecordedLine(), in: Workplace())
    #expect(steps > 600)
  }

  @Test(arguments: [4, 5, 6] as [UInt64])
  func `so does one on a menu where every moment matters`(seed: UInt64) throws {
    let place = try Workplace()
    let line = try RecordedLine(place.write(Self.touchyMenu, as: "menu.yaml"))
    let steps = try record(60, seed: seed, on: line, in: place)
    #expect(steps > 600)
  }

  /// Keys that wait, keys that are thrown away, keys that belong together, pauses and short patience.
  private static let touchyMenu = """
    format: 1
    title: A touchy menu
    languages: [en-US, fa-IR]
    catalogs: [billing, common]
    start: hello
    max_duration: 2m
    defaults:
      interdigit_timeout: 700ms
      noinput: [still_there]
      nomatch: [not_an_option]
      outcomes: { gave_up: bye, cancelled: main, failed: main }
    fields:
      code:
        prompt: [enter_line, { pause: 2s }]
        min_digits: 3
        max_digits: 6
        cancel: "*"
        nomatch: [number_not_accepted]
        confirm: [you_entered, { value: "${code}", as: digits, group: 2, group_pause: 1.5s }]
    states:
      hello: { say: [welcome, { pause: 1500ms }], barge_in: false, then: find }
      find:
        service: billing.find_bill
        input: { line: "${call.line}" }
        outcomes: { due: told, paid: main, unknown_line: main }
      told:
        say: [{ value: "${bill.amount}", as: currency, unit: toman, rate: slow }, { pause: 1s }]
        times: 3
        type_ahead: flush
        then: main
      main:
        menu: [main_options, { pause: 3s }]
        again: [{ text: { en-US: Again then, fa-IR: باز هم } }]
        timeout: 2s
        choices: { "1": ask, "12": told, "123": through, "2": other, "3#": hello, "0": bye }
      ask: { collect: code, barge_in: false, outcomes: { collected: main } }
      through:
        transfer: "2000"
        connect_timeout: 20s
        outcomes: { connected: main, busy: told, no_answer: bye }
      other: { language: next, then: wait }
      wait: { say: [{ pause: 4s }, change_language], type_ahead: flush, then: main }
      bye: { hang_up: [goodbye, { pause: 1s }] }
    """

  private func record(
    _ calls: Int, seed: UInt64, on line: RecordedLine, in place: Workplace
  ) throws -> Int {
    var explored = try line.exploration()
    var steps = 0
    for number in 0..<calls {
      var plan = explored.plan(ofCaller: number, seed: seed)
      // Nobody presses keys on the millisecond.
      for step in plan.steps.indices where step % 3 == 1 {
        plan.steps[step].wait += .nanoseconds(number * 7919)
      }
      let text: String
      let recorded: [TranscriptEvent]
      do { (text, recorded) = try line.scenario(of: plan) } catch ScenarioRecorder.Unrecordable
        .meantForFarSide
      {
        // Who presses a key just as the far side hangs up has a call that isn't written down.
        continue
      }
      let file = try place.write(text, as: "\(seed)-\(number).yaml")
      let result = try line.run(file)
      #expect(result.failure == nil, "\(text)\n\(String(describing: result.failure))")
      #expect(way(of: result.transcript) == way(of: recorded), "\(text)")
      steps += text.split(separator: "\n").count
    }
    return steps
  }

  /// Where a call went, and what was pressed and sent in it; pages' addresses apart.
  private func way(of transcript: [TranscriptEvent]) -> [String] {
    transcript.compactMap { event in
      switch event.content {
      case .said, .cut, .script, .settled, .farSaid, .farCut: nil
      case .state, .spoke, .recording, .recorded, .whispered, .transfer, .transferConnected,
        .transferEnded,
        .hungUp, .pressed:
        "\(event.content)"
      case .message(let message):
        message.wholeText.split(separator: "\n").filter { !$0.contains("://") }
          .joined(separator: "\n")
      }
    }
  }
}

/// The billing line with ears that write down what happens in its calls.
struct RecordedLine {
  let compiled: CompiledScript
  let bench: ScenarioBench
  private let script: String

  init(_ script: String = Workplace.script) throws {
    self.script = script
    let folders = PromptFolders(
      named: Workplace.package.appending(path: "Prompts").path, installed: nil)
    let compiler = MenuScriptCompiler(services: LinesOfBusiness.signatures, prompts: folders)
    compiled = try CompiledScript(script, compiler: compiler)
    bench = ScenarioBench(compiler: compiler)
  }

  func exploration() throws -> ExploreRun {
    ExploreRun(
      program: compiled.program, narrator: compiled.narrator,
      services: try RememberedReplies(of: compiled.program, at: compiled.path))
  }

  /// Has a planned call with the line's own services; who was asked for an address by SMS gives one.
  func scenario(of plan: CallPlan) throws -> (text: String, transcript: [TranscriptEvent]) {
    let desk = ServiceDesk(store: try Store(), texts: try LineTexts.find())
    for provision in plan.given { desk.tell(provision.subject, provision.behaviour) }
    let recorded = WitnessedCall(plan.parameters)
    let services = recorded.listening(to: LineServices(desk, complain: { _ in }))
    let log = TranscriptLog()
    let call = SimulatedCall(
      program: compiled.program, parameters: plan.parameters, narrator: compiled.narrator,
      services: services, journal: recorded.note
    ) { event in
      recorded.note(event)
      log.append(event)
    }
    plan.perform(on: call)
    let sent = log.events.filter { $0.message?.medium == .sms }
    for (place, event) in sent.suffix(3).enumerated() {
      guard let number = event.message?.to else { continue }
      let wait = Duration.seconds(30 + 50 * place)
      call.receive(sms: "name@example.com", from: number, at: event.at + .seconds(1000) + wait)
    }
    let text = try ScenarioRecorder(
      recorded, of: compiled.program, given: plan.given, usualNumber: BillingLine().numberDialled
    ).text(title: "A recorded call", script: script)
    return (text, log.events)
  }

  func run(_ file: String) throws -> ScenarioRun.Result {
    let parsed = bench.parser.parse(fileAt: file)
    let scenario = try #require(parsed.scenario, "\(parsed.text)")
    return try bench.play(scenario, compiled.program, compiled.narrator, nil)
  }
}
