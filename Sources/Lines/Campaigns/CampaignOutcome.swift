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
  /// Switched off, out of coverage, or there is no such number.
  case unreachable
  /// The attempt began and nobody knows how it ended: its process was killed or stopped.
  case interrupted

  /// Whether the debtor's telephone rang, as far as is known. Then he has had his call of the day.
  package var rang: Bool {
    switch self {
    case .answered, .hungUp, .notTold, .machine, .noAnswer, .interrupted: true
    case .busy, .unreachable: false
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
