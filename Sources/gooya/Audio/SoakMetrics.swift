import Foundation
import Sound

/// A soak's account so far in Prometheus' text format (version 0.0.4).
struct SoakMetrics {
  let text: String

  /// - Parameter newest: the round that the gauges are of.
  init(
    _ account: SoakAccount, newest round: SoakAccount.Round, path: MeasuredPath, at time: Date
  ) {
    let place = [("out", path.output), ("in", path.input)]
    var lines: [String] = []
    func add(
      _ name: String, _ kind: String, _ help: String, _ values: [([(String, String)], Double?)]
    ) {
      let known = values.compactMap { labels, value in value.map { (labels, $0) } }
      if known.isEmpty { return }
      lines.append("# HELP gooya_loopback_\(name) \(help)")
      lines.append("# TYPE gooya_loopback_\(name) \(kind)")
      for (labels, value) in known {
        let text = (place + labels).map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        lines.append("gooya_loopback_\(name){\(text)} \(Self.number(value))")
      }
    }
    let counts = account.counts
    add("rounds_total", "counter", "Rounds played.", [([], Double(account.rounds.count))])
    add(
      "rounds_unexamined_total", "counter", "Rounds that the machine was too slow to examine.",
      [([], Double(account.unexamined))])
    add(
      "watched_seconds_total", "counter", "How much sound was examined.",
      [([], account.watched / .seconds(1))])
    let kinds: [(String, Int)] = [
      ("silence", counts.silences), ("skip", counts.skips), ("delay", counts.delays),
      ("damage", counts.damages), ("click", counts.clicks),
    ]
    add(
      "dropouts_total", "counter", "Dropouts and clicks by kind.",
      kinds.map { ([("kind", $0)], Double($1)) })
    add(
      "lost_seconds_total", "counter", "How much sound dropouts took.",
      [([], account.lost / .seconds(1))])
    add(
      "xruns_total", "counter", "Underruns of the playback and overruns of the capture.",
      [
        ([("direction", "playback")], Double(account.rounds.reduce(0) { $0 + $1.underruns })),
        ([("direction", "capture")], Double(account.rounds.reduce(0) { $0 + $1.overruns })),
      ])
    add(
      "digits_wrong_total", "counter", "Digits that were not heard, or not sent.",
      [([], Double(account.rounds.reduce(0) { $0 + $1.digitsWrong }))])
    let seconds = { (time: Duration?) in time.map { $0 / .seconds(1) } }
    add(
      "latency_seconds", "gauge", "Round-trip latency of the newest round.",
      [
        ([("quantile", "0.5")], seconds(round.latency?.median)),
        ([("quantile", "0.95")], seconds(round.latency?.percentile95)),
      ])
    add(
      "latency_jitter_seconds", "gauge", "Jitter of the newest round.",
      [([], seconds(round.latency?.jitter))])
    add(
      "latency_systemic_seconds", "gauge", "Latency of the newest round without both queues.",
      [([], seconds(round.latency?.systemic))])
    add("drift_ppm", "gauge", "Drift of the newest round.", [([], round.drift)])
    add("gain_db", "gauge", "Gain at 1020 Hz in the newest round.", [([], round.gain)])
    add(
      "snr_db", "gauge", "Signal-to-noise ratio of the newest round.", [([], round.signalToNoise)])
    add(
      "verdict", "gauge", "The newest round's verdict: 0 good, 1 usable, 2 fails.",
      [([], round.grade.map { $0 == .good ? 0 : $0 == .usable ? 1 : 2 })])
    add(
      "last_round_timestamp_seconds", "gauge", "When the newest round was added.",
      [([], time.timeIntervalSince1970)])
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  /// A label's value.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
