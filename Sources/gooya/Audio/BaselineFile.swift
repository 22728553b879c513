import CallEngine
import Files
import Foundation
import Sound

/// An earlier run's JSON, as a baseline.
struct BaselineFile {
  let path: String
  let baseline: Baseline

  /// - Throws: `Failure` if the file can't be read, isn't a report, or is one of another rate.
  init(_ path: String, sampleRate: Int) throws {
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
    guard rate == sampleRate else {
      throw Failure(
        "'\(path)' was measured at \(rate) Hz, and this is \(sampleRate) Hz; use the same rate")
    }
    if report["marks_heard"] as? Int == 0 {
      throw Failure("nothing was heard in '\(path)'; take a run that heard the signal")
    }
    var values: [String: Double] = [:]
    for figure in Figure.all {
      values[figure.name] = Self.number(figure.name, in: report) ?? figure.absent
    }
    baseline = Baseline(values: values)
  }

  /// The number of a name such as `latency.median_ms`.
  private static func number(_ name: String, in report: [String: Any]) -> Double? {
    var value: Any? = report
    for key in name.split(separator: ".") { value = (value as? [String: Any])?[String(key)] }
    return (value as? NSNumber)?.doubleValue
  }
}
