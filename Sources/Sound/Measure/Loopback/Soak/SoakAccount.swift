/// What happened in a soak so far: a line for each round, and the sums.
///
/// It grows by some hundred bytes a round, and lists no more than `listed` dropouts; the others are
/// only counted.
package struct SoakAccount: Sendable {
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

  package let sampleRate: Int
  package let plan: SoakPlan
  package private(set) var rounds: [Round] = []
  package private(set) var counts = Counts()
  package private(set) var lost = Duration.zero
  /// The first ones, in the soak's time.
  package private(set) var dropouts: [Dropout] = []
  /// Whether it was ended early.
  package var isStopped = false
  var worst = WorstRounds()
  /// How many marks had each latency, in tenths of a millisecond.
  private var latencies: [Int: Int] = [:]
  /// Until when the last round has told of a dropout, in the soak's time.
  private var told: (kind: Dropout.Kind, end: Duration)?
  private let signal: LoopbackSignal

  /// The most dropouts that are listed one by one.
  package static let listed = 10_000
  /// What begins so soon after a seam is told by the round before it, which saw it from both sides.
  private static let edge = Duration.milliseconds(250)
  /// Two dropouts no further apart are one, if they are on both sides of a seam.
  private static let nearness = Duration.milliseconds(50)

  package init(_ signal: LoopbackSignal, plan: SoakPlan) {
    self.signal = signal
    self.plan = plan
    sampleRate = signal.sampleRate
  }

  package var watched: Duration { rounds.reduce(.zero) { $0 + $1.watched } }
  package var unexamined: Int { rounds.count { $0.grade == nil } }

  /// Adds a round that there was no time to examine.
  @discardableResult
  package mutating func skip(_ round: SoakRound) -> Round {
    var entry = Round(number: round.number + 1, begins: round.begins)
    entry.underruns = round.recording.underruns
    entry.overruns = round.recording.overruns
    told = nil
    rounds.append(entry)
    return entry
  }

  /// Adds a round.
  ///
  /// - Parameters:
  ///   - report: the analysis of it.
  ///   - grade: its verdict.
  /// - Returns: its line.
  @discardableResult
  package mutating func add(
    _ round: SoakRound, _ report: LoopbackReport, grade: LoopbackVerdict.Grade
  ) -> Round {
    let length = plan.round
    var entry = Round(number: round.number + 1, begins: round.begins)
    entry.grade = grade
    entry.underruns = report.underruns
    entry.overruns = report.overruns
    let isHeard = report.marksHeard > 0
    // What was captured of the signal, in its time.
    let end = isHeard ? captured(of: round, report) : .zero
    entry.watched = isHeard ? min(report.watched, length) : round.isWhole ? length : .zero
    if isHeard {
      entry.latency = report.latency.map { latency in
        // Its marks would fill the memory.
        LoopbackReport.Latency(
          marks: [], median: latency.median, percentile95: latency.percentile95,
          jitter: latency.jitter, systemic: latency.systemic)
      }
      entry.drift = report.drift
      entry.marksHeard = report.marksHeard
      entry.marksSent =
        round.isWhole
        ? report.marksSent : max(report.marksHeard, signal.marks(until: end / .seconds(1)))
      if end >= .seconds(signal.tone.upperBound) {
        entry.gain = report.isSpoilt(.tone) ? nil : report.gain
        entry.noiseFloor = report.isSpoilt(.noise) ? nil : report.noiseFloor
        entry.signalToNoise =
          report.isSpoilt(.tone) || report.isSpoilt(.noise) ? nil : report.signalToNoise
      }
      worst.add(report, of: signal, until: end / .seconds(1))
      for mark in report.latency?.marks ?? [] {
        latencies[Int((mark.latency / .microseconds(100)).rounded()), default: 0] += 1
      }
    } else if round.isWhole {
      entry.marksSent = report.marksSent
    }
    if isHeard ? end >= .seconds(signal.digits.upperBound) : round.isWhole {
      entry.digitsSent = report.digitsSent.count
      entry.digitsRight = report.digitsRight
      entry.digitsWrong = report.digitsWrong
    }
    var found = report.dropouts
    if !isHeard, round.isWhole {
      // Nothing of it came back.
      found = [Dropout(kind: report.isSilent ? .silence : .damage, earliest: .zero, length: length)]
    }
    count(found, in: &entry)
    if !round.isWhole {
      // What was never played can't be missing.
      entry.grade = entry.counts.all + entry.underruns + entry.overruns > 0 ? .usable : .good
    }
    if entry.digitsSent > 0 { worst.addDigits(report) }
    rounds.append(entry)
    rounds[rounds.count - 1].dropouts = []
    return entry
  }

  /// How much of a round was captured, in its own time.
  private func captured(of round: SoakRound, _ report: LoopbackReport) -> Duration {
    if round.isWhole { return plan.round + .seconds(LoopbackSignal.seam) }
    let heard = Duration.seconds(
      Double(round.recording.samples.count) / Double(sampleRate))
    return max(.zero, heard - (report.begins ?? .zero))
  }

  /// Takes dropouts over, in the soak's time. What happens at a seam is seen by both rounds, and told by
  /// the first.
  private mutating func count(_ found: [Dropout], in entry: inout Round) {
    let length = plan.round
    var end: (kind: Dropout.Kind, end: Duration)?
    let isEdgeTold = rounds.last.map { $0.marksHeard > 0 } == true
    for dropout in found.sorted(by: { $0.earliest < $1.earliest })
    where dropout.earliest < length + Self.edge {
      let moved = Dropout(
        kind: dropout.kind, earliest: entry.begins + dropout.earliest,
        latest: entry.begins + dropout.latest, length: dropout.length)
      let stop = moved.latest + (moved.kind == .delay ? .zero : moved.length)
      if let told, moved.earliest <= told.end + Self.nearness {
        // The end of what the last round told; more of it is lost.
        let more = stop - told.end
        if more > .zero, told.kind == moved.kind, !moved.kind.isJump, moved.kind != .click {
          lost += more
          entry.lost += more
          if let last = dropouts.indices.last, dropouts[last].kind == moved.kind {
            dropouts[last] = Dropout(
              kind: moved.kind, earliest: dropouts[last].earliest, latest: dropouts[last].latest,
              length: dropouts[last].length + more)
          }
          if stop >= entry.begins + length { end = (moved.kind, stop) }
        }
        continue
      }
      if isEdgeTold, dropout.earliest < Self.edge { continue }
      entry.counts[moved.kind] += 1
      counts[moved.kind] += 1
      if moved.kind != .click {
        entry.lost += moved.length
        lost += moved.length
      }
      if entry.dropouts.count < Self.listed { entry.dropouts.append(moved) }
      if dropouts.count < Self.listed { dropouts.append(moved) }
      if stop >= entry.begins + length { end = (moved.kind, stop) }
    }
    told = end
  }

  /// The latency that a share of all marks had at most.
  func latency(atShare share: Double) -> Duration? {
    let total = latencies.values.reduce(0, +)
    var left = Int(Double(total) * share)
    for (tenths, count) in latencies.sorted(by: { $0.key < $1.key }) {
      if left < count { return .microseconds(100 * tenths) }
      left -= count
    }
    return nil
  }
}

extension LoopbackSignal {
  /// How many marks are played before a time, in seconds.
  fileprivate func marks(until time: Double) -> Int {
    let before = PathTracker.positions(in: tracks).prefix {
      Double($0) / PathTracker.sampleRate + PathTracker.blockDuration < time
    }
    return (before.count + 1) / 2
  }
}
