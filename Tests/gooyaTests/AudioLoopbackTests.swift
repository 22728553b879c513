import Foundation
import Glibc
import Sound
import Testing

@Suite struct `gooya audio loopback` {
  /// The fields of the JSON report that the tests look at.
  private struct Report: Decodable {
    struct Latency: Decodable {
      let medianMs: Double
      let p95Ms: Double
      let jitterMs: Double
    }

    struct Response: Decodable {
      let telephoneBandLowestDb: Double
      let telephoneBandHighestDb: Double
    }

    struct Reason: Decodable {
      let grade: String
      let text: String
    }

    let verdict: String
    let reasons: [Reason]
    let marksSent: Int
    let marksHeard: Int
    let latency: Latency?
    let gainDb: Double?
    let snrDb: Double?
    let driftPpm: Double?
    let response: Response?
    let digitsSent: String
    let digitsHeard: String
    let digitsRight: Int

    init(_ text: String) throws {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      self = try decoder.decode(Report.self, from: Data(text.utf8))
    }
  }

  /// A desk with ALSA devices that are files: what is played goes to `played.raw`, and what is
  /// captured comes from `heard.raw`.
  func deskWithFiles(heard: [Float]) throws -> Workplace {
    let place = try Workplace(environment: ["ALSA_CONFIG_PATH": "asound.conf"])
    try place.write(
      """
      </usr/share/alsa/alsa.conf>
      pcm.to_file { type file slave.pcm null file "\(place.path("played.raw"))" format raw }
      pcm.from_file {
        type file slave.pcm null file /dev/null infile "\(place.path("heard.raw"))" format raw
      }

      """, as: "asound.conf")
    try Self.bytes(of: heard).write(to: URL(fileURLWithPath: place.path("heard.raw")))
    return place
  }

  /// The samples in 16 bits, little-endian.
  private static func bytes(of samples: [Float]) -> Data {
    var data = Data(capacity: 2 * samples.count)
    for sample in samples {
      let value = UInt16(bitPattern: Int16((sample * 32768).rounded()))
      data.append(contentsOf: [UInt8(value & 0xff), UInt8(value >> 8)])
    }
    return data
  }

