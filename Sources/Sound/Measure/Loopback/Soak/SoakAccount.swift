/// What happened in a soak so far: a line for each round, and the sums.
///
/// It grows by some hundred bytes a round, and lists no more than `listed` dropouts; the others are
/// only counted.
package struct SoakAccount: Sendable {
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
  /// By how much the last round's end was heard later than played, by the devices' counts of samples.
  private var lastDelay: Duration?
  /// What the last round saw of the next one's beginning, in the soak's time.
  private var ahead: [Dropout] = []
  private let signal: LoopbackSignal

  /// The most dropouts that are listed one by one.
  package static let listed = 10_000
  /// What begins so soon after a seam is told as the round before it saw it, from both sides.
  private static let edge = Duration.milliseconds(250)
  /// Where in its recording a round may begin.
  private static let places = Duration.seconds(-1)...Duration.seconds(3)
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
    _ = count([], in: &entry)
    rounds.append(entry)
    return entry
  }

  /// Adds a round.
  ///
  /// - Parameters:
  ///   - report: the analysis of it.
  ///   - judge: grades it, with no dropouts but its own.
  /// - Returns: its line.
  @discardableResult
  package mutating func add(
    _ round: SoakRound, _ report: LoopbackReport, judge: (LoopbackReport) -> LoopbackVerdict.Grade
  ) -> Round {
    let length = plan.round
    var entry = Round(number: round.number + 1, begins: round.begins)
    entry.underruns = report.underruns
    entry.overruns = report.overruns
    // Another round's sound, which the recording has at its ends, isn't this one's.
    let isHeard = report.marksHeard > 0 && report.begins.map(Self.places.contains) == true
    // What was captured of the signal, in its time.
    let end = isHeard ? captured(of: round, report) : .zero
    entry.watched = isHeard ? min(report.watched, length) : round.isWhole ? length : .zero
    if isHeard {
      entry.latency = report.latency.map { latency in
        // Its marks would fill the memory.
        LoopbackReport.Latency(
          marks: [], median: latency.median, percentile95: latency.percentile95,
          jitter: latency.jitter, unaccounted: latency.unaccounted)
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
      found = [Dropout(kind: isSilent(round) ? .silence : .damage, earliest: .zero, length: length)]
    }
    var own = report
    own.dropouts = count(found, in: &entry)
    if let shift = shift(of: round, isHeard ? report : nil) {
      tally(shift, in: &entry)
      own.dropouts.append(shift.moved(by: .zero - entry.begins))
    }
    if round.isWhole {
      entry.grade = judge(own)
    } else {
      // What was never played can't be missing.
      entry.grade = entry.counts.all + entry.underruns + entry.overruns > 0 ? .usable : .good
    }
    if entry.digitsSent > 0 { worst.addDigits(report) }
    rounds.append(entry)
    rounds[rounds.count - 1].dropouts = []
    return entry
  }

  /// How much later than the last round it is heard, where a round alone can't tell: a jump of the delay
  /// that is longer than its tracks are searched for.
  private mutating func shift(of round: SoakRound, _ report: LoopbackReport?) -> Dropout? {
    guard let report, let begins = report.begins else {
      lastDelay = nil
      return nil
    }
    let delay = round.from + begins - round.begins
    defer {
      let jumps = report.dropouts.filter { $0.kind.isJump && $0.earliest < plan.round }
      lastDelay = jumps.reduce(delay) { $1.kind == .delay ? $0 + $1.length : $0 - $1.length }
    }
    guard let lastDelay, case let change = delay - lastDelay, abs(change / .seconds(1)) > 0.3 else {
      return nil
    }
    return Dropout(
      kind: change > .zero ? .delay : .skip, earliest: round.begins - plan.round,
      latest: round.begins, length: max(change, .zero - change))
  }

  /// Whether hardly anything is heard, 20 dB below the weakest tone heard in other rounds.
  private func isSilent(_ round: SoakRound) -> Bool {
    // Without the other rounds' sound at its ends.
    let margin = 3 * sampleRate
    let sound = round.recording.samples.dropFirst(margin).dropLast(margin)
    let level = Float((sound.energy / Double(max(1, sound.count))).squareRoot()).decibels
    return level < (worst.gain?.heard ?? -40) - 20
  }

  /// How much of a round was captured, in its own time.
  private func captured(of round: SoakRound, _ report: LoopbackReport) -> Duration {
    if round.isWhole { return plan.round + .seconds(LoopbackSignal.seam) }
    let heard = Duration.seconds(
      Double(round.recording.samples.count) / Double(sampleRate))
    return max(.zero, heard - (report.begins ?? .zero))
  }

  /// Takes dropouts over, in the soak's time. What happens at a seam is seen by both rounds, and told as
  /// the first saw it.
  ///
  /// - Returns: what of them is the round's own, in its time.
  private mutating func count(_ found: [Dropout], in entry: inout Round) -> [Dropout] {
    let length = plan.round
    let isEdgeKnown = rounds.last.map { $0.marksHeard > 0 } == true
    var own = ahead.map { $0.moved(by: .zero - entry.begins) }
    for dropout in ahead { tally(dropout, in: &entry) }
    ahead = []
    var end: (kind: Dropout.Kind, end: Duration)?
    for dropout in found.sorted(by: { $0.earliest < $1.earliest })
    where dropout.earliest < length + Self.edge {
      let moved = dropout.moved(by: entry.begins)
      let stop = moved.latest + (moved.kind == .delay ? .zero : moved.length)
      let isLast = stop >= entry.begins + length
      if let told, moved.earliest <= told.end + Self.nearness {
        // The end of what the last round told; more of it is lost.
        let more = stop - told.end
        guard more > .zero, !moved.kind.isJump, moved.kind != .click else { continue }
        if told.kind != moved.kind, more > Self.nearness {
          let rest = Dropout(kind: moved.kind, earliest: told.end, length: more)
          own.append(rest.moved(by: .zero - entry.begins))
          tally(rest, in: &entry)
          if isLast { end = (moved.kind, stop) }
          continue
        }
        lost += more
        entry.lost += more
        own.append(Dropout(kind: moved.kind, earliest: .zero, length: more))
        if let last = dropouts.indices.last, dropouts[last].kind == moved.kind {
          dropouts[last].length += more
          dropouts[last].longest = nil
        }
      } else if dropout.earliest >= length {
        ahead.append(moved)
      } else if !isEdgeKnown || dropout.earliest >= Self.edge {
        own.append(dropout.ending(by: length))
        tally(moved, in: &entry)
      } else {
        continue
      }
      if isLast { end = (moved.kind, stop) }
    }
    told = end
    return own
  }

  /// Counts a dropout, and lists it.
  private mutating func tally(_ dropout: Dropout, in entry: inout Round) {
    entry.counts[dropout.kind] += 1
    counts[dropout.kind] += 1
    if dropout.kind != .click {
      entry.lost += dropout.length
      lost += dropout.length
    }
    if entry.dropouts.count < Self.listed { entry.dropouts.append(dropout) }
    if dropouts.count < Self.listed { dropouts.append(dropout) }
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

extension Dropout {
  /// The part of it until a time.
  fileprivate func ending(by end: Duration) -> Dropout {
    var dropout = self
    if !kind.isJump { dropout.length = max(.zero, min(length, end - latest)) }
    return dropout
  }

  /// The same at another time.
  fileprivate func moved(by time: Duration) -> Dropout {
    var dropout = self
    dropout.earliest += time
    dropout.latest += time
    return dropout
  }
}
