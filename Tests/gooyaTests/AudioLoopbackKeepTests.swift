import Foundation
import Glibc
import Sound
import Testing

@Suite struct `gooya audio loopback --keep` {
  private static func numbers(_ text: some StringProtocol) throws -> [String: Any] {
    let data = Data(text.utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// A desk on whose devices the signal comes back that much later, in seconds.
  private static func desk(late: Double) throws -> Workplace {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    let lead = [Float](repeating: 0, count: Int(late * 8000))
    return try `gooya audio loopback`().deskWithFiles(
      heard: lead + signal.samples.map { 0.5 * $0 } + [Float](repeating: 0, count: 80_000))
  }

  private static let usual = [
    "audio", "loopback", "--out", "to_file", "--in", "from_file", "--rate", "8000", "--for", "8s",
  ]

  @Test func `keeps a run that tells the same when it is analysed`() throws {
    let place = try Self.desk(late: 0.1)
    let outcome = try place.gooya(Self.usual + ["--keep", "kept/run", "--json"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.complaints.contains("kept in 'kept/run'"))
    let report = try Self.numbers(outcome.output)
    let kept = try String(contentsOfFile: place.path("kept/run/report.json"), encoding: .utf8)
    #expect(kept == outcome.output)
    let again = try place.gooya([
      "audio", "analyse", "kept/run/heard.wav", "--sent", "kept/run/sent.wav", "--json",
    ])
    let analysed = try Self.numbers(again.output)
    let same = [
      "gain_db", "snr_db", "noise_floor_dbfs", "distortion_percent", "drift_ppm", "peak_dbfs",
      "marks_heard", "digits_heard", "dropouts", "response", "tone", "intermodulation", "noise",
      "transfer", "watched_seconds",
    ]
    for name in same {
      let (now, before) = (analysed[name] as? NSObject, report[name] as? NSObject)
      #expect(now != nil && now == before, "\(name)")
    }
    var status = stat()
    #expect(stat(place.path("kept/run/heard.wav"), &status) == 0 && status.st_mode & 0o077 == 0)
  }

  @Test func `keeps what failed without being asked, and no more than ten`() throws {
    let place = try `gooya audio loopback`().deskWithFiles(heard: [])
    for number in 0..<12 {
      let name = "2000010\(number / 10)\(number % 10)"
      try place.write("", as: ".local/state/gooya/loopback/\(name)/x", making: true)
    }
    let outcome = try place.gooya(Self.usual)
    #expect(outcome.status == 1)
    let folder = place.path(".local/state/gooya/loopback")
    let all = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(all.count == 10)
    let newest = try #require(all.last)
    #expect(outcome.complaints.contains("kept in '\(folder)/\(newest)'"), "\(outcome)")
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(newest)").sorted()
    #expect(files == ["heard.wav", "report.json", "sent.wav"])
  }

  @Test func `keeps what was heard before a device went away`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let running = try place.start([
      "audio", "loopback", "--out", "gooya_out", "--in", "gooya_monitor", "--for", "20s", "--keep",
      "kept",
    ])
    // Long enough for some sound.
    sleep(4)
    card.crash()
    let outcome = try running.wait()
    #expect(outcome.status == 1)
    #expect(outcome.complaints.contains("kept in 'kept'"), "\(outcome)")
    let report = try Self.numbers(
      String(contentsOfFile: place.path("kept/report.json"), encoding: .utf8))
    #expect((report["error"] as? String)?.contains("gooya_") == true)
    let heard = try AudioClip(contentsOf: place.path("kept/heard.wav"))
    #expect(heard.frameCount > 16_000)
  }

  @Test func `says before it plays that a folder can't be made`() throws {
    let place = try Workplace()
    try place.write("", as: "file")
    let outcome = try place.gooya([
      "audio", "loopback", "--out", "null", "--in", "null", "--keep", "file/kept",
    ])
    #expect(outcome.status == 1 && outcome.complaints.contains("'file/kept' can't be made"))
    let unnamed = try place.gooya(["audio", "loopback", "--keep", ""])
    #expect(unnamed.status == 64)
  }

  @Test(arguments: [0, 0.1, 0.3])
  func `tells the latency without the queues`(late: Double) throws {
    let place = try Self.desk(late: late)
    for queue in ["40ms", "200ms"] {
      let outcome = try place.gooya(Self.usual + ["--queue", queue, "--json"])
      let latency = try #require(try Self.numbers(outcome.output)["latency"] as? [String: Any])
      // A busy machine makes the accounts of the queues too large by a few milliseconds.
      let overstated = latency["overstated_ms"] as? Double
      let systemic = try #require(latency["systemic_ms"] as? Double ?? overstated.map(-))
      #expect(abs(systemic - late * 1000) < 5, "\(queue)")
      if overstated == nil {
        let frames = try #require(latency["systemic_frames"] as? Double)
        #expect(abs(frames - systemic * 8) < 0.5)
      }
      let median = try #require(latency["median_ms"] as? Double)
      #expect(median > systemic + (queue == "40ms" ? 20 : 150))
    }
  }
}
