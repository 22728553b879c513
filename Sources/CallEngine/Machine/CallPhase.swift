/// The states of the machine. Each case holds everything that belongs to it, including its
/// deadline, so that nothing is left over when the call leaves it.
enum CallPhase: Sendable {
  /// Not answered yet. Exits: a program's start, `ended`.
  case ringing
  /// A say speaks. Exits: its `then`, `ended`.
  case saying(PlayID)
  /// A menu's or a collect's prompt is spoken. Exits: `listening`, `ended`.
  case prompting(PlayID, Visit)
  /// A menu waits for keys. Exits: the choices, `prompting`, `gave_up`, `ended`.
  case choosing(Choice)
  /// A collect waits for keys. Exits: `asking`, `prompting`, the collect's outcomes, `ended`.
  case collecting(EntryWait)
  /// A collect reads an entry back. Exits: `confirming`, `ended`.
  case asking(ReadBack)
  /// A collect waits for the entry's confirmation. Exits: as `collecting`.
  case confirming(EntryWait)
  /// A service works. Exits: its outcomes, `ended`.
  case fetching(InvocationID, deadline: Duration)
  /// The far side rings. Exits: `bridged`, the transfer's outcomes but `connected`, `ended`.
  case transferring(TransferID, deadline: Duration)
  /// The far side talks. Exits: the transfer's outcome `connected`, `ended`.
  case bridged(TransferID)
  /// The goodbye is spoken. Exit: `ended`.
  case hangingUp(PlayID)
  /// Over; every event is ignored.
  case ended

  /// The counters of one visit to a menu or a collect (K7).
  struct Visit: Sendable {
    var noinput = 0
    var nomatch = 0
  }

  /// A menu's keys so far, and until when it waits for the next.
  struct Choice: Sendable {
    var keys: KeySequence
    var visit: Visit
    var deadline: Duration
  }

  /// A collect's keys so far, and until when it waits for the next, or for their confirmation.
  struct EntryWait: Sendable {
    var entry: Entry
    var visit: Visit
    var deadline: Duration
  }

  /// The announcement that reads a collect's entry back.
  struct ReadBack: Sendable {
    var id: PlayID
    var entry: Entry
    var visit: Visit
  }

  /// The keys of a collect so far.
  struct Entry: Sendable {
    /// Its keys, with 0 for a withheld one.
    private var digits = KeySequence()
    /// The numbers of its keys among all keys of the call.
    private(set) var keys = 0..<0
    private var withheldVerdict: EntryVerdict?

    mutating func append(_ key: DigitBuffer.Key) {
      if let verdict = key.verdict { withheldVerdict = verdict }
      keys = (digits.isEmpty ? key.number : keys.lowerBound)..<key.number + 1
      digits.append(key.digit ?? .zero)
    }

    var count: Int { digits.count }

    var value: CallValue {
      withheldVerdict == nil ? .text(digits.description) : .redacted(length: count)
    }

    /// Whether a collect accepts it. For a withheld entry the journal's verdict holds. An empty
    /// one, which results from a terminator as its first key, is never accepted (K4).
    func satisfies(_ collect: Collect) -> Bool {
      if let withheldVerdict { return withheldVerdict == .accepted }
      return count >= max(1, collect.minDigits) && digits.isDecimal
        && collect.validation?.accepts(digits) ?? true
    }
  }

  /// The phase's own time-out.
  var deadline: Duration? {
    switch self {
    case .ringing, .saying, .prompting, .asking, .bridged, .hangingUp, .ended: nil
    case .choosing(let choice): choice.deadline
    case .collecting(let wait), .confirming(let wait): wait.deadline
    case .fetching(_, let deadline), .transferring(_, let deadline): deadline
    }
  }

  /// The announcement being spoken.
  var playing: PlayID? {
    switch self {
    case .saying(let id), .prompting(let id, _), .hangingUp(let id): id
    case .asking(let readBack): readBack.id
    case .ringing, .choosing, .collecting, .confirming, .fetching, .transferring, .bridged, .ended:
      nil
    }
  }

  /// The counters of the menu or collect that the call is in.
  var visit: Visit? {
    switch self {
    case .prompting(_, let visit): visit
    case .choosing(let choice): choice.visit
    case .collecting(let wait), .confirming(let wait): wait.visit
    case .asking(let readBack): readBack.visit
    case .ringing, .saying, .fetching, .transferring, .bridged, .hangingUp, .ended: nil
    }
  }

  /// The transfer in progress.
  var transfer: TransferID? {
    switch self {
    case .transferring(let id, _), .bridged(let id): id
    case .ringing, .saying, .prompting, .choosing, .collecting, .asking, .confirming, .fetching,
      .hangingUp, .ended:
      nil
    }
  }
}

/// The phase's name alone, for messages of impossible states: an entry may be sensitive (K13).
extension CallPhase: CustomStringConvertible {
  var description: String {
    switch self {
    case .ringing: "ringing"
    case .saying: "saying"
    case .prompting: "prompting"
    case .choosing: "choosing"
    case .collecting: "collecting"
    case .asking: "asking"
    case .confirming: "confirming"
    case .fetching: "fetching"
    case .transferring: "transferring"
    case .bridged: "bridged"
    case .hangingUp: "hanging up"
    case .ended: "ended"
    }
  }
}
