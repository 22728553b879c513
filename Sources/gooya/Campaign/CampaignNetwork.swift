import CallEngine
import CallRuntime
import Foundation
import Lines

/// A telephone network in which a campaign rings its debtors.
protocol CampaignNetwork: AnyObject {
  /// Begins a call to a debtor.
  ///
  /// - Parameter start: the beginning of the dialler's time.
  func dial(_ claim: CampaignClaim, at now: Duration, from start: Date) -> any OutgoingCall

  /// What an attempt came to.
  func ending(of claim: CampaignClaim, _ ending: OutgoingEnding, from start: Date) -> CampaignEnding

  /// Whether anybody can be rung.
  func state(at now: Duration) -> CampaignNetworkState
}

extension CampaignNetwork {
  func state(at now: Duration) -> CampaignNetworkState { .ready }
}

/// Whether a network can ring anybody.
enum CampaignNetworkState: Equatable {
  case ready
  /// Not now, for a reason that is no debtor's.
  case blocked(String)
  /// Nor later: nobody has been reached there at all.
  case hopeless
}

/// The line of business whose debtors a campaign rings.
struct CalledLine: Sendable {
  let business: any LineOfBusiness
  let collector: any DebtCollector
  /// The folder of its script.
  let folder: String

  /// - Throws: `Failure` if it has no debtors, or its folder is missing.
  init(of campaign: Campaign) throws {
    guard let line = ShippedLine.named(campaign.plan.line), let collector = line.debts else {
      throw Failure("no line '\(campaign.plan.line)' has debtors")
    }
    business = line
    self.collector = collector
    folder = try ShippedLine(line).folder
  }

  /// - Throws: `Failure` if nobody could tell from a call on the script whether the debtor was told.
  func check(_ script: CompiledScript) throws {
    let told = collector.stateOnceTold
    guard script.program.states.contains(where: { $0.name == told }) else {
      throw Failure("'\(folder)' has no state '\(told)', in which a debtor knows what he owes")
    }
  }

  /// The outcome of an attempt whose call ended so.
  func outcome(of result: OutgoingEnding.Result) -> CampaignOutcome {
    switch result {
    case .busy: .busy
    case .noAnswer: .noAnswer
    case .rejected: .rejected
    case .unreachable: .unreachable
    case .noSuchNumber: .noSuchNumber
    case .congestion: .congestion
    case .abandoned: .interrupted
    case .answered(.machine, _, _): .machine
    case .answered(.person, _, let call):
      if call?.steps.contains(where: { $0.state == collector.stateOnceTold }) == true {
        .answered
      } else {
        call?.cause == .caller ? .hungUp : .notTold
      }
    }
  }
}
