extension CallMachine {
  /// Whether the call still waits for this event. A completion of anything but what the call is
  /// doing now comes too late and would change nothing.
  public func awaits(_ event: CallEvent) -> Bool {
    switch event {
    case .finishedPlaying(let id): phase.playing == id
    case .serviceReturned(let id, _): if case .fetching(id, _, _) = phase { true } else { false }
    case .recordingEnded(let id, _): if case .recording(id, _, _) = phase { true } else { false }
    case .transferConnected(let id):
      if case .transferring(let dialling) = phase { dialling.ringing.contains(id) } else { false }
    case .transferEnded(let id, _): phase.transfers.contains(id)
    case .answered: if case .ringing = phase { true } else { false }
    case .digit, .withheldDigit, .deadlineReached, .hungUp: !hasEnded
    }
  }
}
