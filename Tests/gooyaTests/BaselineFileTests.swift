import CallEngine
import Foundation
import Sound
import Testing

@testable import gooya

@Suite struct `A baseline's file` {
  private func file(_ text: String) throws -> String {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("baseline-\(UUID().uuidString).json")
    try Data(text.utf8).write(to: place)
    return place.path
  }

  @Test func `gives the figures of a report`() throws {
    let path = try file(
      """
      {"sample_rate": 16000, "verdict": "good", "marks_heard": 9, "snr_db": 61.5, "clipped": true,
       "latency": {"median_ms": 12.25}, "gain_db": "loud"}
      """)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let values = try BaselineFile(path).baseline.values
    let written = values.filter { $0.value != Figure.named($0.key)?.absent }
    #expect(written == ["snr_db": 61.5, "clipped": 1, "latency.median_ms": 12.25])
  }

  @Test func `gives nothing that a dropout spoilt, but what a click is in`() throws {
    let path = try file(
      """
      {"sample_rate": 16000, "verdict": "good", "marks_heard": 9, "snr_db": 61.5, "gain_db": -3,
       "noise_floor_dbfs": -70, "spoilt_by": {"tone": ["silence of 20.0 ms at 4.10 s"],
       "noise": ["click at 3.10 s"]}}
      """)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let baseline = try BaselineFile(path).baseline
    #expect(baseline.values["noise_floor_dbfs"] == -70 && baseline.values["gain_db"] == nil)
    #expect(baseline.spoilt == ["gain_db", "snr_db"])
  }

  @Test(arguments: [
    ("", "isn't a report"), ("[]", "isn't a report"), ("{}", "isn't a report"),
    ("{\"sample_rate\": 8000, \"verdict\": \"good\"}", "measured at 8000 Hz"),
    (
      "{\"sample_rate\": 16000, \"verdict\": \"fails\", \"marks_heard\": 0}", "nothing was heard"
    ),
  ])
  func `is refused if it can't be compared with`(text: String, reason: String) throws {
    let path = try file(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let failure = #expect(throws: Failure.self) { try BaselineFile(path).demand(16000) }
    #expect(try #require(failure).message.description.contains(reason))
  }
}
