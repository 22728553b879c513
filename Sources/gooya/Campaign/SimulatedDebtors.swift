import CallEngine
import CallRuntime
import Foundation
import Lines
import Store

/// A simulated telephone network with the debtors of a campaign: whoever answers hears the line's
/// own script.
final class SimulatedDebtors: CampaignNetwork {
  let complaints = Complaints()
  private let behaviours: PlantedBehaviours
  private let line: CalledLine
  private let desk: ServiceDesk
  private let policy: CampaignPolicy
  private let script: CampaignScript
  /// What an answering machine gets; `nil` if that is nothing.
  private let machineScript: CampaignScript?
  /// The calls that go on, by their attempts.
  private var calls: [Int64: CampaignCall] = [:]

  /// - Throws: `Failure` if the line's script or its messages' texts are missing or have errors.
  init(
    of campaign: Campaign, _ behaviours: PlantedBehaviours, store: Store, prompts: PromptOptions
  ) throws {
    self.behaviours = behaviours
    policy = campaign.policy
    line = try CalledLine(of: campaign)
    script = try CampaignScript(line.folder, prompts)
    try line.check(script.compiled)
    let machine = "\(line.folder)/machine.yaml"
    machineScript =
      FileManager.default.fileExists(atPath: machine) ? try CampaignScript(machine, prompts) : nil
    desk = ServiceDesk(
      store: store,
      texts: try LineTexts.find(for: script.compiled.program, ofScriptAt: script.compiled.path),
      try Configuration.ofUser())
  }

  func dial(_ claim: CampaignClaim, at now: Duration, from start: Date) -> any OutgoingCall {
    let (deed, delay) = behaviours.deed(of: claim.number, attempt: claim.earlierAttempts)
    return SimulatedCallee(
      deed.behaviour(towards: line.collector), delay: delay, at: now
    ) { [self] answerer, answered in
      guard let script = answerer == .machine ? machineScript : script else { return nil }
      return answer(claim, on: script, start.addingTimeInterval(answered / .seconds(1)), deed)
    }
  }

  private func answer(
    _ claim: CampaignClaim, on script: CampaignScript, _ answered: Date,
    _ deed: PlantedBehaviours.Deed
  ) -> SimulatedCall {
    let services = CampaignCall(
      claim.number, answered, script, desk, pays: deed == .pays, complain: complaints.add)
    calls[claim.attempt] = services
    return SimulatedCall(
      program: script.compiled.program,
      parameters: CallParameters(
        line: claim.number, numberDialled: claim.number, direction: .outgoing,
        from: line.business.numberDialled, answered: policy.moment(answered),
        language: desk.preferredLanguage(of: claim.number).map { Language($0) }),
      narrator: script.compiled.narrator, services: services, report: nil)
  }

  /// What an attempt came to.
  func ending(
    of claim: CampaignClaim, _ ending: OutgoingEnding, from start: Date
  ) -> CampaignEnding {
    let at = start.addingTimeInterval(ending.at / .seconds(1))
    let call = calls.removeValue(forKey: claim.attempt)
    let outcome = line.outcome(of: ending.result)
    guard case .answered(_, let since, let summary) = ending.result else {
      return CampaignEnding(claim, outcome, at: at)
    }
    return CampaignEnding(
      claim, outcome, at: at,
      call: summary.flatMap { call?.record($0, after: ending.at - since) },
      hasPaid: call?.pays == true && summary?.transferOutcomes.contains(.connected) == true)
  }
}

/// A script that a campaign's calls run on.
struct CampaignScript {
  let compiled: CompiledScript
  let stored: CallScript
  let hours: DeclaredHours

  init(_ path: String, _ prompts: PromptOptions) throws {
    compiled = try CompiledScript(path, compiler: prompts.compiler)
    stored = CallScript(compiled)
    hours = DeclaredHours(of: compiled.program, otherwise: .gmt)
  }
}

/// The line's side of one simulated call of a campaign. Its record is written once it is over, with
/// the end of its attempt.
private final class CampaignCall: CallServices {
  let pays: Bool
  private let callID = UUID().uuidString.lowercased()
  private let number: String
  private let answered: Date
  private let script: CampaignScript
  private let desk: ServiceDesk
  private let complain: (String) -> Void

  init(
    _ number: String, _ answered: Date, _ script: CampaignScript, _ desk: ServiceDesk, pays: Bool,
    complain: @escaping (String) -> Void
  ) {
    self.number = number
    self.answered = answered
    self.script = script
    self.desk = desk
    self.pays = pays
    self.complain = complain
  }

  func began(_ call: CallParameters, at now: Duration) {}

  func invoke(_ request: ServiceRequest, at now: Duration) -> ServedRequest {
    let moment = answered.addingTimeInterval(now / .seconds(1))
    if let answer = desk.answer(request, of: script.hours, at: moment) { return .known(answer) }
    let answer = desk.invoke(request, callID: callID, caller: number, at: moment)
    if let trouble = answer.trouble { complain(trouble) }
    return .known(answer)
  }

  func transfer(to target: String, at now: Duration) -> TransferCourse { desk.course(to: target) }

  func receive(sms text: String, from number: String, at now: Duration) -> [CallMessage] { [] }

  func ended(_ call: CallSummary, at now: Duration) {}

  func record(_ summary: CallSummary, after duration: Duration) -> CallRecord {
    CallRecord(
      callID: callID, line: number, numberDialled: number, direction: .outgoing,
      startedAt: answered, ending: CallEnding(summary, after: duration), script: script.stored)
  }
}
