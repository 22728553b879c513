import CallEngine

/// The kinds of events. A new event doesn't compile in `init(_:)` until it has its kind here, and a
/// new kind none in `sample` until it is tried on every phase.
enum EventKind: CaseIterable {
  case answered, digit, withheldDigit, finishedPlaying, deadlineReached, serviceReturned
  case recordingEnded, transferConnected, transferEnded, hungUp

  init(_ event: CallEvent) {
    switch event {
    case .answered: self = .answered
    case .digit: self = .digit
    case .withheldDigit: self = .withheldDigit
    case .finishedPlaying: self = .finishedPlaying
    case .deadlineReached: self = .deadlineReached
    case .serviceReturned: self = .serviceReturned
    case .recordingEnded: self = .recordingEnded
    case .transferConnected: self = .transferConnected
    case .transferEnded: self = .transferEnded
    case .hungUp: self = .hungUp
    }
  }

  /// Events of the kind. Ids count from 1, so that 1 to 3 are those of a young call, and others
  /// strangers.
  var samples: [CallEvent] {
    let ids = [-1, 0, 1, 2, 3, .max]
    return switch self {
    case .answered: [.answered]
    case .digit: Digit.allCases.map(CallEvent.digit)
    case .withheldDigit: [.withheldDigit(.accepted), .withheldDigit(.refused)]
    case .finishedPlaying: ids.map { .finishedPlaying(PlayID($0)) }
    case .deadlineReached: [.deadlineReached]
    case .serviceReturned:
      ids.flatMap { id in
        ["found", "failed", "unheard_of"].map {
          .serviceReturned(InvocationID(id), ServiceReply(outcome: $0))
        }
      }
    case .recordingEnded:
      ids.flatMap { id in
        Recording.End.allCases.flatMap { end in
          [Duration.zero, .milliseconds(999), .seconds(1)].map {
            .recordingEnded(RecordingID(id), Recording("take", length: $0, end: end))
          }
        }
      }
    case .transferConnected: ids.map { .transferConnected(TransferID($0)) }
    case .transferEnded:
      ids.flatMap { id in TransferOutcome.allCases.map { .transferEnded(TransferID(id), $0) } }
    case .hungUp: [.hungUp]
    }
  }
}
