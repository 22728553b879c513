/// What an attempt of a campaign to reach a debtor came to.
package enum CampaignOutcome: String, CaseIterable, Codable, Hashable, Sendable {
  /// The subscriber answered and was told what he owes.
  case answered
  /// Somebody answered and hung up before that.
  case hungUp = "hung_up"
  /// Somebody answered and wasn't told: he isn't the subscriber, or didn't say that he is.
  case notTold = "not_told"
  /// An answering machine answered.
  case machine
  case noAnswer = "no_answer"
  case busy
  /// The telephone rang, and the call was rejected.
  case rejected
  /// Switched off or out of coverage.
  case unreachable
  /// There is no such number, or no longer.
  case noSuchNumber = "no_such_number"
  /// The network had no way, or refused: nothing of the debtor's.
  case congestion
  /// The attempt began and nobody knows how it ended: its process was killed or stopped.
  case interrupted

  /// Whether the debtor's telephone rang, as far as is known. Then he has had his call of the day.
  package var rang: Bool {
    switch self {
    case .answered, .hungUp, .notTold, .machine, .noAnswer, .rejected, .interrupted: true
    case .busy, .unreachable, .noSuchNumber, .congestion: false
    }
  }

  /// In words, for people.
  package var words: String { rawValue.replacing("_", with: " ") }
}

/// Where a debtor of a campaign is: still in it, or in exactly one of its end states.
package enum DebtorState: String, CaseIterable, Codable, Hashable, Sendable {
  /// To be rung, now or later.
  case waiting
  /// Being rung.
  case ringing
  /// Told what he owes, as often as planned.
  case reached
  /// Owes nothing any more.
  case paid
  /// Not reached in any of the attempts that were planned.
  case givenUp = "given_up"
  /// On the do-not-call list when his turn came.
  case doNotCall = "do_not_call"
  /// No longer in the line's data.
  case gone

  package var isEnd: Bool { self != .waiting && self != .ringing }

  /// In words, for people.
  package var words: String { rawValue.replacing("_", with: " ") }
}
