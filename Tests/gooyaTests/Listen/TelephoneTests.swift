import Foundation
import Sound
import Testing

/// Whole calls of the billing line by telephones that other people have made (Tests/Telephones).
@Suite struct `A call by a telephone` {
  private static let telephones = Workplace.package.appendingPathComponent("Tests/Telephones").path

  private struct Listener {
    let place: Workplace
    let running: Workplace.Running
    let address: String

    init() throws {
      place = try Workplace()
      try FileManager.default.createDirectory(
        atPath: place.path("kept"), withIntermediateDirectories: true)
      running = try place.start(["listen", "--sip", "127.0.0.1:0", "--record", place.path("kept")])
      try running.waitForOutput("listening: sip at ")
      address = String(
        try #require(
          running.outputSoFar.firstMatch(of: #/sip at ([0-9.:]+)/#)?.output.1))
    }

    func end() throws {
      running.send(SIGTERM)
      #expect(try running.wait().status == 0)
    }

    /// The one sound that was kept of a call, the line's side.
    func line() throws -> [Float] {
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: place.path("kept"))
          .first { $0.hasSuffix(".wav") })
      return try CallRecording(place.path("kept/\(name)")).line
    }
  }

  /// The identifiers of the bill, as they were heard.
  private func readings(in sound: [Float]) throws -> [HeardReading] {
    try HeardReading.all(
      of: [
        ("bill_id_is", ["123", "021", "42"]),
        ("payment_id_is", ["123", "456", "785", "039", "2"]),
      ], language: "fa-IR", in: ClipEar(sound))
  }

  private func check(_ readings: [HeardReading]) {
    #expect(readings.count == 2, "\(readings)")
    for group in readings.flatMap(\.groups) {
      #expect(group.likeness > 0.8 && group.otherLikeness < 0.7, "\(readings)")
    }
  }

  @Test(
    "groups are recognised in what the telephone recorded", arguments: ["baresip", "linphone"])
  func records(telephone: String) async throws {
    let listener = try Listener()
    let folder = listener.place.path(telephone)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let outcome = try await listener.place.longShell(
      "\(Self.telephones)/\(telephone) \(listener.address) \(folder)")
    #expect(outcome.status == 0, "\(outcome)")
    let heard = try #require(
      AudioClip(contentsOf: "\(folder)/heard.wav").resampled(to: CallRecording.sampleRate))
    let channels = heard.channels
    check(
      try readings(
        in: stride(from: 0, to: heard.samples.count, by: channels).map { heard.samples[$0] }))
    try listener.end()
    #expect(
      try listener.place.calls()[0].path.suffix(3)
        == ["read_identifiers", "after_identifiers", "goodbye"])
  }

  @Test(.enabled(if: geteuid() == 0, "sipp sends keys by raw sockets"))
  func `sipp holds it to the line's goodbye`() async throws {
    let listener = try Listener()
    let folder = listener.place.path("sipp")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let outcome = try await listener.place.longShell(
      "\(Self.telephones)/sipp \(listener.address) \(folder)")
    #expect(outcome.status == 0, "\(outcome)")
    try listener.end()
    check(try readings(in: listener.line()))
    #expect(
      try listener.place.calls()[0].path.suffix(3)
        == ["read_identifiers", "after_identifiers", "goodbye"])
  }
}