  @Test func `finds a sound card's path good`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let outcome = try place.gooya(
      "audio", "loopback", "--out", "gooya_out", "--in", "gooya_monitor", "--for", "8s", "--queue",
      "600ms", "--json", "--plot", "response.svg")
    let report = try Report(outcome.output)
    #expect(report.digitsHeard == report.digitsSent)
    #expect(report.digitsSent == "0123456789*#ABCD")
    #expect(report.marksHeard == report.marksSent)
    #expect(abs(report.gainDb ?? 99) < 0.1)
    #expect(report.snrDb ?? 0 > 60)
    #expect(abs(report.driftPpm ?? 999) < 20)
    #expect(report.response?.telephoneBandLowestDb ?? -99 > -0.5)
    #expect(report.response?.telephoneBandHighestDb ?? 99 < 0.5)
    let latency = try #require(report.latency)
    #expect((1...3000).contains(latency.medianMs) && latency.p95Ms >= latency.medianMs)
    let svg = try String(contentsOfFile: place.path("response.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("<polyline"))
    // A queue of 600 ms is late, and nothing else is wrong.
    #expect(report.verdict == (report.reasons.first?.grade ?? "good"))
    #expect(report.reasons.allSatisfy { $0.text.hasPrefix("the round trip") }, "\(outcome)")
    #expect(outcome.status == (report.verdict == "fails" ? 1 : 0))
  }

  @Test(arguments: [("gooya_out", false), ("gooya_swapped", true)])
  func `measures a card's two channels`(output: String, isSwapped: Bool) throws {
    let card = try VirtualSoundCard(channels: 2)
    let place = try Workplace(environment: card.environment)
    let outcome = try place.gooya(
      "audio", "loopback", "--out", output, "--in", "gooya_monitor", "--for", "8s", "--queue",
      "250ms", "--channels", "2", "--json")
    let text = Data(outcome.output.utf8)
    let report = try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
    let channels = try #require(report["channels"] as? [String: Any])
    #expect(channels["swapped"] as? Bool == isSwapped && channels["mono"] as? Bool == false)
    #expect(channels["dead"] as? Int == 0 && channels["inverted"] as? Bool == false)
    let number = { (name: String) in (channels[name] as? NSNumber)?.doubleValue }
    #expect(try #require(number("crosstalk_db")) < -80)
    #expect(abs(try #require(number("balance_db"))) < 0.05)
    #expect(abs(try #require(number("delay_ms"))) < 0.01)
    #expect(outcome.status == (isSwapped ? 1 : 0), "\(outcome)")
    let reasons = (report["reasons"] as? [[String: Any]])?.map { $0["figure"] as? String ?? "" }
    #expect(reasons == (isSwapped ? ["channels.swapped"] : []))
  }

  @Test func `fails where the capture hears nothing of it`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let outcome = try place.gooya(
      "audio", "loopback", "--out", "gooya_out", "--in", "gooya_mic", "--for", "8s", "--plot",
      "response.svg")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("0 of 16 heard"))
    #expect(outcome.output.contains("verdict: fails\n  fails: only digital silence was captured"))
    #expect(outcome.complaints.contains("no response to draw"))
    #expect(!FileManager.default.fileExists(atPath: place.path("response.svg")))
  }

  @Test func `plays into a file and hears from one`() throws {
    let signal = LoopbackSignal(sampleRate: 8000, length: .seconds(8))
    // The other way round, a quarter as loud, 0.3 s late.
    let heard = [Float](repeating: 0, count: 2400) + signal.samples.map { -0.25 * $0 }
    let place = try deskWithFiles(heard: heard + [Float](repeating: 0, count: 80_000))
    let outcome = try place.gooya(
      "audio", "loopback", "--out", "to_file", "--in", "from_file", "--rate", "8000", "--for", "8s")
    #expect(outcome.output.contains("16 of 16 heard"), "\(outcome)")
    #expect(outcome.output.contains("gain         -12.0 dB: -12.1 dBFS sent, -24.2 dBFS heard"))
    #expect(outcome.output.contains("inverted"))
    // As many as there are.
    #expect(outcome.output.contains(/marks +(\d+) of \1 heard/))
    #expect(outcome.output.contains(/jitter [0-9.]{1,3} ms/))
    #expect(outcome.output.contains("dropouts     none"))
    #expect(outcome.lines.count <= 24)
    let played = try Data(contentsOf: URL(fileURLWithPath: place.path("played.raw")))
    #expect(played.starts(with: Self.bytes(of: signal.samples)))
  }

  @Test func `stops at Ctrl-C`() throws {
    let place = try deskWithFiles(heard: [])
    let running = try place.start([
      "audio", "loopback", "--out", "to_file", "--in", "null", "--for", "10m",
    ])
    // It plays once the file grows.
    let size = {
      (try? Data(contentsOf: URL(fileURLWithPath: place.path("played.raw"))).count) ?? 0
    }
    let end = ContinuousClock.now + .seconds(120)
    while size() == 0, ContinuousClock.now < end { usleep(10_000) }
    running.send(SIGINT)
    let outcome = try running.wait()
    #expect(outcome.status == 130)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.contains("nothing was measured"))
  }

  @Test func `says what is wrong with a device or a file before it plays`() throws {
    let place = try Workplace()
    let missing = try place.gooya("audio", "loopback", "--out", "null", "--in", "no_such_device")
    #expect(missing.status == 1)
    #expect(missing.complaints.contains("no_such_device"))
    let unwritable = try place.gooya(
      "audio", "loopback", "--out", "null", "--in", "null", "--plot", "no/such/folder.svg")
    #expect(unwritable.status == 1)
    #expect(unwritable.complaints.contains("'no/such/folder.svg' can't be written"))
  }

  @Test(arguments: [
    ["--rate", "7999"], ["--rate", "0"], ["--rate", "-1"], ["--rate", "400000"], ["--for", "7s"],
    ["--for", "31d"], ["--for", "12"], ["--queue", "1ms"], ["--queue", "2s"], ["extra"],
    ["--channels", "3"], ["--channels", "0"],
  ])
  func `refuses wrong usage`(arguments: [String]) throws {
    let outcome = try Workplace().gooya(["audio", "loopback"] + arguments)
    #expect(outcome.status == 64, "\(outcome)")
  }
}
