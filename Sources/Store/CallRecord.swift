package import CallEngine
package import Foundation

/// A call detail record (CDR). If the call's process was killed, it has no ending and `isCutOff` is
/// true.
package struct CallRecord: Hashable, Sendable {
  package let callID: String
  /// The subscriber line that the call is about; `nil` if the caller's number was not known.
  package let line: String?
  package let numberDialled: String
  package let direction: CallDirection
  /// When it was answered.
  package let startedAt: Date
  /// Its transfers, in order. They have outcomes only once the call is over.
  package let transfers: [TransferRecord]
  /// How it ended; `nil` while it is in progress, and permanently if its process was killed.
  package let ending: CallEnding?
  /// Replies that came too late for the call, in order.
  package let lateReplies: [LateReply]
  /// How its sound went; `nil` unless it came over a network, and until it is over.
  package let sound: SoundFigures?
  /// Whether it has no ending because its process was killed.
  package let isCutOff: Bool
  /// What it ran on; `nil` if that wasn't recorded.
  package let script: CallScript?

  package init(
    callID: String, line: String?, numberDialled: String, direction: CallDirection, startedAt: Date,
    transfers: [TransferRecord] = [], ending: CallEnding? = nil, lateReplies: [LateReply] = [],
    sound: SoundFigures? = nil, isCutOff: Bool = false, script: CallScript? = nil
  ) {
    self.callID = callID
    self.line = line
    self.numberDialled = numberDialled
    self.direction = direction
    self.startedAt = startedAt
    self.transfers = transfers
    self.ending = ending
    self.lateReplies = lateReplies
    self.sound = sound
    self.isCutOff = isCutOff
    self.script = script
  }
}

/// How a call ended and what happened in it.
package struct CallEnding: Hashable, Sendable {
  package enum Side: String, CaseIterable, Hashable, Sendable {
    case caller
    case line
  }

  /// From the answer to the end.
  package let duration: Duration
  /// The tag of the language in use when it ended.
  package let language: String?
  package let cause: CallEndCause
  package let endedBy: Side
  /// The states or choices that it went through, in order.
  package let path: [String]
  /// What happened in these states; empty if that wasn't recorded.
  package let steps: [CallStep]
  /// The outcomes of its transfers, in order.
  package let transferOutcomes: [TransferOutcome]
  /// The values that its script calls results, by name.
  package let results: [NamedValue]

  package init(
    duration: Duration, language: String?, cause: CallEndCause, endedBy: Side,
    path: [String] = [], steps: [CallStep] = [], transferOutcomes: [TransferOutcome] = [],
    results: [NamedValue] = []
  ) {
    self.duration = duration
    self.language = language
    self.cause = cause
    self.endedBy = endedBy
    self.path = path
    self.steps = steps
    self.transferOutcomes = transferOutcomes
    self.results = results
  }
}

/// A transfer of a call, and its outcome.
package struct TransferRecord: Hashable, Sendable {
  package let target: String
  package let at: Date
  /// `nil` while it is in progress, and permanently if its process was killed.
  package let outcome: TransferOutcome?

  package init(target: String, at: Date, outcome: TransferOutcome? = nil) {
    self.target = target
    self.at = at
    self.outcome = outcome
  }
}

/// A service's reply that came after the call had stopped waiting for it. Only its outcome is kept,
/// since the caller never heard the rest.
package struct LateReply: Hashable, Sendable {
  package let service: String
  package let outcome: String
  package let at: Date

  package init(service: String, outcome: String, at: Date) {
    self.service = service
    self.outcome = outcome
    self.at = at
  }
}

/// Why a call ended: names and numbers of ITU-T Q.850 (Documentation/domain.md §9).
package enum CallEndCause: Int, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  case unallocatedNumber = 1
  case normalClearing = 16
  case userBusy = 17
  case noUserResponding = 18
  case noAnswer = 19
  case subscriberAbsent = 20
  case callRejected = 21
  case numberChanged = 22
  case invalidNumberFormat = 28
  case noCircuitAvailable = 34
  case networkOutOfOrder = 38
  case temporaryFailure = 41
  case switchingCongestion = 42
  /// A timer expired: the call reached the line's maximum duration.
  case recoveryOnTimerExpiry = 102

  /// The number of ITU-T Q.850.
  package var q850Cause: Int { rawValue }

  /// The word in call records and lists.
  package var description: String {
    switch self {
    case .unallocatedNumber: "unallocated_number"
    case .normalClearing: "normal_clearing"
    case .userBusy: "user_busy"
    case .noUserResponding: "no_user_responding"
    case .noAnswer: "no_answer"
    case .subscriberAbsent: "subscriber_absent"
    case .callRejected: "call_rejected"
    case .numberChanged: "number_changed"
    case .invalidNumberFormat: "invalid_number_format"
    case .noCircuitAvailable: "no_circuit_available"
    case .networkOutOfOrder: "network_out_of_order"
    case .temporaryFailure: "temporary_failure"
    case .switchingCongestion: "switching_congestion"
    case .recoveryOnTimerExpiry: "recovery_on_timer_expiry"
    }
  }

  /// Asterisk's DIALSTATUS for it.
  package var dialStatus: String {
    switch self {
    case .normalClearing, .recoveryOnTimerExpiry: "ANSWER"
    case .userBusy, .callRejected: "BUSY"
    case .noUserResponding, .noAnswer: "NOANSWER"
    case .subscriberAbsent: "CHANUNAVAIL"
    case .unallocatedNumber, .numberChanged, .invalidNumberFormat, .noCircuitAvailable,
      .networkOutOfOrder, .temporaryFailure, .switchingCongestion:
      "CONGESTION"
    }
  }
}
