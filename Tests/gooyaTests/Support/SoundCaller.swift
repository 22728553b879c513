import Foundation
import Glibc
import Sound
import Telephony

/// A caller who has a call through a virtual card alone: he hears the loudspeaker and sounds his keys
/// into the microphone. What he must know of the line he reads in its transcript as it goes.
final class SoundCaller {
  /// Why a call came to nothing; a busy machine may spoil one.
  struct Spoiled: Error, CustomStringConvertible {
    let description: String
  }

  private let place: Workplace
  private let call: Workplace.Running
  private let ears: Workplace.Running?
  private var pressed = ""

  /// What the caller heard, as it is recorded.
  static let heard = "heard.wav"
  /// What the program itself recorded of both.
  static let recorded = "call.wav"

  /// Begins a call.
  ///
  /// - Parameter hears: whether what the loudspeaker plays is recorded too.
  init(at place: Workplace, hears: Bool, _ arguments: String...) throws {
    self.place = place
    if hears {
      ears = try place.start(["audio", "record", Self.heard, "--device", "gooya_monitor"])
      try place.waitForRecording(Self.heard)
    } else {
      ears = nil
    }
    call = try place.start(
      [
        "call", Workplace.script, "--audio", "gooya_out", "--ears", "gooya_mic", "--record",
        Self.recorded, "--format", "jsonl",
      ] + arguments)
  }

  /// What has happened in the call so far.
  var transcript: [CallLine] {
    call.outputSoFar.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(CallLine.self, from: Data($0.utf8))
    }
  }

  /// Sounds keys, and waits until the line has understood them.
  ///
  /// - Throws: `Spoiled` if it has understood others.
  func press(_ keys: String) throws {
    let file = "keys-\(keys.map { $0 == "*" ? "s" : $0 == "#" ? "h" : String($0) }.joined()).wav"
    let generator = DTMFGenerator(sampleRate: 16000)
    let samples = generator.samples(for: keys.compactMap { DTMFDigit($0) })
    try AudioClip(samples: samples.map { Float($0) / 32768 }, sampleRate: 16000)
      .write(to: place.path(file))
    let played = try place.gooya("audio", "play", file, "--device", "gooya_caller")
    guard played.status == 0 else { throw Spoiled(description: "\(played)") }
    pressed += keys
    try wait(for: "the keys \(keys)", atMost: .seconds(10)) { lines in
      let understood = lines.of("pressed").map(\.text).joined()
      guard self.pressed.hasPrefix(understood) else {
        throw Spoiled(description: "\(self.pressed) was understood as \(understood)")
      }
      return understood == self.pressed
    }
  }

  /// Waits until the line is in a state, entered after the last key.
  func wait(forState state: String) throws {
    try wait(for: state) { lines in
      let last = lines.lastIndex { $0.kind == "pressed" } ?? -1
      return lines[(last + 1)...].contains { $0.kind == "state" && $0.id == state }
    }
  }

  /// Waits until a prompt has been said after the last key.
  func wait(forSaid prompt: String) throws {
    try wait(for: prompt) { lines in
      let last = lines.lastIndex { $0.kind == "pressed" } ?? -1
      return lines[(last + 1)...].contains { $0.kind == "said" && $0.id == prompt }
    }
  }

  /// Waits until the call is over.
  func finish() throws -> Workplace.Outcome {
    let outcome = try call.wait()
    if let ears {
      usleep(300_000)
      ears.send(SIGINT)
      let recorded = try ears.wait()
      guard recorded.status == 0 else { throw Spoiled(description: "\(recorded)") }
    }
    return outcome
  }

  private func wait(
    for what: String, atMost limit: Duration = .seconds(90),
    until isThere: ([CallLine]) throws -> Bool
  ) throws {
    let end = ContinuousClock.now + limit
    while try !isThere(transcript) {
      guard ContinuousClock.now < end, transcript.of("hung_up").isEmpty else {
        throw Spoiled(description: "\(what) is missing in\n\(call.outputSoFar)")
      }
      usleep(10_000)
    }
  }

  deinit {
    call.send(SIGKILL)
    ears?.send(SIGKILL)
  }
}
