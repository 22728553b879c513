import CallEngine
import CallRuntime
import Dispatch
import Foundation
import Lines
import Logging
import MenuScript
import Store
import Synchronization

/// Answers the calls of all networks, each with the line of the number dialled.
final class Exchange: Sendable {
  let calls = LiveCalls()
  let board = CallBoard()
  let metrics = ListenMetrics()
  let shelf: RecordingShelf
  let log: Logger
  let keeping: CallKeeping
  /// Whether the store is there, and what is kept for it.
  let watch: StoreWatch
  private let maker: ListenLineMaker
  private let lanes = Lanes()
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  private struct State {
    var lines: ListenLines
    var gate: CallGate
    /// Calls that are accepted and haven't begun, with what has happened in them.
    var pending: [LiveCallID: (keys: [Digit], isGone: Bool)] = [:]
    /// Calls that this side ends, though their lines don't, and why.
    var cut: [LiveCallID: CallEndCause] = [:]
    /// Calls whose callers' networks told why they end.
    var left: [LiveCallID: CallEndCause] = [:]
    var isClosed = false
  }

  /// - Parameters:
  ///   - shelf: where what callers say is kept.
  ///   - keeping: where journals and whole calls are kept.
  init(
    _ lines: ListenLines, _ maker: ListenLineMaker, limits: CallLimits, watch: StoreWatch,
    shelf: RecordingShelf, keeping: CallKeeping = CallKeeping(), log: Logger
  ) {
    self.maker = maker
    self.watch = watch
    self.shelf = shelf
    self.keeping = keeping
    self.log = log
    state = Mutex(State(lines: lines, gate: CallGate(limits)))
  }

  // MARK: For networks, from any thread

  /// What becomes of a call that comes in.
  func answer(_ call: IncomingCall) -> IncomingAnswer {
    let answer = state.withLock { state -> IncomingAnswer in
      if state.isClosed { return .refused(.closing) }
      if watch.isAway { return .refused(.storeAway) }
      let dialled = (try? CallSetup.number(call.numberDialled, option: "")) ?? call.numberDialled
      let line =
        call.script.map { state.lines.line(of: $0) } ?? state.lines.line(dialled: dialled)
      guard let line else { return .refused(.unknownNumber) }
      if let refusal = state.gate.enter(from: call.source, at: ContinuousClock.now - start) {
        return .refused(refusal)
      }
      let accepted = AcceptedCall(
        id: LiveCallID(), callID: LineServices.newID(), line: line, call: call)
      state.pending[accepted.id] = ([], false)
      return .line(accepted)
    }
    if case .refused(let refusal) = answer { note(refusal, of: call) }
    return answer
  }

  /// Begins a call that was accepted: the line answers, in the caller's own language if the store
  /// tells it soon enough.
  func begin(_ accepted: AcceptedCall, _ carrier: CallCarrier) {
    let lane = lanes.lane(of: accepted.id.number)
    let start = Date()
    let isOpened = Once()
    let open = { @Sendable [self] (language: String?) in
      guard isOpened.isFirst else { return }
      begin(
        PreparedCall(accepted, carrier, of: self, on: lane, start: start, language: language),
        accepted)
    }
    lane.async { open(PreparedCall.language(of: accepted)) }
    if watch.isOnServer {
      DispatchQueue.global().asyncAfter(deadline: .now() + StoreWatch.openingPatience) {
        open(accepted.call.language)
      }
    }
  }

  private func begin(_ call: PreparedCall, _ accepted: AcceptedCall) {
    board.begin(accepted, language: call.parameters.language, at: Date())
    // What the network says from now on comes after the beginning.
    let hasBegun = state.withLock { state in
      guard let pending = state.pending.removeValue(forKey: accepted.id), !pending.isGone else {
        return false
      }
      calls.begin(accepted.id) { call.make(inbox: $0) }
      for key in pending.keys { calls.press(key, in: accepted.id) }
      return true
    }
    guard hasBegun else {
      call.drop()
      board.end(accepted.id)
      noteUnbegun(accepted, "given_up")
      return leave(accepted)
    }
    metrics.began(accepted.call, line: accepted.line.title)
    log.info(
      "call answered", metadata: Self.about(accepted.call, ["call": "\(accepted.callID)"]))
  }

  /// A call that was accepted won't be begun: its caller has given up, or was never heard of again.
  func abandon(_ accepted: AcceptedCall, isAcknowledged: Bool = true) {
    guard state.withLock({ $0.pending.removeValue(forKey: accepted.id) }) != nil else { return }
    noteUnbegun(accepted, isAcknowledged ? "given_up" : "not_acknowledged")
    leave(accepted)
  }

  /// The caller presses a key.
  func press(_ digit: Digit, in id: LiveCallID) {
    let isPending = state.withLock { state in
      state.pending[id]?.keys.append(digit)
      return state.pending[id] != nil
    }
    if !isPending { calls.press(digit, in: id) }
  }

  /// The caller has hung up.
  ///
  /// - Parameter cause: why, as the network told; `nil` if it didn't.
  func hangUp(_ id: LiveCallID, _ cause: CallEndCause? = nil) {
    let isPending = state.withLock { state in
      state.pending[id]?.isGone = true
      if state.pending[id] == nil { state.left[id] = cause }
      return state.pending[id] != nil
    }
    if !isPending { calls.hangUp(id) }
  }

