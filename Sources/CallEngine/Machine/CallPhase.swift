/// The states of the machine. Each case holds everything that belongs to it, including its
/// deadline, so that nothing is left over when the call leaves it.
enum CallPhase: Sendable {
  /// Not answered yet. Exits: a program's start, `ended`.
  case ringing
  /// An announcement is spoken. Exits: as its kind says (`Speech`), `ended`.
  case speaking(PlayID, Speech)
  /// The line is silent and waits for keys. Exits: as its kind says (`Wait`), `ended`.
  case listening(Wait, deadline: Duration)
  /// A service works. Exits: as its purpose says (`Fetch`), `ended`.
  case fetching(InvocationID, Fetch, deadline: Duration)
  /// The caller is recorded; `isEnding` if the recording was told to end. Exits: its outcomes,
  /// `ended`.
  case recording(RecordingID, deadline: Duration, isEnding: Bool)
  /// Far sides ring. Exits: `whispering`, `bridged`, the transfer's outcomes but `connected`,
  /// `ended`.
  case transferring(Dialling)
  /// The far side that answered is told who comes. Exits: `bridged`, the outcome `connected`, `ended`.
  case whispering(TransferID, PlayID)
  /// The far side talks. Exits: the transfer's outcome `connected`, `ended`.
  case bridged(TransferID)
  /// Over; every event is ignored.
  case ended

  /// What is spoken, and for what.
  enum Speech: Sendable {
    /// A say's prompts. Exit: its `then`.
    case say
    /// A menu's or a collect's prompt. Exit: `listening`.
    case prompt(Visit)
    /// A collect's entry, read back. Exit: `listening` for its confirmation.
    case readBack(Entry, Visit)
    /// What is said before a recording. Exit: `recording`.
    case recordPrompt
    /// The goodbye. Exit: `ended`.
    case goodbye
  }

  /// What the line waits for.
  enum Wait: Sendable {
    /// A menu's keys, with those so far. Exits: the choices, `speaking` the prompt, `gave_up`.
    case choice(KeySequence, Visit)
    /// A collect's keys, with those so far. Exits: `speaking` the entry or the prompt, the collect's
    /// outcomes.
    case entry(Entry, Visit)
    /// The confirmation of a collect's entry. Exits: as for the entry.
    case confirmation(Entry, Visit)
  }

  /// What a service works for.
  enum Fetch: Sendable {
    /// The state calls it. Exits: its outcomes.
    case call
    /// It judges a collect's entry. Exits: as for the entry, and `failed`.
    case check(Entry, Visit)
  }

  /// The counters of one visit to a menu or a collect (K7).
  struct Visit: Sendable {
    var noinput = 0
    var nomatch = 0
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

    /// Adds a key of letters in multi-tap.
    ///
    /// - Parameter isLate: whether it comes so late that it begins a letter.
    mutating func tap(_ key: DigitBuffer.Key, isLate: Bool) {
      if let verdict = key.verdict { withheldVerdict = verdict }
      keys = (digits.isEmpty ? key.number : keys.lowerBound)..<key.number + 1
      LetterEntry.tap(key.digit ?? .zero, isLate: isLate, to: &digits)
    }

    /// What it stands for, once a collect has accepted it.
    func value(in collect: Collect, _ setting: @autoclosure () -> EntrySetting) -> CallValue {
      if withheldVerdict != nil { return .redacted(length: keys.count) }
      guard let form = collect.form else { return .text(digits.description) }
      return .text(form.value(of: digits, setting()) ?? "")
    }

    /// Whether a collect accepts it. For a withheld entry the journal's verdict holds. An empty
    /// one, which results from a terminator as its first key, is never accepted (K4).
    func satisfies(_ collect: Collect, _ setting: @autoclosure () -> EntrySetting) -> Bool {
      if let withheldVerdict { return withheldVerdict == .accepted }
      guard count >= max(1, collect.minDigits) else { return false }
      guard let form = collect.form else {
        return digits.isDecimal && collect.validation?.accepts(digits) ?? true
      }
      return form.value(of: digits, setting()) != nil
        && collect.validation?.accepts(digits) ?? true
    }
  }

  /// The phase's own time-out.
  var deadline: Duration? {
    switch self {
    case .ringing, .speaking, .whispering, .bridged, .ended: nil
    case .listening(_, let deadline), .fetching(_, _, let deadline),
      .recording(_, let deadline, _):
      deadline
    case .transferring(let dialling): dialling.wakesAt
    }
  }

  /// The announcement being spoken.
  var playing: PlayID? {
    switch self {
    case .speaking(let id, _), .whispering(_, let id): id
    case .transferring(let dialling): dialling.playing
    case .ringing, .listening, .fetching, .recording, .bridged, .ended: nil
    }
  }

  /// The counters of the menu or collect that the call is in.
  var visit: Visit? {
    switch self {
    case .speaking(_, .prompt(let visit)), .speaking(_, .readBack(_, let visit)): visit
    case .listening(.choice(_, let visit), _), .listening(.entry(_, let visit), _),
      .listening(.confirmation(_, let visit), _), .fetching(_, .check(_, let visit), _):
      visit
    case .ringing, .speaking(_, .say), .speaking(_, .recordPrompt), .speaking(_, .goodbye),
      .fetching(_, .call, _), .recording, .transferring, .whispering, .bridged, .ended:
      nil
    }
  }

  /// The transfers in progress.
  var transfers: [TransferID] {
    switch self {
    case .transferring(let dialling): dialling.ringing.all
    case .whispering(let id, _), .bridged(let id): [id]
    case .ringing, .speaking, .listening, .fetching, .recording, .ended: []
    }
  }
}

/// The phase's name alone, for messages of impossible states: an entry may be sensitive (K13).
extension CallPhase: CustomStringConvertible {
  var description: String {
    switch self {
    case .ringing: "ringing"
    case .speaking(_, .say): "saying"
    case .speaking(_, .prompt): "prompting"
    case .speaking(_, .readBack): "reading back"
    case .speaking(_, .recordPrompt): "asking for a recording"
    case .speaking(_, .goodbye): "saying goodbye"
    case .listening(.choice, _): "choosing"
    case .listening(.entry, _): "collecting"
    case .listening(.confirmation, _): "confirming"
    case .fetching(_, .call, _): "fetching"
    case .fetching(_, .check, _): "checking an entry"
    case .recording: "recording"
    case .transferring: "transferring"
    case .whispering: "whispering"
    case .bridged: "bridged"
    case .ended: "ended"
    }
  }
}
