import CallEngine
import CallRuntime
import Foundation
import Lines
import Store
import Synchronization
import Workbench

/// Connects a simulated call to the desk where the lines' services are asked for.
final class LineServices: CallServices {
  private let desk: ServiceDesk
  private let callID: String
  /// The date and time at which the call was answered.
  private let start: Date
  private let hours: DeclaredHours?
  /// What the call runs on; `nil` if no record will be asked for it.
  private let script: CallScript?
  /// When the call was answered for whoever asks whether the line is open.
  private let answered: Date
  private let complain: (String) -> Void
  /// By whom web hooks are really asked; `nil` if they answer from their examples.
  private let live: LiveServices?
  /// What keeps changes of the call's record that can't be written now; `nil` if they are lost.
  private let register: CallRegister?
  private let troubles = HeldTroubles()
  /// By whom transfers are answered; `nil` if all far sides are stubs.
  private let transfers: TransferLines?
  /// Where recordings are kept, with the title of the script; `nil` if none are.
  private let recordings: (shelf: RecordingShelf, script: String)?
  /// The caller whose SMS are counted; empty before the call has begun.
  private var caller: String?
  /// Why this side ends the call, such as that the line's process ends; `nil` if it doesn't.
  var cut: CallEndCause?
  /// Why the caller's network ended it; `nil` if it didn't say.
  var left: CallEndCause?

  /// - Parameters:
  ///   - callID: the call's, if it has one already.
  ///   - recordings: where recordings are kept, with the title of the script.
  ///   - transfers: by whom transfers are answered; a far side that was told what to do is a stub.
  ///   - complain: receives what went wrong without the caller noticing, each kind once.
  ///   - answered: when the call was answered as far as opening hours go, if it is made as at
  ///     another time.
  init(
    _ desk: ServiceDesk, callID: String = newID(), hours: DeclaredHours? = nil,
    script: CallScript? = nil,
    start: Date = Date(), recordings: (shelf: RecordingShelf, script: String)? = nil,
    answered: Moment? = nil, live: LiveServices? = nil, transfers: TransferLines? = nil,
    register: CallRegister? = nil, complain: @escaping (String) -> Void
  ) {
    self.desk = desk
    self.register = register
    self.callID = callID
    self.live = live
    self.transfers = transfers
    self.hours = hours
    self.script = script
    self.recordings = recordings
    self.start = start
    self.answered = answered?.date ?? start
    self.complain = complain
  }

  /// An identity that no other call has.
  static func newID() -> String { UUID().uuidString.lowercased() }

  func began(_ call: CallParameters, at now: Duration) {
    caller = call.line
    // What another process left behind.
    attempt { try desk.sendDue(at: date(now), asIfAt: moment(now)) }
    note(
      .answered(
        CallRecord(
          callID: callID, line: call.line.isEmpty ? nil : call.line,
          numberDialled: call.numberDialled,
          direction: call.direction, startedAt: date(now), script: script)))
  }

