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
