import Foundation
import Sound
import Telephony
import Testing

/// Calls in real time by a caller who has nothing but a loudspeaker and a microphone.
@Suite struct `A call by sound alone` {
  /// A busy machine may spoil a call: an underrun can cut a tone in two.
  private static func held<Result>(_ call: () throws -> Result) throws -> Result {
    do { return try call() } catch is SoundCaller.Spoiled { return try call() }
  }

  /// The states of a script in which keys are taken, by their kinds.
  private static func listeningStates() throws -> Set<String> {
    let lines = try String(contentsOfFile: Workplace.script, encoding: .utf8)
      .split(separator: "\n")
    let states = zip(lines, lines.dropFirst()).compactMap { name, kind in
      kind.hasPrefix("    menu:") || kind.hasPrefix("    collect:")
        ? String(name.dropFirst(2).dropLast()) : nil
    }
    return Set(states)
  }

  /// The states in which keys were pressed.
  private static func statesPressedIn(_ transcript: [CallLine]) -> Set<String> {
    var state = ""
    var states: Set<String> = []
    for line in transcript {
      if line.kind == "state" { state = line.id ?? "" }
      if line.kind == "pressed" { states.insert(state) }
    }
    return states
  }

  @Test func `every state that listens takes a key by sound, and the SMS goes where it was keyed`()
    throws
  {
    let mobile = "09120000001"
    let (place, transcript, outcome) = try Self.held {
      let card = try VirtualSoundCard()
      let place = try Workplace(environment: card.environment)
      let caller = try SoundCaller(
        at: place, hears: false, "--from", "02112345678", "--language", "en-US", "--given",
        "transfer=busy")
      func collect(_ state: String, _ number: String) throws {
        try caller.wait(forState: state)
        try caller.press(number)
        try caller.wait(forSaid: "you_entered")
        try caller.press("1")
      }
      // A line that isn't known says whose bill it wants.
      try collect("collect_line", "02199900007")
      // The announcement is cut off by the choice that it leads to.
      try caller.wait(forState: "announce")
      try caller.press("2")
      try collect("sms_recipient", mobile)
      try caller.wait(forState: "bill_sent")
      try caller.press("3")
      try collect("app_recipient", mobile)
      try caller.wait(forState: "app_link_sent")
      try caller.press("9")
      try caller.wait(forState: "main")
      try caller.press("5")
      try collect("email_recipient", mobile)
      try caller.wait(forState: "email_requested")
      try caller.press("4")
      try caller.wait(forState: "pen_and_paper")
      try caller.press("7")
      try caller.wait(forState: "read_identifiers")
      try caller.press("1")
      try caller.wait(forState: "read_identifiers")
      try caller.press("#")
      try caller.wait(forState: "after_identifiers")
      try caller.press("2")
      try caller.wait(forState: "main")
      try caller.press("1")
      try caller.wait(forState: "payment_busy")
      try caller.press("0")
      let outcome = try caller.finish()
      return (place, try outcome.transcript(), outcome)
    }
    #expect(outcome.status == 0, "\(outcome)")
    #expect(transcript.last?.kind == "hung_up" && transcript.last?.id == "line")
    // Only somebody whom the operator rings is asked who he is.
    let listening = try Self.listeningStates().subtracting(["ask_for_subscriber"])
    #expect(listening.count == 6)
    let missing = listening.subtracting(Self.statesPressedIn(transcript))
    #expect(missing.isEmpty, "no key was pressed in \(missing)")
    for state in ["announce", "bill_sent", "pen_and_paper", "read_identifiers"] {
      let start = try #require(transcript.firstIndex { $0.kind == "state" && $0.id == state })
      #expect(
        transcript[start...].prefix { $0.kind != "state" || $0.id == state }
          .contains { $0.kind == "cut" }, "\(state) was not cut off")
    }
    let sms = try place.outbox().filter { $0.kind == "sms" && $0.to == mobile }
    #expect(sms.contains { $0.text.contains("9990000702148") && $0.text.contains("48050465") })
    #expect(sms.count == 3)
    let bargeIns = try CallRecording(place.path(SoundCaller.recorded)).bargeIns(transcript)
    // Four entries begin while the line speaks; a call that was held up may not have kept them all.
    #expect(bargeIns.count >= 2)
    #expect(bargeIns.allSatisfy { $0.sinceDecision <= 40 && $0.sinceOnset <= 80 }, "\(bargeIns)")
  }

  @Test func `identifiers are heard in groups of three with audible pauses, twice`() throws {
    let (place, outcome, readings) = try Self.held {
      let card = try VirtualSoundCard()
      let place = try Workplace(environment: card.environment)
      let caller = try SoundCaller(
        at: place, hears: true, "--from", "05199900009", "--language", "fa-IR")
      try caller.wait(forState: "announce")
      try caller.press("4")
      try caller.wait(forState: "pen_and_paper")
      try caller.press("5")
      try caller.wait(forState: "after_identifiers")
      try caller.press("0")
      let outcome = try caller.finish()
      let readings = try HeardReading.all(
        of: [
          ("bill_id_is", ["123", "021", "42"]),
          ("payment_id_is", ["123", "456", "785", "039", "2"]),
        ], language: "fa-IR",
        in: ClipEar(try AudioClip(contentsOf: place.path(SoundCaller.heard)).samples))
      // Where the sound broke off there is less of a clip.
      guard readings.count == 2, readings.flatMap(\.groups).allSatisfy({ $0.likeness > 0.9 })
      else { throw SoundCaller.Spoiled(description: "\(readings)") }
      return (place, outcome, readings)
    }
    #expect(outcome.status == 0, "\(outcome)")
    for group in readings.flatMap(\.groups) {
      #expect(group.otherLikeness < 0.7, "\(readings)")
      #expect((0.8...1.6).contains(group.pause), "\(readings)")
    }
    #expect(
      try place.calls()[0].path.suffix(3) == ["read_identifiers", "after_identifiers", "goodbye"])
  }
}
