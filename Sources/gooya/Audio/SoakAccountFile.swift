import CallEngine
import Files
import Foundation
import Glibc
import Sound

/// The running account of a soak in a file: a line of CSV for each round, or Prometheus' text format as
/// node_exporter's textfile collector reads it.
final class SoakAccountFile: Sendable {
  private enum Form: Sendable {
    /// The descriptor of an open file.
    case csv(Int32)
    case prometheus
  }

  private let file: OutputFile
  private let path: MeasuredPath
  private let form: Form

  static let endings = ".csv or .prom"

  static func isKnown(_ path: String) -> Bool { path.hasSuffix(".csv") || path.hasSuffix(".prom") }

  /// - Throws: `Failure` if it can't be written.
  init(_ file: OutputFile, _ path: MeasuredPath) throws {
    self.file = file
    self.path = path
    do throws(FileFault) {
      form = file.path.hasSuffix(".prom") ? .prometheus : .csv(try file.open())
    } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
    if case .csv = form { try append(Self.columns.map(\.name).joined(separator: ",")) }
  }

  deinit { if case .csv(let descriptor) = form { close(descriptor) } }

  /// Adds a round.
  ///
  /// - Throws: `Failure`.
  func add(_ round: SoakAccount.Round, of account: SoakAccount, at time: Date) throws {
    switch form {
    case .csv:
      try append(
        Self.columns.map { Self.quoted($0.value(round, time)) }.joined(separator: ","))
    case .prometheus:
      let text = SoakMetrics(account, newest: round, path: path, at: time).text
      do throws(FileFault) { try file.replace(with: text.utf8) } catch {
        throw Failure("'\(file.path)' can't be written: \(error.reason)")
      }
    }
  }

  private func append(_ line: String) throws {
    guard case .csv(let descriptor) = form else { return }
    do throws(FileFault) {
      try file.write(Array((line + "\n").utf8), to: descriptor)
    } catch {
      throw Failure("'\(file.path)' can't be written: \(error.reason)")
    }
  }

  /// RFC 4180's quotes, where they are needed.
  private static func quoted(_ field: String) -> String {
    field.contains { ",\"\n".contains($0) }
      ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
  }

  private typealias Column = (name: String, value: @Sendable (SoakAccount.Round, Date) -> String)

  private static func milliseconds(_ duration: Duration?) -> String {
    duration.map { ($0 / .milliseconds(1)).text(decimals: 2) } ?? ""
  }

  private static func number(_ value: Double?, _ decimals: Int) -> String {
    value.map { $0.text(decimals: decimals) } ?? ""
  }

  private static let columns: [Column] = [
    ("round", { round, _ in "\(round.number)" }),
    ("finished_at", { _, time in time.formatted(.iso8601) }),
    ("begins_s", { round, _ in number(round.begins / .seconds(1), 0) }),
    ("watched_s", { round, _ in number(round.watched / .seconds(1), 3) }),
    ("verdict", { round, _ in round.grade?.rawValue ?? "" }),
    ("latency_median_ms", { round, _ in milliseconds(round.latency?.median) }),
    ("latency_p95_ms", { round, _ in milliseconds(round.latency?.percentile95) }),
    ("latency_jitter_ms", { round, _ in milliseconds(round.latency?.jitter) }),
    ("latency_systemic_ms", { round, _ in milliseconds(round.latency?.systemic) }),
    ("drift_ppm", { round, _ in number(round.drift, 2) }),
    ("gain_db", { round, _ in number(round.gain, 2) }),
    ("snr_db", { round, _ in number(round.signalToNoise, 2) }),
    ("noise_floor_dbfs", { round, _ in number(round.noiseFloor, 2) }),
    ("marks_sent", { round, _ in "\(round.marksSent)" }),
    ("marks_heard", { round, _ in "\(round.marksHeard)" }),
    ("digits_wrong", { round, _ in "\(round.digitsWrong)" }),
    ("silences", { round, _ in "\(round.counts.silences)" }),
    ("skips", { round, _ in "\(round.counts.skips)" }),
    ("delays", { round, _ in "\(round.counts.delays)" }),
    ("damages", { round, _ in "\(round.counts.damages)" }),
    ("clicks", { round, _ in "\(round.counts.clicks)" }),
    ("lost_ms", { round, _ in milliseconds(round.lost) }),
    ("underruns", { round, _ in "\(round.underruns)" }),
    ("overruns", { round, _ in "\(round.overruns)" }),
    (
      "dropouts",
      { round, _ in
        let more = round.counts.all > 16 ? "; …" : ""
        return round.dropouts.prefix(16).map(\.text).joined(separator: "; ") + more
      }
    ),
  ]
}
