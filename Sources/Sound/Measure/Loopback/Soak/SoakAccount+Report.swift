import Telephony

/// What a report on a soak tells besides that on one run.
package struct SoakSummary: Sendable {
  package let account: SoakAccount

  /// The least and the greatest of what the rounds measured.
  package func range(_ value: (SoakAccount.Round) -> Double?) -> ClosedRange<Double>? {
    let values = account.rounds.compactMap(value)
    guard let least = values.min(), let greatest = values.max() else { return nil }
    return least...greatest
  }

  /// The numbers of the rounds in which something happened.
  package var disturbed: [Int] { account.rounds.filter(\.isDisturbed).map(\.number) }

  /// Whether not all that was planned was examined.
  package var isPartial: Bool { account.isStopped || account.unexamined > 0 }
}

extension SoakAccount {
  /// The report on the whole: what is counted is the sum of all rounds, latency and drift are those of
  /// all, and what else is measured is the worst of any round.
  package var report: LoopbackReport {
    let heard = rounds.filter { $0.marksHeard > 0 }
    var report = LoopbackReport(
      sampleRate: sampleRate, duration: duration,
      marksSent: rounds.reduce(0) { $0 + $1.marksSent },
      marksHeard: rounds.reduce(0) { $0 + $1.marksHeard }, latency: latency,
      begins: nil, playbackDelay: nil, captureDelay: nil, gain: worst.gain?.value,
      levelSent: worst.levelSent, levelHeard: worst.gain?.heard, distortion: worst.distortion,
      peak: worst.peak, isClipped: worst.isClipped, isInverted: worst.isInverted,
      noiseFloor: worst.noiseFloor, signalToNoise: worst.signalToNoise, response: worst.response,
      drift: heard.mean(\.drift), dropouts: dropouts, spoilers: [:], tracked: watched,
      watched: watched, underruns: rounds.reduce(0) { $0 + $1.underruns },
      overruns: rounds.reduce(0) { $0 + $1.overruns },
      digitsSent: worst.digits == nil ? [] : LoopbackSignal.digitsSent,
      digitsHeard: worst.digits?.heard ?? [], digitsRight: worst.digits?.right ?? 0,
      measurements: worst.measurements)
    report.soak = SoakSummary(account: self)
    return report
  }

  /// How long it was, or how long until it was stopped.
  private var duration: Duration {
    guard isStopped else { return plan.length }
    return (rounds.last?.begins ?? .zero) + (rounds.last?.watched ?? .zero)
  }

  private var latency: LoopbackReport.Latency? {
    let known = rounds.filter { $0.latency != nil }
    guard let median = latency(atShare: 0.5), let high = latency(atShare: 0.95) else { return nil }
    let unaccounted = known.compactMap { $0.latency?.unaccounted }
    return LoopbackReport.Latency(
      marks: known.compactMap { round in
        round.latency.map { .init(time: round.begins + plan.round / 2, latency: $0.median) }
      },
      median: median, percentile95: high,
      jitter: .seconds(known.mean { $0.latency.map { $0.jitter / .seconds(1) } } ?? 0),
      unaccounted: unaccounted.median)
  }
}

extension [SoakAccount.Round] {
  /// The mean of what some of them measured.
  fileprivate func mean(_ value: (SoakAccount.Round) -> Double?) -> Double? {
    let values = compactMap(value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
