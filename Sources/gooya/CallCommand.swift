import ArgumentParser
import CallEngine
import CallRuntime
import Files
import Foundation
import Glibc
import Handset
import Lines
import LiveLine
import Store
import Workbench

struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "Call a line, or be called by it.",
    discussion: """
      Examples:
        gooya call
        gooya call --language en-US --fast --keys "~20 4 ~12 1 h"
        gooya call --save-scenario my-call.yaml
        gooya call --audio --ears
        gooya call --fast --keys "~45 4" --record call.wav
        gooya call --sip sip:1000@192.0.2.10

      In a terminal the call is made with a handset on the screen. Otherwise the caller's keys come \
      from --keys or standard input: blanks separate items, '12#' presses its keys 200 ms apart, '~N' \
      waits N seconds, 'say:3s' speaks into a recording, 'h' hangs up; after the last item the caller is silent.

      With --sip the line rings a telephone, for as long as --ring-for says, and the call begins when \
      it is answered; \
      Documentation/listen.md tells what the configuration can say of SIP.

      With sound a prompt takes as long as its clips. If a device is lost, the call reports it and goes \
      on without it.

      Exit status: 0 if the call ended normally, 1 if something could not be recorded, the telephone \
      didn't answer or the transcript's reader went away, 128 plus the signal's number after a signal.
      """)

  @OptionGroup var script: ScriptOptions

  @Option(
    help: ArgumentHelp(
      "The calling line. (default: one from the data, such as a subscriber with an unpaid bill)",
      valueName: "number"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Call from one of the line's sample callers, by its place in 'gooya lines NAME'.",
      valueName: "place"),
    transform: NumberRange.whole(1...1000).read)
  var sample: Int?

  @Option(help: ArgumentHelp("The line that the operator calls.", valueName: "number"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Ring a telephone by SIP; the number in its address is the line that the operator calls.",
      valueName: "sip:user@host"))
  var sip: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long the telephone may ring. (default: 45s)", valueName: "time"),
    transform: NumberRange<DurationOption>.time("1s", "5m").read)
  var ringFor: DurationOption?

  @Option(
    help: ArgumentHelp(
      "When the call is answered, such as 2026-03-05T19:00, by the line's clock unless it says "
        + "how far from UTC; the call's record keeps the real time. (default: now)",
      valueName: "moment"),
    transform: WrittenMoment.option)
  var at: WrittenMoment?

  @Option(help: "The language to begin in. (default: the subscriber's own)")
  var language: String?

  @Option(
    parsing: .unconditional, help: "Seconds of call time per second of real time. (default: 1)",
    transform: NumberRange.decimal(0.01...1000).read)
  var speed = 1.0

  @Option(help: "What the caller does, such as \"4 ~12 12#\".")
  var keys: String?

  @Flag(
    help: """
      Run the call in virtual time, without waiting. What it sends and records has the times that it \
      would have had, which are still to come.
      """)
  var fast = false

  @Option(help: "How the transcript is printed: text or jsonl.")
  var format: TranscriptFormat?

  @Option(help: ArgumentHelp("Write the call's journal to a file.", valueName: "file"))
  var recordJournal: String?

  @OptionGroup var scenario: ScenarioSavingOptions

  @OptionGroup(title: "Sound") var sound: CallSoundOptions

  @Flag(help: "Switch to the new script whenever it is saved during the call.")
  var watch = false

  @OptionGroup var stubs: StubOptions

  @OptionGroup(title: "The script's own services") var live: LiveOptions

  @OptionGroup var data: DataOptions

  @OptionGroup var configuration: ConfigurationOption

  func validate() throws {
    if [from, to, sample.map(String.init)].count(where: { $0 != nil }) > 1 {
      throw ValidationError("only one of --from, --to and --sample can be used")
    }
    try sound.check(speed: speed, isFast: fast)
    if let sip { try check(sip: sip) }
    if ringFor != nil && sip == nil { throw ValidationError("--ring-for needs --sip") }
    if watch && fast { throw ValidationError("--watch needs real time; leave out --fast") }
    if watch && recordJournal != nil {
      throw ValidationError("--watch excludes --record-journal: a journal belongs to one script")
    }
    if watch && scenario.file != nil {
      throw ValidationError("--watch excludes --save-scenario: a scenario belongs to one script")
    }
    try stubs.check()
    try live.check(isFast: fast)
    if live.isLive && scenario.file != nil {
      throw ValidationError(
        "--live-services excludes --save-scenario: a scenario's services answer from examples")
    }
    for (option, number) in [("--from", from), ("--to", to)] {
      if let number { _ = try CallSetup.number(number, option: option) }
    }
    do { _ = try KeyScript(parsing: keys ?? "") } catch { throw ValidationError("\(error)") }
  }

  func run() throws {
    let compiled = try CompiledScript(script.script, compiler: script.prompts.compiler)
    if let language { _ = try compiled.program.language(language, ofScriptAt: compiled.path) }
    try stubs.check(against: compiled.program)
    let keys = isInteractive ? nil : try givenKeys()
    var outputs = Outputs()
    let journalFile = try outputs.add("--record-journal", recordJournal, for: .owner)
    let soundFile = try outputs.add("--record", self.sound.record, for: .owner)
    let scenarioFile = try outputs.add("the scenario", scenario.file, for: .owner)
    try outputs.spare(compiled)
    try outputs.spare(data.url)
    let configuration = try configuration.load()
    let store = try data.open(by: configuration)
    let shelf = RecordingShelf(store, in: data.url)
    let desk = ServiceDesk(
      store: store,
      texts: try LineTexts.find(for: compiled.program, ofScriptAt: compiled.path),
      stubs: try stubs.behaviours(for: compiled.program), configuration)
    let hours = DeclaredHours(of: compiled.program, otherwise: .current)
    let setup = try CallSetup(
      from: try sample.map { try CallSetup.sampleCaller($0, of: compiled.program) } ?? from,
      to: to ?? (from ?? sample.map(String.init) == nil ? sip.flatMap(SIPRinging.number) : nil),
      at: at.map(hours.clock.moment) ?? hours.clock.moment(Date()),
      language: language, desk: desk, program: compiled.program)
    let complaints = Complaints()
    let services = LineServices(
      desk, hours: hours, script: CallScript(compiled),
      recordings: (shelf, compiled.program.title), answered: setup.parameters.answered,
      live: try live.services(of: compiled.program),
      transfers: TransferLines(
        of: compiled.program, compiler: script.prompts.compiler,
        try transferLines(over: store, shelf, configuration)),
      complain: complaints.add)
    let saving = try scenario.begin(
      scenarioFile, compiled, parameters: setup.parameters, stubs: stubs, prompts: script.prompts)
    // All checks have passed: only now are existing files given up.
    let journal = try journalFile.map { file in
      try JournalWriter(file, script: compiled, parameters: setup.parameters)
    }
    let ringing = sip.map(SIPRinging.init)
    let answered = try ring(ringing, configuration)
    let sound = try CallSound(
      sound, recording: soundFile, script: compiled, data: data, shelf,
      telephone: answered.map { ($0.sound.telephone, listens: $0.sound.listens) })
    let inbox = fast ? nil : CallInbox()
    let watched = watch ? WatchedScript(compiled, compiler: script.prompts.compiler) : nil
    func makeCall(report: @escaping (TranscriptEvent) -> Void) -> SimulatedCall {
      SimulatedCall(
        program: compiled.program, parameters: setup.parameters, narrator: compiled.narrator,
        services: saving?.call.listening(to: services) ?? services,
        inbox: inbox?.address(), sound: sound?.line,
        changes: watched.map { watched in { watched.change() } },
        journal: {
          journal?.write($0)
          saving?.call.note($0)
        },
        report: {
          saving?.call.note($0)
          report($0)
        })
    }
    let delivery = try RemoteDelivery(of: desk, configuration)
    delivery?.begin()
    if let keys {
      try play(keys, setup, of: compiled, with: sound, inbox, makeCall: makeCall) { audio in
        if let answered { ringing?.pass(on: answered.telephone, to: audio) }
      }
      if let answered {
        ringing?.end(answered)
        let figures = answered.leg.figures
        services.record(figures)
        journal?.write(Journal.Entry(at: answered.telephone.time, .sound(figures)))
      }
    } else {
      try hold(setup, of: compiled, with: sound, inbox, makeCall: makeCall)
    }
    try delivery?.end()
    complaints.show()
    try sound?.close()
    try journal?.close()
    if !fast, !isInteractive { try explainAbandonment() }
    try saving?.save()
    if !complaints.isEmpty { throw ExitCode(1) }
  }

  /// Whether a person is making the call at a terminal.
  private var isInteractive: Bool {
    keys == nil && !fast && format == nil && sip == nil
      && Handset.isPossible(in: ProcessInfo.processInfo.environment)
  }

  /// Runs the call with a handset on the screen.
  private func hold(
    _ setup: CallSetup, of compiled: CompiledScript, with sound: CallSound?,
    _ inbox: CallInbox?, makeCall: @escaping (@escaping (TranscriptEvent) -> Void) -> SimulatedCall
  ) throws {
    let handset = Handset(
      title: compiled.program.title, line: setup.parameters.line,
      numberDialled: setup.parameters.numberDialled,
      direction: setup.parameters.direction, speed: speed,
      inbox: inbox, sound: sound?.forHandset,
      colour: Handset.wantsColour(in: ProcessInfo.processInfo.environment), makeCall: makeCall)
    let result = try handset.run()
    StandardOutput.line("\(result.summary)")
    if case .signal(let number) = result.ending { throw ExitCode(128 + number) }
  }

  /// Runs the call with keys known beforehand.
  ///
  /// - Parameter look: called repeatedly while a call with sound goes on.
  private func play(
    _ keys: KeyScript, _ setup: CallSetup, of compiled: CompiledScript, with sound: CallSound?,
    _ inbox: CallInbox?, makeCall: (@escaping (TranscriptEvent) -> Void) -> SimulatedCall,
    look: (AudioCall) -> Void
  ) throws {
    let printer = TranscriptPrinter(format ?? .text)
    printer.begin(setup.parameters, title: compiled.program.title)
    let simulated = makeCall(SettledTranscript(printer.show).take)
    var call = KeyedCall(simulated, keys: keys)
    if !fast { Interruption.watch() }
    func isAbandoned() -> Bool { Interruption.signal != nil || StandardOutput.isAbandoned }
    switch (sound, fast) {
    case (nil, true):
      var clock = VirtualClock()
      call.run(on: &clock)
    case (nil, false):
      var clock = RealClock(speed: speed, inbox: inbox, isInterrupted: isAbandoned)
      call.run(on: &clock, isAbandoned: isAbandoned)
    case (let sound?, true):
      call.run(sound.audio(of: simulated))
    case (let sound?, false):
      let audio = sound.audio(of: simulated)
      call.run(audio, on: sound.driver, isAbandoned: isAbandoned) {
        sound.tell()
        look(audio)
      }
      var clock = RealClock(inbox: inbox, isInterrupted: isAbandoned)
      simulated.awaitLateReplies(on: &clock, isAbandoned: isAbandoned)
    }
  }

  /// - Throws: the exit status if the call was ended early.
  private func explainAbandonment() throws {
    if let signal = Interruption.signal { throw ExitCode(128 + signal) }
    if StandardOutput.isAbandoned {
      throw Failure("the transcript's reader went away, so the caller hung up")
    }
  }

  /// What the caller does, when no person holds a handset.
  ///
  /// - Throws: `Failure` if the keys can't be read.
  private func givenKeys() throws -> KeyScript {
    do { return try KeyScript(parsing: keys ?? (sip == nil ? pipedKeys() : "")) } catch let error
      as KeyScript.Malformed
    {
      throw Failure("\(error)")
    }
  }

  /// - Throws: `Failure` if there are too many keys.
  private func pipedKeys() throws -> String {
    if isatty(STDIN_FILENO) == 1 { return "" }
    let most = 1 << 20
    // An unreadable stream, such as a closed one, has no keys.
    let data = (try? StandardInput.read(upTo: most + 1)) ?? Data()
    if data.count > most { throw Failure("standard input holds more than 1 MB of keys") }
    return String(decoding: data, as: UTF8.self)
  }
}
