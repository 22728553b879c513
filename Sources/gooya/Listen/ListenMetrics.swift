import CallEngine
import CallRuntime
import Store
import Synchronization

/// What a listener counts. Nothing of it tells who called or what was keyed.
final class ListenMetrics: Sendable {
  private struct Counts {
    /// By network and line.
    var calls: [[String]: Int] = [:]
    var refusals: [CallRefusal: Int] = [:]
    /// By Q.850's words.
    var causes: [String: Int] = [:]
    var keys = 0
    var callSeconds = 0.0
    /// By service and outcome.
    var services: [[String]: (count: Int, seconds: Double)] = [:]
    var complaints = 0
    var reloads: [Bool: Int] = [:]
  }

  private let counts = Mutex(Counts())

  func began(_ call: IncomingCall, line: String) {
    counts.withLock { $0.calls[[call.network.rawValue, line], default: 0] += 1 }
  }

  func refused(_ refusal: CallRefusal) {
    counts.withLock { $0.refusals[refusal, default: 0] += 1 }
  }

  func ended(_ cause: CallEndCause, after length: Duration) {
    counts.withLock { counts in
      counts.causes[cause.description, default: 0] += 1
      counts.callSeconds += length / .seconds(1)
    }
  }

  func pressed() {
    counts.withLock { $0.keys += 1 }
  }

  func served(_ service: String, _ outcome: String, in time: Duration) {
    counts.withLock { counts in
      var served = counts.services[[service, outcome]] ?? (0, 0)
      served.count += 1
      served.seconds += time / .seconds(1)
      counts.services[[service, outcome]] = served
    }
  }

  func complained() {
    counts.withLock { $0.complaints += 1 }
  }

  func reloaded(_ isWhole: Bool) {
    counts.withLock { $0.reloads[isWhole, default: 0] += 1 }
  }

  /// Everything, with how the calls' frames go.
  func all(_ figures: LiveFigures) -> [Metric] {
    let counts = counts.withLock { $0 }
    return [
      Metric("gooya_calls", .gauge, "Calls now.", Double(figures.calls)),
      Metric(
        "gooya_calls_total", .counter, "Calls answered.",
        Self.samples(counts.calls, ["network", "line"]) { Double($0) }),
      Metric(
        "gooya_calls_refused_total", .counter, "Calls not answered, by the reason.",
        CallRefusal.allCases.map {
          .init(labels: [("reason", $0.rawValue)], value: Double(counts.refusals[$0] ?? 0))
        }),
      Metric(
        "gooya_calls_ended_total", .counter, "Calls over, by the cause of ITU-T Q.850.",
        counts.causes.sorted { $0.key < $1.key }.map {
          .init(labels: [("cause", $0.key)], value: Double($0.value))
        }),
      Metric("gooya_call_seconds_total", .counter, "Length of all calls.", counts.callSeconds),
      Metric("gooya_keys_total", .counter, "Keys pressed.", Double(counts.keys)),
      Metric(
        "gooya_service_seconds", .summary, "Time from a request to a service to its reply.",
        counts.services.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { key, served in
          let labels = [("service", key[0]), ("outcome", key[1])]
          return [
            Metric.Sample(suffix: "_sum", labels: labels, value: served.seconds),
            Metric.Sample(suffix: "_count", labels: labels, value: Double(served.count)),
          ]
        }),
      Metric("gooya_frames_total", .counter, "Frames of 20 ms made.", Double(figures.frames)),
      Metric(
        "gooya_frames_late_total", .counter, "Frames made up for after a delay.",
        Double(figures.lateFrames)),
      Metric(
        "gooya_frames_skipped_total", .counter, "Frames never made: they were too late.",
        Double(figures.skippedFrames)),
      Metric(
        "gooya_calls_thread_seconds_total", .counter, "How long the calls' thread has worked.",
        figures.worked / .seconds(1)),
      Metric(
        "gooya_complaints_total", .counter, "What went wrong without a caller noticing.",
        Double(counts.complaints)),
      Metric(
        "gooya_reloads_total", .counter, "How often scripts were read again, by SIGHUP or --watch.",
        [true, false].map {
          .init(
            labels: [("result", $0 ? "complete" : "broken")], value: Double(counts.reloads[$0] ?? 0)
          )
        }),
    ]
  }

  private static func samples<Value>(
    _ values: [[String]: Value], _ names: [String], _ number: (Value) -> Double
  ) -> [Metric.Sample] {
    values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, value in
      Metric.Sample(labels: Array(zip(names, key)).map { ($0, $1) }, value: number(value))
    }
  }
}
