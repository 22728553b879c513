extension SoakAccount {
  /// How often something happened.
  package struct Counts: Hashable, Sendable {
    package var silences = 0
    package var skips = 0
    package var delays = 0
    package var damages = 0
    package var clicks = 0

    /// All but the clicks, which take no sound away.
    package var dropouts: Int { silences + skips + delays + damages }
    package var all: Int { dropouts + clicks }

    package subscript(kind: Dropout.Kind) -> Int {
      get { self[keyPath: Self.path(kind)] }
      set { self[keyPath: Self.path(kind)] = newValue }
    }

    private static func path(_ kind: Dropout.Kind) -> WritableKeyPath<Counts, Int> {
      switch kind {
      case .silence: \.silences
      case .skip: \.skips
      case .delay: \.delays
      case .damage: \.damages
      case .click: \.clicks
      }
    }
  }

  /// One round.
  package struct Round: Sendable {
    /// From 1.
    package let number: Int
    /// When it began, and how much of it was examined.
    package let begins: Duration
    package var watched = Duration.zero
    /// `nil` if it was never examined, since the machine was too slow.
    package var grade: LoopbackVerdict.Grade?
    package var latency: LoopbackReport.Latency?
    package var drift: Double?
    package var gain: Double?
    package var signalToNoise: Double?
    package var noiseFloor: Double?
    package var marksSent = 0
    package var marksHeard = 0
    package var digitsSent = 0
    package var digitsRight = 0
    package var digitsWrong = 0
    /// The dropouts that began in it, in the soak's time; only as long as it is the newest.
    package var dropouts: [Dropout] = []
    package var counts = Counts()
    package var lost = Duration.zero
    package var underruns = 0
    package var overruns = 0

    /// Whether anything happened that shouldn't.
    package var isDisturbed: Bool {
      grade == .fails || counts.all > 0 || underruns + overruns > 0 || digitsWrong > 0
    }
  }
}