  /// Ends a call from this side, such as one whose caller can't be heard any more.
  func cut(_ id: LiveCallID, _ cause: CallEndCause) {
    let isPending = state.withLock { state in
      state.pending[id]?.isGone = true
      if state.pending[id] == nil { state.cut[id] = cause }
      return state.pending[id] != nil
    }
    if !isPending { calls.cut(id) }
  }

  // MARK: For those who operate it

  /// Whether no more calls are taken.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Whether no calls are taken because the store doesn't answer.
  var isStoreAway: Bool { watch.isAway }

  var callsNow: Int { state.withLock { $0.gate.count } }

  /// The scripts that are answered with.
  var lines: [ListenLine] { state.withLock { $0.lines.all } }

  /// The number by which a line is usually reached; `nil` if it has none of its own.
  func number(of line: ListenLine) -> String? { state.withLock { $0.lines.number(of: line) } }

  /// What scripts are compiled with.
  var compiler: MenuScriptCompiler { maker.compiler }

  /// Takes what has become of a script that was saved: new calls of its line begin in it. One that
  /// can't be used changes nothing.
  ///
  /// - Returns: whether it can be used.
  func take(_ result: CompilationResult, ofScriptAt path: String) -> Bool {
    if !result.diagnostics.isEmpty { maker.report(result) }
    let fault = fault(inReplacing: path, by: result)
    metrics.reloaded(fault == nil)
    if let fault {
      noteUnchanged(path, because: fault)
    } else {
      log.notice("script reloaded", metadata: ["script": "\(path)"])
    }
    return fault == nil
  }

  private func fault(inReplacing path: String, by result: CompilationResult) -> String? {
    guard let script = CompiledScript(path, result, compiler: compiler) else {
      return result.firstError ?? "it has errors"
    }
    do {
      let line = try maker.line(script)
      state.withLock { $0.lines.replace(line) }
      return nil
    } catch {
      return (error as? Failure)?.message.description ?? "\(error)"
    }
  }

  /// Reads the scripts again. Calls go on in theirs; a script with errors stays as it was.
  func reload() {
    var lines = state.withLock { $0.lines }
    maker.forgetVoices()
    let (count, faults) = lines.reload(maker)
    state.withLock { [lines] in $0.lines = lines }
    metrics.reloaded(faults.isEmpty)
    if faults.isEmpty {
      log.notice("scripts reloaded", metadata: ["scripts": .number(count)])
    } else {
      for (script, reason) in faults { noteUnchanged(script, because: reason) }
      let broken = faults.map(\.script).joined(separator: ", ")
      log.error(
        "scripts with errors stay as they were",
        metadata: ["scripts": .number(count), "broken": "\(broken)"])
    }
  }

  /// Takes no more calls.
  func close() {
    state.withLock { $0.isClosed = true }
  }

  /// Ends the calls that there still are, and records everything.
  func end() {
    let left = callsNow
    if left > 0 { log.notice("calls cut off", metadata: ["calls": .number(left)]) }
    lanes.finish()
    state.withLock { state in
      for id in board.calls where state.cut[id] == nil { state.cut[id] = .temporaryFailure }
    }
    calls.stop()
    lanes.finish()
  }

  // MARK: For calls

  /// Why this side ends a call; `nil` if its line or its caller does.
  func cause(ofCut id: LiveCallID) -> CallEndCause? { state.withLock { $0.cut[id] } }

  /// Why the caller's network ended a call; `nil` if it didn't, or didn't say.
  func cause(ofLeft id: LiveCallID) -> CallEndCause? { state.withLock { $0.left[id] } }

  /// What went wrong without a caller noticing.
  @Sendable func complain(_ text: String) {
    metrics.complained()
    log.warning("\(text)")
  }

  /// The line of ours that a caller is put through to; `nil` if it is nobody's, or plays a stub.
  func ours(answering target: String, from accepted: AcceptedCall) -> ListenLine? {
    let line = accepted.line
    if line.desk.isStubbed(target) { return nil }
    return state.withLock { state in
      state.lines.configured(answering: target)
        ?? (line.putsThroughToOurs ? state.lines.ours(answering: target) : nil)
    }
  }

  /// What is done for a call on its lane.
  func services(
    of accepted: AcceptedCall, on lane: DispatchQueue, start: Date
  ) -> Confined<LineServices> {
    let line = accepted.line
    return Confined(to: lane) { [shelf, complain, register = watch.register] in
      LineServices(
        line.desk, callID: accepted.callID, hours: line.hours, script: line.record, start: start,
        recordings: (shelf, line.title), answered: line.hours.clock.moment(start), live: line.live,
        register: register, complain: complain)
    }
  }

  /// A call's medium has been told that the call is over.
  func ended(_ accepted: AcceptedCall, _ cause: HangUpCause, after length: Duration) {
    let cut = self.cause(ofCut: accepted.id)
    let left = cause == .caller ? self.cause(ofLeft: accepted.id) : nil
    let q850 = cut ?? left ?? CallEndCause(cause)
    board.end(accepted.id)
    metrics.ended(q850, after: length)
    log.info(
      "call ended",
      metadata: [
        "call": "\(accepted.callID)", "cause": "\(q850)", "seconds": .seconds(length),
        "by": cut != nil || cause != .caller ? "line" : "caller",
      ])
    leave(accepted)
  }

  private func leave(_ accepted: AcceptedCall) {
    state.withLock { state in
      state.gate.leave(from: accepted.call.source)
      state.cut[accepted.id] = nil
      state.left[accepted.id] = nil
    }
  }
}
