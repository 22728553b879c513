/// What a call is doing, for its driver and its observers.
extension CallMachine {
  public var hasEnded: Bool {
    if case .ended = phase { true } else { false }
  }

  /// Whether the line is silent and waits for keys.
  public var waitsForKey: Bool {
    if case .listening = phase { true } else { false }
  }

  /// Whether the line reads an entry back, or waits for its confirmation.
  public var asksForConfirmation: Bool {
    switch phase {
    case .speaking(_, .readBack), .listening(.confirmation, _): true
    case .ringing, .speaking, .listening, .fetching, .recording, .transferring, .whispering,
      .bridged, .ended:
      false
    }
  }

  /// Whether the caller is being recorded by the script.
  public var isRecording: Bool {
    if case .recording = phase { true } else { false }
  }

  /// Whether keys pressed now belong to an entry that must not be shown (K13).
  public var collectsSensitively: Bool {
    program[state].facts.isSensitive
  }

  /// Whether the caller is being put through: keys pressed now may be meant for the far side alone.
  public var isPutThrough: Bool {
    switch phase {
    case .transferring, .whispering, .bridged: true
    case .ringing, .speaking, .listening, .fetching, .recording, .ended: false
    }
  }

  /// Whether the caller is talking to a far side; nothing of that is recorded.
  public var isBridged: Bool {
    if case .bridged = phase { true } else { false }
  }

  /// Whether it is settled for every key if it may be shown and written to a journal (K13).
  public var hasSettledKeys: Bool {
    guard program.mayWithholdKeys else { return true }
    return switch phase {
    case .listening(.entry(let entry, _), _):
      entry.count == 0 || !(collectsSensitively || overshoot.isPossible)
    case .listening(.choice(let keys, _), _): keys.isEmpty || !overshoot.isPossible
    case .ringing, .speaking, .listening(.confirmation, _), .fetching, .recording, .transferring,
      .whispering, .bridged, .ended:
      buffer.isEmpty
    }
  }

  /// The call's language.
  public var currentLanguage: Language { program.languages[language] }

  /// What is kept of the call: the values that the script calls results, as far as they are set.
  public var results: [NamedValue] {
    program.results.compactMap { variable in
      values[variable].map { NamedValue(program.variableNames[variable.index], $0) }
    }
  }

  /// The variable's value; `nil` if it is not set.
  public func value(of variable: VariableID) -> CallValue? {
    values[variable]
  }
}
