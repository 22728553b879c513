import CallEngine
import CallRuntime
import Foundation
import Lines
import Store

/// Connects a simulated call to the services of its line.
final class LineServices: CallServices {
  /// What scripts may call.
  static let signatures = BillingServices.signatures

  private let billing: BillingServices
  private let callID = UUID().uuidString.lowercased()
  /// The date and time at which the call was answered.
  private let start: Date
  private let complain: (String) -> Void
  /// The caller whose SMS are counted; empty before the call has begun.
  private var caller: String?

  /// - Parameter complain: receives what went wrong without the caller noticing, each kind once.
  init(
    _ billing: BillingServices, start: Date = Date(), complain: @escaping (String) -> Void
  ) {
    self.billing = billing
    self.start = start
    self.complain = complain
  }

  func began(_ call: CallParameters, at now: Duration) {
    caller = call.line
    attempt {
      try billing.store.beginCall(
        CallRecord(
          callID: callID, line: call.line.isEmpty ? nil : call.line,
          numberDialled: call.numberDialled,
          direction: call.isOutgoing ? .outgoing : .incoming, startedAt: date(now)))
    }
  }

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    let answer = billing.invoke(request, callID: callID, caller: caller, at: date(now))
    if let trouble = answer.trouble { complain("\(trouble)") }
    return ServedRequest(
      CallRuntime.ServiceAnswer(answer.reply, delay: answer.delay),
      messages: answer.messages)
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    let plan = billing.transfer(to: target, callID: callID, at: date(now))
    if let trouble = plan.trouble { complain("\(trouble)") }
    return TransferCourse(plan.outcome, ringing: plan.rings, talking: plan.talks)
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] {
    var messages: [CallMessage] = []
    attempt { messages = try billing.receiveSMS(from: number, text: text, at: date(now)) }
    return messages
  }

  func ended(_ call: CallSummary, at now: Duration) {
    attempt {
      try billing.store.finishCall(callID, CallEnding(call, after: now))
    }
  }

  private func date(_ now: Duration) -> Date {
    start.addingTimeInterval(now / .seconds(1))
  }

  private func attempt(_ work: () throws -> Void) {
    do { try work() } catch { complain("\(error)") }
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
  init(_ call: CallSummary, after duration: Duration) {
    self.init(
      duration: duration, language: call.language.tag,
      cause: CallEndCause(call.cause),
      endedBy: call.cause == .caller ? .caller : .line, path: call.path,
      transfer: call.transfer.map { TransferRecord(target: $0.target, outcome: $0.outcome) })
  }
}

/// The line's services in memory over the sample directory, for load runs: mostly they work, but
/// now and then one fails or a limit is reached.
final class SampleServices: CallServices {
  private let billing = SampleBilling()
  /// A line that isn't in the sample.
  static let unknownLine = "02199999999"
  /// One in this many requests fails, and one in this many SMS requests is over the limit.
  private static let requestsAFailure = 50

  /// Deterministic chance: it depends only on the milliseconds of the moment, which scripts don't
  /// control.
  private static func draw(_ now: Duration, of count: Int) -> Int {
    Int(now.attoseconds / Duration.milliseconds(1).attoseconds) % count
  }

  /// Short enough that services which lead back to each other count as a circle, as in other calls.
  private static let delay = Duration.milliseconds(50)

  /// The outcomes of transfers, in turn.
  private static let courses =
    Array(
      repeating: TransferCourse(.connected, ringing: .seconds(4), talking: .seconds(30)), count: 7)
    + [
      TransferCourse(.busy, ringing: .seconds(1)),
      TransferCourse(.noAnswer, ringing: .seconds(60)),
      TransferCourse(.failed, ringing: .seconds(1)),
    ]

  /// Subscribers who call the line in turn, and one caller who isn't a subscriber.
  var callers: [CallParameters] {
    (billing.lines + [Self.unknownLine]).map {
      CallParameters(line: $0, numberDialled: CallSetup.serviceNumber)
    }
  }

  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    let reply: ServiceReply =
      switch Self.draw(now, of: Self.requestsAFailure) {
      case 1: .failed
      case 2 where SampleBilling.senders.contains(request.service): SampleBilling.tooMany
      default: billing.reply(to: request)
      }
    return ServedRequest(CallRuntime.ServiceAnswer(reply, delay: Self.delay))
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse {
    Self.courses[Self.draw(now, of: Self.courses.count)]
  }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}
}