  /// Writes something into the call's record.
  private func note(_ change: CallRecordChange) {
    attempt {
      if let register {
        try register.note(change, of: callID)
      } else {
        try desk.store.apply(change, to: callID)
      }
    }
  }

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    tellTroubles()
    let moment = moment(now)
    if let answer = hours.flatMap({ desk.answer(request, of: $0, at: moment) }) {
      return .known(answer)
    }
    if let live, let (service, hook) = desk.hook(for: request) {
      return .later { [troubles] completion in
        live.begin(request, to: service, hook) { answer in
          if let trouble = answer.trouble { troubles.add(trouble) }
          completion(answer.reply)
        }
      }
    }
    let answer = desk.invoke(
      request, callID: callID, caller: caller, at: date(now), asIfAt: moment)
    if let trouble = answer.trouble { complain(trouble) }
    return .known(answer)
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    note(.transfer(to: target, at: date(now)))
    if let transfers, transfers.areUsedUp, line(at: target) != nil {
      complain(TransferLines.refusal(of: script?.title ?? ""))
      return TransferCourse(.failed, ringing: .zero)
    }
    return desk.course(to: target)
  }

  func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine? {
    guard let (script, own) = line(at: target) else { return nil }
    let hours = DeclaredHours(of: script.program, otherwise: .current)
    let moment = hours.clock.moment(answered.addingTimeInterval(now / .seconds(1)))
    // A caller whose language isn't spoken there understands English before a third one.
    let spoken = [language, .english].first { script.program.languages.contains($0) }
    return AnsweringLine(
      program: script.program,
      parameters: CallParameters(
        line: caller ?? "",
        numberDialled: (try? CallSetup.number(target, option: "")) ?? target, answered: moment,
        language: spoken ?? language),
      narrator: script.narrator,
      services: LineServices(
        own?.desk ?? desk, hours: hours, script: CallScript(script), start: date(now),
        answered: moment, live: own?.live, transfers: transfers?.beyond(script.program),
        complain: complain),
      voice: own?.voice, tones: own == nil ? nil : LineTones(of: script.program))
  }

  /// The line of ours that a caller is put through to; `nil` if it is nobody's, or plays a stub.
  private func line(
    at target: String
  ) -> (script: CompiledScript, own: TransferLines.Equipment?)? {
    guard let transfers, !desk.isStubbed(target) else { return nil }
    var line: (CompiledScript, TransferLines.Equipment?)?
    attempt { line = try transfers.script(answering: target) }
    return line
  }

  func tape(for name: String, in state: String, at now: Duration) -> (any RecordingTape)? {
    guard desk.canRecord(name) else { return nil }
    guard let (shelf, script) = recordings else { return BlankTape(name) }
    var tape: FileTape?
    attempt {
      tape = try FileTape(
        RecordingOrigin(callID: callID, script: script, state: state, name: name, at: date(now)),
        on: shelf, complain: complain)
    }
    return tape
  }

  func late(_ reply: ServiceReply, from service: String, at now: Duration) {
    tellTroubles()
    note(.late(LateReply(service: service, outcome: reply.outcome, at: date(now))))
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    var messages: [CallMessage] = []
    attempt { messages = try desk.receiveSMS(from: number, text: text, at: date(now)) }
    return messages
  }

  func ended(_ call: CallSummary, at now: Duration) {
    tellTroubles()
    note(.ended(CallEnding(call, after: now, cut: cut, left: left)))
  }

  /// How the call's sound went over a network, once it is over.
  func record(_ sound: SoundFigures) {
    note(.sound(sound))
  }

  private func tellTroubles() {
    for trouble in troubles.take() { complain(trouble) }
  }

  /// When something of the call takes place as far as its line is concerned.
  private func moment(_ now: Duration) -> Date {
    answered.addingTimeInterval(now / .seconds(1))
  }

  private func date(_ now: Duration) -> Date {
    start.addingTimeInterval(now / .seconds(1))
  }

  private func attempt(_ work: () throws -> Void) {
    do { try work() } catch { complain("\(error)") }
  }
}

/// What went wrong on other threads, until the call's own can tell it.
private final class HeldTroubles: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) {
    texts.withLock { $0.append(text) }
  }

  func take() -> [String] {
    texts.withLock { texts in
      defer { texts = [] }
      return texts
    }
  }
}

extension CallEndCause {
  /// The cause in ITU-T Q.850's words. A script that goes in a circle is not a normal end.
  init(_ cause: HangUpCause) {
    self =
      switch cause {
      case .caller, .line: .normalClearing
      case .maxDuration: .recoveryOnTimerExpiry
      case .circle: .temporaryFailure
      }
  }
}

extension CallEnding {
  /// - Parameters:
  ///   - cut: why this side ended it, though the call had to be told that the caller did.
  ///   - left: why the caller's network ended it, if the caller did.
  init(
    _ call: CallSummary, after duration: Duration, cut: CallEndCause? = nil,
    left: CallEndCause? = nil
  ) {
    self.init(
      duration: duration, language: call.language.tag,
      cause: cut ?? (call.cause == .caller ? left : nil) ?? CallEndCause(call.cause),
      endedBy: call.cause == .caller && cut == nil ? .caller : .line, path: call.path,
      steps: call.steps, transferOutcomes: call.transferOutcomes, results: call.results)
  }
}

extension RememberedReplies {
  /// The services as the callers of a script meet them, over the sample data of the script's line.
  ///
  /// - Throws: `Failure` if there is no store in memory, or messages have no texts.
  convenience init(
    of program: MenuProgram, at path: String = "",
    lines: [any LineOfBusiness] = LinesOfBusiness.all
  ) throws {
    let store = try reporting { try Store(inMemory: StoreSchema(lines)) }
    let texts = try LineTexts.find(for: program, ofScriptAt: path)
    let desk = ServiceDesk(store: store, texts: texts, lines: lines)
    let line = lines.line(of: program)
    let sample = line.sample
    let own = program.services
    let hours = DeclaredHours(of: program, otherwise: .gmt)
    let start = Moment.ofTests.date
    self.init(
      callers: (sample.callers.map(\.number) + [sample.stranger]).map {
        CallParameters(line: $0, numberDialled: line.numberDialled)
      },
      numbers: sample.numbers + own.flatMap(\.someKeys),
      signatures: lines.flatMap(\.signatures) + own.map(\.signature)
        + program.hours.map(\.signature)
    ) { hours.answer($0, at: start) ?? desk.rehearse($0, at: start) }
  }
}
