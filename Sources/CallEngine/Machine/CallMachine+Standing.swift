/// How a call stands, for whoever drives or watches it.
extension CallMachine {
  public var hasEnded: Bool {
    if case .ended = phase { true } else { false }
  }

  /// Whether the line is silent and waits for the caller's keys.
  public var waitsForKey: Bool {
    switch phase {
    case .choosing, .collecting, .confirming: true
    case .ringing, .saying, .prompting, .asking, .fetching, .transferring, .bridged, .hangingUp,
      .ended:
      false
    }
  }

  /// Whether the line reads an entry back, or waits for its confirmation.
  public var asksForConfirmation: Bool {
    switch phase {
    case .asking, .confirming: true
    case .ringing, .saying, .prompting, .choosing, .collecting, .fetching, .transferring, .bridged,
      .hangingUp, .ended:
      false
    }
  }

  /// Whether keys pressed now belong to an entry that must not be shown (K13).
  public var collectsSensitively: Bool {
    program[state].facts.isSensitive
  }

  /// Whether the caller is put through: what he keys may be meant for the far side alone.
  public var isPutThrough: Bool { phase.transfer != nil }

  /// Whether a far side listens and talks: nothing of that is kept.
  public var isBridged: Bool {
    if case .bridged = phase { true } else { false }
  }

  /// Whether every key's fate is settled, so that it can be shown and a journal of it be written
  /// (K13).
  public var hasSettledKeys: Bool {
    guard program.mayWithholdKeys else { return true }
    return switch phase {
    case .collecting(let wait):
      wait.entry.count == 0 || !(collectsSensitively || overshoot.isPossible)
    case .choosing(let choice): choice.keys.isEmpty || !overshoot.isPossible
    case .ringing, .saying, .prompting, .asking, .confirming, .fetching, .transferring, .bridged,
      .hangingUp, .ended:
      buffer.isEmpty
    }
  }

  /// The language that the call is held in.
  public var currentLanguage: Language { program.languages[language] }

  /// What a name stands for now; `nil` if it is not set.
  public func value(of variable: VariableID) -> CallValue? {
    values[variable]
  }
}
