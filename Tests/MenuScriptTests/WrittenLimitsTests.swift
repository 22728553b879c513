import CallEngine
import Foundation
import Testing

@testable import MenuScript

@Suite struct `A file of limits` {
  /// Reads a text as a file.
  private func read(_ text: String) throws -> WrittenLimits.Reading {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("limits-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return WrittenLimits.read(
      fileAt: file.path, figures: ["snr_db", "drift_ppm", "latency.median_ms"],
      profiles: ["loopback", "none"])
  }

  @Test func `says what figures and frequencies may be`() throws {
    let reading = try read(
      """
      format: 1
      profile: loopback
      limits:
        latency.median_ms: { good: { max: 60 }, usable: { max: 120.5 }, tolerance: 5 }
        snr_db: { usable: { min: 20 } }
        drift_ppm: none
      response:
        - { from: 300, to: 3400, good: { min: -1, max: 1 }, usable: { min: -3, max: 3 } }
      """)
    #expect(reading.text == "")
    let limits = try #require(reading.limits)
    #expect(limits.profile == "loopback")
    #expect(
      limits.figures["latency.median_ms"]
        == WrittenLimits.Entry(
          good: .init(min: nil, max: 60), usable: .init(min: nil, max: 120.5), tolerance: 5))
    #expect(limits.figures["snr_db"] == WrittenLimits.Entry(usable: .init(min: 20, max: nil)))
    #expect(limits.figures["drift_ppm"] == WrittenLimits.Entry(isFree: true))
    #expect(
      limits.response == [
        .init(
          frequencies: 300...3400, good: .init(min: -1, max: 1), usable: .init(min: -3, max: 3))
      ])
  }

  @Test func `may be about next to nothing`() throws {
    let limits = try #require(try read("format: 1\n").limits)
    #expect(limits.profile == nil && limits.figures.isEmpty && limits.response == nil)
    #expect(try #require(try read("format: 1\nresponse: []\n").limits).response == [])
  }

  @Test(arguments: [
    ("limits: {}", "1:1", "needs the key 'format'"),
    ("format: 2", "1:9", "'2' isn't a known format"),
    ("format: 1\nlimit: {}", "2:1", "has no key 'limit'; did you mean 'limits'?"),
    ("format: 1\nprofile: lopback", "2:10", "not 'lopback'; did you mean 'loopback'?"),
    (
      "format: 1\nlimits: { snr_bd: { usable: { min: 3 } } }", "2:11",
      "'limits' has no key 'snr_bd'; did you mean 'snr_db'?"
    ),
    ("format: 1\nlimits: { snr_db: 30 }", "2:19", "a map such as '{ good: { max: 60 }"),
    ("format: 1\nlimits: { snr_db: {} }", "2:19", "'snr_db' is empty"),
    ("format: 1\nlimits: { snr_db: { usable: {} } }", "2:29", "'usable' of 'snr_db' is empty"),
    (
      "format: 1\nlimits: { snr_db: { usable: { least: 3 } } }", "2:31", "has no key 'least'"
    ),
    (
      "format: 1\nlimits: { snr_db: { usable: { min: 30dB } } }", "2:36",
      "a number without its unit"
    ),
    (
      "format: 1\nlimits: { snr_db: { usable: { min: \"30\" } } }", "2:36",
      "a number without quotes"
    ),
    (
      "format: 1\nlimits: { snr_db: { usable: { min: 30, max: 20 } } }", "2:45",
      "'max' of 'usable' of 'snr_db' must be between 30 and 1000000, not '20'"
    ),
    // What is good is usable.
    (
      "format: 1\nlimits: { snr_db: { good: { min: 20 }, usable: { min: 30 } } }", "2:34",
      "'min' of 'good' of 'snr_db' must be between 30 and 1000000, not '20'"
    ),
    (
      "format: 1\nlimits: { snr_db: { usable: { min: .nan } } }", "2:36",
      "a number without its unit"
    ),
    (
      "format: 1\nlimits: { snr_db: { tolerance: -1 } }", "2:32", "must be between 0 and 1000000"
    ),
    (
      "format: 1\nresponse: [{ from: 3000, to: 300, usable: { min: 0 } }]", "2:30",
      "'to' must be between 3000 and 100000, not '300'"
    ),
    ("format: 1\nresponse: [{ from: 300, to: 3000 }]", "2:12", "needs the key 'usable'"),
    ("format: 1\nresponse: { from: 1 }", "2:11", "'response' is a list"),
    ("format: 1\nformat: 1", "2:1", "has the key 'format' twice"),
    ("[1]", "1:1", "a file of limits is a map"),
    ("", "1:1", "is empty"),
  ])
  func `is told what is wrong, where and what to do`(
    text: String, place: String, message: String
  ) throws {
    let reading = try read(text)
    #expect(reading.limits == nil)
    let first = try #require(reading.diagnostics.first)
    #expect(first.message.contains(message), "\(reading.text)")
    #expect("\(first.range.start.line):\(first.range.start.column)" == place, "\(reading.text)")
    #expect(reading.diagnostics.count == 1, "\(reading.text)")
  }

  @Test func `must be there`() {
    let reading = WrittenLimits.read(fileAt: "/no/such/file.yaml", figures: [], profiles: [])
    #expect(reading.limits == nil && reading.diagnostics.count == 1)
  }
}
