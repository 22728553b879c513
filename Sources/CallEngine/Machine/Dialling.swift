/// The far sides of a transfer that ring, and those that have been tried.
struct Dialling: Sendable {
  /// Those that ring.
  var ringing = RingingTransfers()
  /// The place of the next target, where they are rung one after the other.
  var next: Int
  /// Until when those that ring may do so.
  var deadline: Duration
  /// What became of the others.
  var tally = Tally()
  /// The music or announcement that the caller hears.
  private(set) var playing: PlayID?
  private var playingSince = Duration.zero
  var isAnnouncing = false
  /// When the next announcement is due; `nil` while one is made, or if there are none.
  var announcesAt: Duration?

  mutating func begin(playing id: PlayID?, at now: Duration) {
    (playing, playingSince) = (id, now)
  }

  /// Whether what the caller heard has lasted no time at all, as with a prompt without a word.
  func hasPlayedNothing(at now: Duration) -> Bool { now <= playingSince }

  /// When the machine must be woken.
  var wakesAt: Duration { announcesAt.map { .earlier(deadline, $0) } ?? deadline }

  init(next: Int, deadline: Duration, announcesAt: Duration?) {
    (self.next, self.deadline, self.announcesAt) = (next, deadline, announcesAt)
  }

  /// How often targets couldn't be reached, by why.
  struct Tally: Sendable {
    private var busy = 0
    private var noAnswer = 0

    mutating func count(_ outcome: TransferOutcome) {
      switch outcome {
      case .busy: busy += 1
      case .noAnswer: noAnswer += 1
      case .connected, .failed: break
      }
    }

    /// The outcome if nobody has answered: what tells most.
    var outcome: TransferOutcome {
      noAnswer > 0 ? .noAnswer : busy > 0 ? .busy : .failed
    }
  }
}
