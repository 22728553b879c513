import Foundation
import Testing

/// Calls whose sound devices are awkward, or go away.
@Suite(.serialized) struct `A call on awkward devices` {
  private static func call(_ keys: String, _ more: String...) -> [String] {
    [
      "call", Workplace.script, "--from", "02199900001", "--language", "en-US", "--format", "jsonl",
      "--keys", keys,
    ] + more
  }

  @Test func `a microphone that hears nothing but the line presses no key, nor one twice`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let outcome = try place.gooya(
      Self.call("~5 4 ~9 1 ~5 2 ~3 9 ~6 h")
        + ["--audio", "gooya_out", "--ears", "gooya_monitor", "--record", "call.wav"])
    #expect(outcome.status == 0, "\(outcome)")
    let keys = try outcome.transcript().of("pressed").map(\.text).joined()
    #expect(keys == "4129", "\(outcome)")
    // The microphone did hear it.
    let caller = try CallRecording(place.path("call.wav")).caller
    #expect(caller[16000..<48000].contains { abs($0) > 0.05 })
  }

  @Test func `what a caller keys while the program is stopped acts and is recorded`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    try place.gooya("dtmf", "encode", "4", "-o", "key.wav", "--rate", "16000", "--length", "300ms")
    let running = try place.start(
      Self.call("~9 h") + [
        "--audio", "gooya_out", "--ears", "gooya_mic", "--record", "call.wav",
      ])
    try running.waitForOutput("welcome")
    running.send(SIGSTOP)
    try place.gooya("audio", "play", "key.wav", "--device", "gooya_caller")
    running.send(SIGCONT)
    let outcome = try running.wait()
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try outcome.transcript().of("pressed").map(\.text) == ["4"], "\(outcome)")
    let recording = try CallRecording(place.path("call.wav"))
    let key = try #require(try recording.keys.first, "\(outcome)")
    #expect(key.digit == "4")
    // All of the tone, beside the silence of a line that was stopped.
    #expect(recording.caller[key.onset..<key.onset + 4600].count { abs($0) > 0.01 } > 4000)
    #expect(recording.line[key.onset..<key.onset + 4600].allSatisfy { abs($0) < 0.001 })
    #expect(outcome.complaints.contains("nothing was heard for "), "\(outcome)")
  }

  @Test(arguments: ["crash", "freeze"])
  func `a sound server that goes away is told, and the call goes on to its end`(fate: String) throws
  {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    let running = try place.start(
      Self.call("~7 2 ~0.5 09120000001 ~1 1 ~2 h", "--audio", "gooya_out", "--ears", "gooya_mic"))
    try place.waitForPlaying()
    // The call has begun, so both devices are open.
    try running.waitForOutput("welcome")
    if fate == "crash" { card.crash() } else { card.freeze() }
    let outcome = try running.wait()
    #expect(outcome.status == 0, "\(outcome)")
    let transcript = try outcome.transcript()
    #expect(transcript.of("pressed").map(\.text).joined() == "2091200000011")
    #expect(transcript.last?.kind == "hung_up")
    #expect(try place.outbox().map(\.to) == ["09120000001"])
    for (device, verb) in [("gooya_out", "playing"), ("gooya_mic", "recording")] {
      let words =
        fate == "crash"
        ? "'\(device)' went away while \(verb): " : "'\(device)' hangs while \(verb): "
      #expect(outcome.complaints.contains(words), "\(outcome)")
    }
    #expect(outcome.complaints.contains("; the call goes on in silence\n"), "\(outcome)")
    #expect(outcome.complaints.contains("; the line hears the caller no more\n"), "\(outcome)")
  }

  @Test func `a sound server that doesn't run is told, and the call is held without it`() throws {
    let card = try VirtualSoundCard()
    let place = try Workplace(environment: card.environment)
    card.crash()
    let outcome = try place.gooya(
      Self.call("~0.5 h") + ["--audio", "gooya_out", "--ears", "gooya_mic"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try outcome.transcript().last?.kind == "hung_up")
    #expect(outcome.complaints.split(separator: "\n").count == 2, "\(outcome)")
    #expect(outcome.complaints.contains("its sound server isn't running"), "\(outcome)")
  }
}
