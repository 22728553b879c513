import Foundation
import Sound
import Telephony
import Testing

/// A call as `--record` keeps it.
struct CallRecording {
  let caller: [Float]
  let line: [Float]

  static let sampleRate = 16000

  init(_ path: String) throws {
    let clip = try AudioClip(contentsOf: path)
    try #require(clip.channels == 2 && clip.sampleRate == Self.sampleRate)
    caller = stride(from: 0, to: clip.samples.count, by: 2).map { clip.samples[$0] }
    line = stride(from: 1, to: clip.samples.count, by: 2).map { clip.samples[$0] }
  }

  /// A key in the caller's sound, in samples from the beginning.
  struct Key {
    let digit: Character
    /// When its tone began.
    let onset: Int
    /// When a detector knew it.
    let decision: Int
  }

  /// The keys in the caller's sound.
  var keys: [Key] {
    get throws {
      let half = try #require(
        AudioClip(samples: caller, sampleRate: Self.sampleRate).resampled(to: 8000)
      ).samples.map { Int16(max(-1, min(1, $0)) * 32767) }
      var detector = DTMFDetector()
      return detector.detect(in: half).map { detection in
        let decision = 2 * (detection.decidedAt + 1)
        // A tone begins after at least 20 ms without one.
        var onset = decision
        var quiet = 0
        for place in stride(from: min(decision, caller.count) - 1, through: 0, by: -1) {
          quiet = abs(caller[place]) < 0.01 ? quiet + 1 : 0
          if quiet == 0 { onset = place }
          if quiet == 320 { break }
        }
        return Key(digit: detection.digit.character, onset: onset, decision: decision)
      }
    }
  }

  /// How long the line is still heard after a key that cut it off and called for nothing new.
  struct BargeIn: CustomStringConvertible {
    let key: Character
    /// From the beginning of the key's tone and from its detection to the line's silence, in
    /// milliseconds.
    let sinceOnset: Double
    let sinceDecision: Double

    var description: String {
      String(format: "\(key): %.1f ms from its onset, %.1f ms from", sinceOnset, sinceDecision)
        + " its detection"
    }
  }

  func bargeIns(_ transcript: [CallLine]) throws -> [BargeIn] {
    let keys = try keys
    func milliseconds(_ samples: Int) -> Double {
      Double(samples) * 1000 / Double(Self.sampleRate)
    }
    var next = 0
    return transcript.indices.compactMap { index in
      let pressed = transcript[index]
      let after = transcript[(index + 1)...].prefix { $0.kind != "pressed" }
      guard pressed.kind == "pressed",
        // What was heard while the call was held up is recorded, so all that follows is later.
        let place = keys.indices.dropFirst(next).first(where: { place in
          String(keys[place].digit) == pressed.text
            && -100..<5000 ~= milliseconds(keys[place].decision) - pressed.at * 1000
        })
      else { return nil }
      next = place + 1
      guard after.contains(where: { $0.kind == "cut" }),
        !after.contains(where: { $0.kind == "state" })
      else { return nil }
      let key = keys[place]
      let silent = key.onset + silence(after: key.onset)
      return BargeIn(
        key: key.digit, sinceOnset: milliseconds(silent - key.onset),
        sinceDecision: milliseconds(silent - key.decision))
    }
  }

  /// After how many samples the line is silent for 60 ms.
  private func silence(after start: Int) -> Int {
    var place = start
    var last = start
    while place < line.count, place - last < 960 {
      if abs(line[place]) > 0.001 { last = place }
      place += 1
    }
    return last - start
  }
}
