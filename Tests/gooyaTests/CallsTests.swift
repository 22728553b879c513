import CallEngine
import Foundation
import Lines
import Store
import Testing

/// `gooya calls` where there are many.
struct CallsTests {
  @Test func `only the latest are listed if that is asked for`() throws {
    let place = try Workplace()
    let store = try Store(folder: URL(filePath: place.path("xdg/gooya")))
    for (number, age) in [(1, 3 * 86_400.0), (2, 7200), (3, 60)] {
      try store.beginCall(
        CallRecord(
          callID: "\(number)", line: "0912100000\(number)", numberDialled: "1800",
          direction: .incoming, startedAt: Date().addingTimeInterval(-age)))
    }
    func listed(_ options: String...) throws -> [String] {
      let outcome = try place.gooya(["calls"] + options)
      #expect(outcome.status == 0, "\(outcome)")
      return outcome.lines.compactMap { line in
        line.firstMatch(of: #/0912100000([0-9])/#).map { String($0.output.1) }
      }
    }
    #expect(try listed() == ["3", "2", "1"])
    #expect(try listed("--limit", "2") == ["3", "2"])
    #expect(try listed("--since", "24h", "--json") == ["3", "2"])
    #expect(try listed("--since", "24h", "--limit", "1", "--json") == ["3"])
    #expect(try listed("--since", "7d") == ["3", "2", "1"])
    let wrong = try place.gooya("calls", "--since", "yesterday")
    #expect(wrong.status == 64 && wrong.complaints.contains("2026-03-05T19:00"))
  }
}
