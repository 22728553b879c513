import CallEngine
import CallRuntime
import Dispatch
import Files
import Foundation
import Glibc
import Lines
import Speech
import Store

/// A call of which all is known, about to be begun.
struct PreparedCall: Sendable {
  private let accepted: AcceptedCall
  private let carrier: CallCarrier
  private let exchange: Exchange
  private let lane: DispatchQueue
  private let services: Confined<LineServices>
  private let journal: Confined<JournalWriter>?
  private let recorder: Confined<CallRecorder>?
  let parameters: CallParameters

  /// The language in which a call begins, by what the store knows of the caller; on the call's lane.
  static func language(of accepted: AcceptedCall) -> String? {
    if let language = accepted.call.language { return language }
    let caller = (try? CallSetup.number(accepted.call.from, option: "")) ?? ""
    return caller.isEmpty ? nil : accepted.line.desk.preferredLanguage(of: caller)
  }

  /// - Parameter start: when it was answered.
  init(
    _ accepted: AcceptedCall, _ carrier: CallCarrier, of exchange: Exchange,
    on lane: DispatchQueue, start: Date, language: String?
  ) {
    self.accepted = accepted
    self.carrier = carrier
    self.exchange = exchange
    self.lane = lane
    let (line, call) = (accepted.line, accepted.call)
    let caller = (try? CallSetup.number(call.from, option: "")) ?? ""
    parameters = CallParameters(
      line: caller,
      numberDialled: (try? CallSetup.number(call.numberDialled, option: "")) ?? call.numberDialled,
      direction: call.calledFrom == nil ? .incoming : .outgoing, from: call.calledFrom ?? "",
      answered: line.hours.clock.moment(start), language: language.map { Language($0) })
    services = exchange.services(of: accepted, on: lane, start: start)
    journal = exchange.keeping.journal(of: accepted, parameters, on: lane, exchange.complain)
    recorder = exchange.keeping.recorder(of: accepted, on: lane, exchange.complain)
  }

  /// Makes it, on the calls' thread.
  func make(inbox: CallInbox.Address) -> (AudioCall, any CallMedium) {
    let line = accepted.line
    let sound = LineSound(voice: line.voice, tones: line.tones)
    let own = LaneServices(accepted, of: exchange, on: lane, services, farSide: carrier.farSide)
    let call = SimulatedCall(
      program: line.script.program, parameters: parameters, narrator: line.script.narrator,
      services: carrier.services?(own, parameters) ?? own, inbox: inbox, sound: sound,
      changes: carrier.changes, journal: note(), report: report)
    let audio = call.audio(
      listens: carrier.listens, hasVoice: true, busy: carrier.busy,
      record: recorder.map { recorder in { frame in recorder.use { $0.record(frame) } } })
    let medium = EndedMedium(carrier.medium()) { [self] cause, _ in
      // A tone that is heard afterwards is no part of the call.
      finish(cause, after: call.endedAt ?? audio.time)
    }
    medium.begin(audio)
    return (audio, medium)
  }

  /// It isn't begun after all: its caller has gone. On the call's lane.
  func drop() {
    carrier.medium().end(.caller)
    // What was made for it was made before.
    lane.async { [self] in exchange.keeping.remove(accepted) }
  }

  private func report(_ event: TranscriptEvent) {
    exchange.board.note(event, of: accepted.id, at: Date())
    switch event.content {
    case .pressed: exchange.metrics.pressed()
    // Once the event is dealt with: until then the call mustn't be asked.
    case .state:
      exchange.calls.perform(in: accepted.id) { [board = exchange.board, id = accepted.id] audio in
        board.note(audio.call.summary.language, of: id)
      }
    default: break
    }
    carrier.report?(event)
  }

  private func note() -> ((Journal.Entry) -> Void)? {
    if journal == nil, carrier.journal == nil { return nil }
    return { [journal, carrier] entry in
      journal?.use { $0.write(entry) }
      carrier.journal?(entry)
    }
  }

  private func finish(_ cause: HangUpCause, after length: Duration) {
    let complain = exchange.complain
    if let sound = carrier.sound?() {
      journal?.use { $0.write(Journal.Entry(at: length, .sound(sound))) }
      services.use { $0.record(sound) }
    }
    journal?.use { journal in
      do { try journal.close() } catch { complain((error as? Failure)?.message.description ?? "") }
    }
    recorder?.use { recorder in
      do { try recorder.close() } catch { complain((error as? Failure)?.message.description ?? "") }
    }
    exchange.ended(accepted, cause, after: length)
  }
}

/// Where journals and the sound of whole calls are kept: a file for each call.
struct CallKeeping: Sendable {
  /// Folders; `nil` if nothing is kept.
  var journals: String?
  var recordings: String?

  func journal(
    of accepted: AcceptedCall, _ parameters: CallParameters, on lane: DispatchQueue,
    _ complain: @escaping @Sendable (String) -> Void
  ) -> Confined<JournalWriter>? {
    journals.map { folder in
      Confined(to: lane) {
        Self.make(complain) {
          try JournalWriter(
            Self.file(folder, accepted, "jsonl"), script: accepted.line.script,
            parameters: parameters)
        }
      }
    }
  }

  func recorder(
    of accepted: AcceptedCall, on lane: DispatchQueue,
    _ complain: @escaping @Sendable (String) -> Void
  ) -> Confined<CallRecorder>? {
    recordings.map { folder in
      Confined(to: lane) {
        Self.make(complain) { try CallRecorder(Self.file(folder, accepted, "wav")) }
      }
    }
  }

  /// Removes what is kept of a call that was none.
  func remove(_ accepted: AcceptedCall) {
    if let journals { unlink(Self.path(journals, accepted, "jsonl")) }
    if let recordings { unlink(Self.path(recordings, accepted, "wav")) }
  }

  private static func path(_ folder: String, _ accepted: AcceptedCall, _ ending: String) -> String {
    "\(folder)/\(accepted.callID).\(ending)"
  }

  private static func file(
    _ folder: String, _ accepted: AcceptedCall, _ ending: String
  ) throws -> OutputFile {
    let path = path(folder, accepted, ending)
    do throws(FileFault) { return try OutputFile(path, for: .owner) } catch {
      throw Failure("'\(path)' can't be written: \(error.reason)")
    }
  }

  private static func make<Value>(
    _ complain: (String) -> Void, _ work: () throws -> Value
  ) -> Value? {
    do { return try work() } catch {
      complain((error as? Failure)?.message.description ?? "\(error)")
      return nil
    }
  }
}
