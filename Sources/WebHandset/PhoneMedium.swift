package import CallEngine
package import CallRuntime

/// Carries one call's sound to and from a page.
package final class PhoneMedium: CallMedium {
  private let leg: PhoneLeg
  private let speed: Int
  private weak var audio: AudioCall?
  private var language = Language.english
  private var words = ""
  private var framesPlayed = 0

  /// How often the words under way are told, in frames: as fast as one can read.
  private static let wordInterval = 5

  /// - Parameter speed: how many seconds of the call pass in one.
  package init(_ leg: PhoneLeg, speed: Int) {
    self.leg = leg
    self.speed = speed
  }

  package func begin(_ call: AudioCall) {
    audio = call
    language = call.call.machine.currentLanguage
    leg.speak(language)
  }

  /// Before the next frame those are made that the call's speed adds; the page plays them faster.
  package func capture() -> [Float]? {
    guard speed > 1, let audio else { return leg.capture() }
    for _ in 1..<speed where !audio.isOver {
      play(audio.nextLine(captured: leg.capture()))
    }
    return leg.capture()
  }

  package func play(_ line: [Float]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count * 2)
    for sample in line {
      let value = Int16(max(-1, min(1, sample)) * 32767)
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    leg.hear(bytes)
    followLanguage()
    framesPlayed += 1
    if framesPlayed % (Self.wordInterval * speed) == 0 { tellWords() }
  }

  package func end(_ cause: HangUpCause) {
    leg.tell(.over)
  }

  /// A prompt is told once it has ended, so it is told in the language that it was spoken in.
  private func followLanguage() {
    guard let now = audio?.call.machine.currentLanguage, now != language else { return }
    language = now
    leg.speak(now)
  }

  private func tellWords() {
    guard let audio else { return }
    let now = audio.call.wordsUnderWay(at: audio.time)
    if now == words { return }
    words = now
    leg.tell(.words(now, language))
  }
}
