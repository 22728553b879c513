import Foundation
import Testing

/// `gooya explore` as its users run it.
struct ExploreTests {
  /// Menus with one fault each, and what is said of it.
  static let planted = [
    ("apology-loop", "reached 'max_duration' in 'sorry'"),
    ("asked-for-ever", "reached 'max_duration' in 'ask'"),
    ("deep-dead-end", "can be reached from 'lost'"),
    ("gave-up-to-menu", "reached 'max_duration' in 'main'"),
    ("no-number", "'through' had no number to call"),
    ("say-loop", "can be reached from 'news'"),
    ("service-retry", "went in a circle through 'find'"),
    ("silent-circle", "went in a circle through 'turn'"),
    ("unset-value", "'amount' was to speak 'bill.amount'"),
    ("unset-when-paid", "'amount' was to speak 'bill.amount'"),
  ]

  private static func fixture(_ name: String) -> String {
    Workplace.package.appendingPathComponent("Tests/gooyaTests/Fixtures/planted/\(name).yaml").path
  }

  @Test(arguments: planted)
  func `a planted fault is found, shown and saved as a scenario`(
    name: String, problem: String
  ) throws {
    let place = try Workplace()
    let menu = Self.fixture(name)
    let found = try place.gooya("explore", menu, "--random", "2000", "--save", "found")
    #expect(found.status == 1)
    #expect(found.output.contains(problem), "\(found.output)")
    let checked = try place.gooya("check", menu)
    #expect(checked.output.contains("[E5") || checked.output.contains("[W5"), "\(checked.output)")
    let saved = try FileManager.default.contentsOfDirectory(atPath: place.path("found"))
    #expect(!saved.isEmpty)
  }

  @Test(arguments: ["apology-loop", "asked-for-ever", "gave-up-to-menu", "say-loop"])
  func `a saved scenario fails as long as the fault is there`(name: String) throws {
    let place = try Workplace()
    let menu = Self.fixture(name)
    _ = try place.gooya("explore", menu, "--random", "2000", "--save", "found")
    for file in try FileManager.default.contentsOfDirectory(atPath: place.path("found")) {
      let outcome = try place.gooya("test", "\("found")/\(file)")
      #expect(outcome.status == 1)
      #expect(outcome.output.contains("FAILED"))
    }
  }

  @Test func `the billing line has no problem that callers find by chance`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("explore", "--random", "1000", "--seed", "11")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("1000 callers, no problem"))
  }

  @Test func `the keys that lead to a state lead there`() throws {
    let place = try Workplace()
    let keys = try place.gooya("explore", "--to", "bill_sent")
    #expect(keys.status == 0)
    let call = try place.gooya(
      "call", "--fast", "--data", "data", "--from", "02199900001", "--keys",
      keys.output.trimmingCharacters(in: .newlines))
    #expect(call.output.contains("[bill_sent]"), "\(call.output)")
  }

  @Test func `a state that isn't there is wrong usage`() throws {
    let place = try Workplace()
    let outcome = try place.gooya("explore", "--to", "nowhere")
    #expect(outcome.status == 64)
    #expect(outcome.complaints.contains("no state 'nowhere'"))
  }

  @Test func `paths and figures are shown`() throws {
    let place = try Workplace()
    let overview = try place.gooya("explore")
    #expect(overview.output.contains("Longest silence:  15 s in 'pen_and_paper'"))
    #expect(overview.output.contains("Shortest ways in:"))
    let paths = try place.gooya("explore", "--paths")
    let lines = paths.output.split(separator: "\n")
    #expect(Set(lines).count == lines.count)
    #expect(overview.output.contains("Simple paths:     \(lines.count) "))
    #expect(lines.allSatisfy { $0.hasPrefix("greet → find_bill") })
  }
}
