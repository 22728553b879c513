public import CallRuntime

extension SIPEnding {
  /// Whether a call that went out was refused because this side isn't known there.
  public var wantsCredentials: Bool {
    status.map { [401, 402, 407].contains($0.rawValue) } ?? false
  }

  /// Whether nothing was heard of the far side at all, in the time that SIP waits (32 s).
  public var isUnheard: Bool { isUnanswered && status == .requestTimeout }

  /// What came of a call that went out and that nobody answered.
  public var dialled: OutgoingEnding.Result {
    // Neither says anything of who is called.
    if wantsCredentials || !isRemote { return .congestion }
    switch cause {
    case .userBusy: return .busy
    case .noUserResponding, .noAnswer: return .noAnswer
    case .callRejected: return .rejected
    case .subscriberAbsent, .destinationOutOfOrder: return .unreachable
    case .unallocatedNumber, .numberChanged, .invalidNumberFormat: return .noSuchNumber
    case .normalClearing, .normalUnspecified, .noCircuit, .networkOutOfOrder, .temporaryFailure,
      .congestion, .bearerNotImplemented, .recoveryOnTimerExpiry, .interworking:
      return .congestion
    }
  }
}
