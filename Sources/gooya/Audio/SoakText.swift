import Sound

/// What a soak's report says besides that of one run.
struct SoakText {
  private let soak: SoakSummary

  init(_ soak: SoakSummary) { self.soak = soak }

  private var account: SoakAccount { soak.account }

  func heading(from output: String, to input: String) -> String {
    let (plan, rate) = (account.plan, account.sampleRate)
    let stopped = account.isStopped ? ", stopped in round \(account.rounds.count)" : ""
    return "soak from \(output) to \(input), \(rate) Hz, "
      + "\(plan.rounds) rounds of \(plan.round.tenths) s\(stopped)"
  }

  var rows: [(String, String)] {
    let counts = account.counts
    let kinds = [
      (counts.silences, "silence"), (counts.skips, "skip"), (counts.delays, "delay"),
      (counts.damages, "damage"), (counts.clicks, "click"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    var rows: [(String, String)] = []
    if !kinds.isEmpty {
      rows.append(
        (
          "counts",
          kinds.joined(separator: ", ")
            + "; \((account.lost / .seconds(1)).text(decimals: 3)) s lost"
        ))
    }
    let disturbed = soak.disturbed
    let shown = disturbed.prefix(12).map(String.init).joined(separator: ", ")
    let names = disturbed.isEmpty ? "" : ": \(shown)\(disturbed.count > 12 ? ", …" : "")"
    let unexamined =
      account.unexamined > 0
      ? "; \(account.unexamined) not examined, the machine was too slow" : ""
    rows.append(
      ("rounds", "\(disturbed.count) of \(account.rounds.count) disturbed\(names)\(unexamined)"))
    let ranges = [
      range("latency", 1, "ms") { $0.latency.map { $0.median / .milliseconds(1) } },
      range("drift", 1, "ppm", \.drift), range("gain", 1, "dB", \.gain),
      range("SNR", 1, "dB", \.signalToNoise),
    ].compactMap(\.self)
    if !ranges.isEmpty { rows.append(("by round", ranges.joined(separator: "; "))) }
    return rows
  }

  private func range(
    _ name: String, _ decimals: Int, _ unit: String, _ value: (SoakAccount.Round) -> Double?
  ) -> String? {
    soak.range(value).map {
      let (least, greatest) = (
        $0.lowerBound.text(decimals: decimals), $0.upperBound.text(decimals: decimals)
      )
      return least == greatest
        ? "\(name) \(least) \(unit)" : "\(name) \(least) to \(greatest) \(unit)"
    }
  }
}

/// The same as JSON, with a line for each round. The names are a contract.
struct SoakJSON: Encodable {
  struct Round: Encodable {
    let round: Int
    let beginsSeconds: Double
    let watchedSeconds: Double
    /// `nil` if there was no time to examine it.
    let verdict: String?
    let latencyMedianMs: Double?
    let latencyP95Ms: Double?
    let latencySystemicMs: Double?
    let driftPpm: Double?
    let gainDb: Double?
    let snrDb: Double?
    let digitsWrong: Int
    let silences: Int
    let skips: Int
    let delays: Int
    let damages: Int
    let clicks: Int
    let lostMs: Double
    let xruns: Int
  }

  let roundsPlanned: Int
  let roundSeconds: Double
  let stopped: Bool
  let unexamined: Int
  let silences: Int
  let skips: Int
  let delays: Int
  let damages: Int
  let lostMs: Double
  let digitsWrong: Int
  let disturbedRounds: [Int]
  let rounds: [Round]

  init(_ soak: SoakSummary) {
    let (account, counts) = (soak.account, soak.account.counts)
    let milliseconds = { (time: Duration?) in time.map { ($0 / .milliseconds(1)).rounded(to: 2) } }
    roundsPlanned = account.plan.rounds
    roundSeconds = (account.plan.round / .seconds(1)).rounded(to: 3)
    stopped = account.isStopped
    unexamined = account.unexamined
    silences = counts.silences
    skips = counts.skips
    delays = counts.delays
    damages = counts.damages
    lostMs = milliseconds(account.lost) ?? 0
    digitsWrong = account.rounds.reduce(0) { $0 + $1.digitsWrong }
    disturbedRounds = soak.disturbed
    rounds = account.rounds.map { round in
      Round(
        round: round.number, beginsSeconds: (round.begins / .seconds(1)).rounded(to: 3),
        watchedSeconds: (round.watched / .seconds(1)).rounded(to: 3),
        verdict: round.grade?.rawValue, latencyMedianMs: milliseconds(round.latency?.median),
        latencyP95Ms: milliseconds(round.latency?.percentile95),
        latencySystemicMs: milliseconds(round.latency?.systemic),
        driftPpm: round.drift?.rounded(to: 2), gainDb: round.gain?.rounded(to: 2),
        snrDb: round.signalToNoise?.rounded(to: 2), digitsWrong: round.digitsWrong,
        silences: round.counts.silences, skips: round.counts.skips,
        delays: round.counts.delays, damages: round.counts.damages,
        clicks: round.counts.clicks, lostMs: milliseconds(round.lost) ?? 0,
        xruns: round.underruns + round.overruns)
    }
  }
}
