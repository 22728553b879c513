import Foundation
import Glibc
import Testing

@Suite struct `gooya audio loopback in a soak` {
  private static func numbers(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `accounts for each round on a sound card`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let outcome = try place.gooya(
      "audio", "loopback", "--out", "gooya_out", "--in", "gooya_monitor", "--for", "24s", "--round",
      "8s", "--queue", "400ms", "--account", "soak.csv", "--plot", "soak.svg", "--report",
      "soak.html", "--junit", "soak.xml", "--json")
    let report = try Self.numbers(outcome.output)
    let soak = try #require(report["soak"] as? [String: Any])
    #expect((soak["rounds"] as? [Any])?.count == 3)
    #expect(report["digits_heard"] as? String == "0123456789*#ABCD")
    #expect(abs(report["gain_db"] as? Double ?? 99) < 0.1)
    #expect(report["watched_seconds"] as? Double == 24, "\(outcome)")
    let csv = try String(contentsOfFile: place.path("soak.csv"), encoding: .utf8)
    let lines = csv.split(separator: "\n")
    #expect(lines.count == 4 && lines[0].hasPrefix("round,finished_at,begins_s,watched_s,verdict,"))
    #expect(lines.dropFirst().map { $0.prefix(2) } == ["1,", "2,", "3,"])
    let svg = try String(contentsOfFile: place.path("soak.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("latency, ms"))
    for name in ["soak.html", "soak.xml"] {
      #expect(FileManager.default.fileExists(atPath: place.path(name)))
    }
    #expect(outcome.status == (report["verdict"] as? String == "fails" ? 1 : 0))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `ends with what there is when it is stopped`(signal: Int32) throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let running = try place.start([
      "audio", "loopback", "--out", "gooya_out", "--in", "gooya_monitor", "--for", "3d", "--round",
      "8s", "--queue", "400ms", "--account", "soak.prom",
    ])
    let end = ContinuousClock.now + .seconds(60)
    while !FileManager.default.fileExists(atPath: place.path("soak.prom")),
      ContinuousClock.now < end
    { usleep(50_000) }
    running.send(signal)
    let outcome = try running.wait()
    #expect(outcome.output.contains("verdict: "), "\(outcome)")
    #expect(outcome.output.contains(", stopped in round "))
    #expect(outcome.status == (outcome.output.contains("verdict: fails") ? 1 : 0))
    let metrics = try String(contentsOfFile: place.path("soak.prom"), encoding: .utf8)
    #expect(metrics.contains("# TYPE gooya_loopback_dropouts_total counter\n"))
    #expect(
      metrics.contains(
        /gooya_loopback_rounds_total\{out="gooya_out",in="gooya_monitor"\} [12]\n/), "\(metrics)")
    #expect(!metrics.contains("inf") && !metrics.contains("nan"))
  }

  @Test(arguments: [
    ["--for", "31d"], ["--for", "0d"], ["--for", "-1d"], ["--for", "8s", "--round", "7s"],
    ["--for", "1h", "--round", "11m"], ["--account", "soak.txt"],
  ])
  func `refuses wrong usage`(arguments: [String]) throws {
    let outcome = try Workplace().gooya(["audio", "loopback"] + arguments)
    #expect(outcome.status == 64, "\(outcome)")
  }
}
