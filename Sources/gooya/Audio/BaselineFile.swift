import CallEngine
import Files
import Foundation
import Sound

/// An earlier run's JSON, as a baseline.
struct BaselineFile {
  let path: String
  let baseline: Baseline

  /// In Hz.
  private let sampleRate: Int

  /// - Throws: `Failure` if the file can't be read, or isn't a report of a path that was heard.
  init(_ path: String) throws {
    self.path = path
    let bytes: [UInt8]
    do throws(FileFault) { bytes = try InputFile.whole(path, atMost: 16_000_000) } catch {
      throw Failure("'\(path)' can't be read: \(error.reason)")
    }
    guard let report = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let rate = report["sample_rate"] as? Int, report["verdict"] is String
    else {
      throw Failure(
        "'\(path)' isn't a report; write one with 'gooya audio loopback --json > \(path)'")
    }
    sampleRate = rate
    if report["marks_heard"] as? Int == 0 {
      throw Failure("nothing was heard in '\(path)'; take a run that heard the signal")
    }
    var values: [String: Double] = [:]
    for figure in Figure.all {
      values[figure.name] = Self.number(figure.name, in: report) ?? figure.absent
    }
    baseline = Baseline(values: values, spoilt: Self.spoilt(in: report))
  }

  /// - Throws: `Failure` if it was measured at another rate.
  func demand(_ rate: Int) throws {
    guard rate == sampleRate else {
      throw Failure(
        "'\(path)' was measured at \(sampleRate) Hz, and this is \(rate) Hz; use the same rate")
    }
  }

  /// The figures whose values don't count, since something else than a click spoilt them.
  private static func spoilt(in report: [String: Any]) -> Set<String> {
    let parts = (report["spoilt_by"] as? [String: [String]] ?? [:]).filter { _, dropouts in
      dropouts.contains { !$0.hasPrefix(Dropout.Kind.click.rawValue) }
    }
    return Set(
      Figure.all.filter { figure in figure.parts.contains { parts[$0.rawValue] != nil } }
        .map(\.name))
  }

  /// The number of a name such as `latency.median_ms`.
  private static func number(_ name: String, in report: [String: Any]) -> Double? {
    var value: Any? = report
    for key in name.split(separator: ".") { value = (value as? [String: Any])?[String(key)] }
    return (value as? NSNumber)?.doubleValue
  }
}
