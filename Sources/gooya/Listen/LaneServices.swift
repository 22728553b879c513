import CallEngine
import CallRuntime
import Dispatch
import Foundation
import Lines
import Speech
import Store
import Synchronization

/// The services of a live call: what `LineServices` does, done on a lane, so that no other call waits
/// for it.
final class LaneServices: CallServices {
  private let accepted: AcceptedCall
  private let exchange: Exchange
  private let farSide: (@Sendable (String) -> (any FarSide)?)?
  private let services: Confined<LineServices>
  private let lane: DispatchQueue
  /// How many lines of ours the caller has been put through to, one after the other.
  private let hops: Int

  /// - Parameters:
  ///   - services: made on the lane.
  ///   - farSide: rings somebody outside.
  init(
    _ accepted: AcceptedCall, of exchange: Exchange, on lane: DispatchQueue,
    _ services: Confined<LineServices>,
    farSide: (@Sendable (String) -> (any FarSide)?)? = nil, hops: Int = 0
  ) {
    self.hops = hops
    self.accepted = accepted
    self.exchange = exchange
    self.lane = lane
    self.services = services
    self.farSide = farSide
  }

  private var desk: ServiceDesk { accepted.line.desk }

  func began(_ call: CallParameters, at now: Duration) {
    services.use { $0.began(call, at: now) }
  }

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    let asked = ContinuousClock.now
    return .later { [services, exchange, metrics = exchange.metrics] call in
      let isAnswered = Once()
      let completion = ServiceCompletion { reply, messages in
        if isAnswered.isFirst { return call(reply, messages: messages) }
        // The call was told so already.
        if reply.outcome == ServiceSignature.failed { return }
        let late = now + (ContinuousClock.now - asked)
        services.use { $0.late(reply, from: request.service, at: late) }
      }
      exchange.watch.ifAway {
        guard isAnswered.isFirst else { return }
        metrics.served(request.service, ServiceSignature.failed, in: ContinuousClock.now - asked)
        call(.failed)
      }
      services.use { own in
        switch own.invoke(request, at: now) {
        case .known(let answer):
          metrics.served(
            request.service, answer.reply.outcome, in: ContinuousClock.now - asked + answer.delay)
          guard answer.delay > .zero else {
            return completion(answer.reply, messages: answer.messages)
          }
          services.use(after: answer.delay) { _ in
            completion(answer.reply, messages: answer.messages)
          }
        case .later(let work):
          work(
            ServiceCompletion { reply, messages in
              metrics.served(request.service, reply.outcome, in: ContinuousClock.now - asked)
              completion(reply, messages: messages)
            })
        }
      }
    }
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    services.use { _ = $0.transfer(to: target, at: now) }
    if hops >= TransferLines.mostHops, exchange.ours(answering: target, from: accepted) != nil {
      exchange.complain(TransferLines.refusal(of: accepted.line.title))
      return TransferCourse(.failed, ringing: .zero)
    }
    return desk.course(to: target)
  }

  func line(
    answering target: String, in language: Language, at now: Duration
  ) -> AnsweringLine? {
    guard let line = exchange.ours(answering: target, from: accepted) else { return nil }
    let number = (try? CallSetup.number(accepted.call.from, option: "")) ?? ""
    let spoken = [language, .english].first { line.script.program.languages.contains($0) }
    let start = Date()
    let moment = line.hours.clock.moment(start)
    let accepted = AcceptedCall(
      id: LiveCallID(), callID: LineServices.newID(), line: line, call: accepted.call)
    let own = exchange.services(of: accepted, on: lane, start: start)
    return AnsweringLine(
      program: line.script.program,
      parameters: CallParameters(
        line: number, numberDialled: (try? CallSetup.number(target, option: "")) ?? target,
        answered: moment, language: spoken ?? language),
      narrator: line.script.narrator,
      services: LaneServices(
        accepted, of: exchange, on: lane, own, farSide: farSide, hops: hops + 1),
      voice: line.voice, tones: line.tones)
  }

  func farSide(_ target: String, at now: Duration) -> (any FarSide)? {
    guard let farSide, !desk.isStubbed(target),
      exchange.ours(answering: target, from: accepted) == nil, let far = farSide(target)
    else { return nil }
    services.use { _ = $0.transfer(to: target, at: now) }
    return far
  }

  func tape(for name: String, in state: String, at now: Duration) -> (any RecordingTape)? {
    guard desk.canRecord(name) else { return nil }
    let origin = RecordingOrigin(
      callID: accepted.callID, script: accepted.line.title, state: state, name: name, at: Date())
    return LaneTape(origin, on: exchange.shelf, lane, complain: exchange.complain)
  }

  func late(_ reply: ServiceReply, from service: String, at now: Duration) {
    services.use { $0.late(reply, from: service, at: now) }
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    services.use { _ = $0.receive(sms: text, from: number, at: now) }
    return []
  }

  func ended(_ call: CallSummary, at now: Duration) {
    let cut = exchange.cause(ofCut: accepted.id)
    let left = exchange.cause(ofLeft: accepted.id)
    services.use { own in
      (own.cut, own.left) = (cut, left)
      own.ended(call, at: now)
    }
  }
}

/// A recording that is written on a lane. Whether there was room for it is known a little later.
final class LaneTape: RecordingTape {
  let stem: String
  private let tape: Confined<FileTape>
  private let state = Failed()

  private final class Failed: Sendable {
    let flag = Atomic(false)
  }

  init(
    _ origin: RecordingOrigin, on shelf: RecordingShelf, _ lane: DispatchQueue,
    complain: @escaping @Sendable (String) -> Void
  ) {
    let stem = RecordingShelf.stem(at: origin.at)
    self.stem = stem
    tape = Confined(to: lane) { [state] in
      do { return try FileTape(origin, as: stem, on: shelf, complain: complain) } catch {
        complain("\(error)")
        state.flag.store(true, ordering: .relaxed)
        return nil
      }
    }
  }

  private var hasFailed: Bool { state.flag.load(ordering: .relaxed) }

  func write(_ samples: [Float]) -> Bool {
    tape.use { [state] in
      if !$0.write(samples) { state.flag.store(true, ordering: .relaxed) }
    }
    return !hasFailed
  }

  func speak(upTo length: Duration) -> Duration {
    tape.use { _ = $0.speak(upTo: length) }
    return length
  }

  func keep(_ recording: Recording) -> Bool {
    tape.use { _ = $0.keep(recording) }
    return !hasFailed
  }

  func discard() {
    tape.use { $0.discard() }
  }
}
