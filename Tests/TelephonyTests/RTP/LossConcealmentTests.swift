import RandomInputs
import Telephony
import Testing

@Suite struct `Concealment of lost packets` {
  /// A voice-like sound at 8 kHz: harmonics of a pitch.
  static func voice(_ pitch: Double, _ count: Int, from start: Int = 0) -> [Float] {
    var recording = Recording()
    for (harmonic, level) in [(1.0, -16.0), (2, -14), (3, -18), (5, -22), (7, -26)] {
      var part = Recording()
      part.tones([pitch * harmonic], level: level, for: Double(start + count) / 8)
      if recording.samples.isEmpty {
        recording = part
      } else {
        for index in part.samples.indices { recording.samples[index] += part.samples[index] }
      }
    }
    return recording.samples[start..<start + count].map { Float($0 / 32_768) }
  }

  static func energy(_ samples: some Sequence<Float>) -> Float {
    samples.reduce(0) { $0 + $1 * $1 }
  }

  /// What is heard of sound in which some frames of 20 ms are missing.
  static func heard(_ sound: [Float], missing: Set<Int>) -> [Float] {
    var concealment = LossConcealment()
    var heard: [Float] = []
    for frame in 0..<sound.count / 160 {
      if missing.contains(frame) {
        concealment.fill(160, appendingTo: &heard)
      } else {
        var samples = Array(sound[frame * 160..<frame * 160 + 160])
        samples.withUnsafeMutableBufferPointer { concealment.take($0) }
        heard += samples
      }
    }
    return heard
  }

  @Test(arguments: [70.0, 100, 125, 140, 160, 195])
  func `goes on with a voice of any pitch for a packet`(pitch: Double) {
    let sound = Self.voice(pitch, 1_600)
    let heard = Self.heard(sound, missing: [5])
    let gap = 800..<960
    let error = Self.energy(zip(heard[gap], sound[gap]).map { $0 - $1 })
    let ratio = Self.energy(sound[gap]) / error
    // 6 dB; silence would have 0 dB.
    #expect(ratio > 4, "\(ratio)")
  }

  @Test(arguments: 1...9)
  func `leaves everything else as it was, and comes back within 10 ms`(frames: Int) {
    let sound = Self.voice(120, 4_000)
    let heard = Self.heard(sound, missing: Set(8..<8 + frames))
    #expect(heard[..<1_280] == sound[..<1_280])
    let back = 1_280 + 160 * frames + 80
    #expect(heard[back...] == sound[back...])
  }

  @Test func `fades away within 60 ms and stays silent`() {
    let heard = Self.heard(Self.voice(120, 4_000), missing: Set(8..<25))
    let frames = (0..<17).map { Self.energy(heard[1_280 + $0 * 160..<1_440 + $0 * 160]) }
    #expect(frames[0] > frames[1] && frames[1] > frames[2] && frames[2] > 0)
    #expect(frames[3...].allSatisfy { $0 == 0 })
  }

  @Test func `is never louder than what was heard before, and has no clicks`() {
    for pitch in stride(from: 62.0, through: 210, by: 3.7) {
      let sound = Self.voice(pitch, 3_200)
      let loudest = sound.map { abs($0) }.max() ?? 0
      let steepest = zip(sound.dropFirst(), sound).map { abs($0 - $1) }.max() ?? 0
      let heard = Self.heard(sound, missing: [5, 9, 10, 14, 15, 16, 17, 18])
      #expect(heard.allSatisfy { abs($0) <= loudest * 1.25 }, "\(pitch) Hz")
      let steps = zip(heard.dropFirst(), heard).map { abs($0 - $1) }
      #expect(steps.allSatisfy { $0 <= steepest * 1.5 }, "\(pitch) Hz")
    }
  }

  @Test func `makes silence of silence, and nothing endless of noise`() {
    #expect(Self.heard([Float](repeating: 0, count: 800), missing: [2]).allSatisfy { $0 == 0 })
    var random = SeededGenerator(seed: 4)
    let noise = (0..<3_200).map { _ in Float.random(in: -1...1, using: &random) }
    let heard = Self.heard(noise, missing: [4, 5, 6, 10])
    #expect(heard.allSatisfy { abs($0) <= 2 })
  }

  @Test func `continues nothing that was before a pause`() {
    var concealment = LossConcealment()
    var sound = Self.voice(120, 800)
    sound.withUnsafeMutableBufferPointer { concealment.take($0) }
    concealment.forget()
    var gap: [Float] = []
    concealment.fill(160, appendingTo: &gap)
    #expect(gap.allSatisfy { $0 == 0 })
  }

  @Test(arguments: 0..<10)
  func `fills gaps of any length between blocks of any length`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var concealment = LossConcealment()
    for _ in 0..<500 {
      var block = (0..<Int.random(in: 0...700, using: &random)).map { _ in
        Float.random(in: -1...1, using: &random)
      }
      block.withUnsafeMutableBufferPointer { concealment.take($0) }
      var gap: [Float] = []
      let length = Int.random(in: 0...700, using: &random)
      concealment.fill(length, appendingTo: &gap)
      #expect(gap.count == length)
      #expect(gap.allSatisfy { abs($0) <= 4 })
    }
  }
}
