package import CallEngine
package import CallRuntime

/// Carries one call's sound to and from a page.
package final class PhoneMedium: CallMedium {
  private let phone: Phone
  private let speed: Int
  private let finished: (HangUpCause) -> Void
  private weak var audio: AudioCall?
  private var language: Language
  private var words = ""
  private var framesPlayed = 0

  /// How often the words under way are told, in frames: as fast as one can read.
  private static let wordInterval = 5

  /// - Parameters:
  ///   - speed: how many seconds of the call pass in one.
  ///   - finished: is told once everything has been played.
  package init(
    _ phone: Phone, speed: Int, of audio: AudioCall, finished: @escaping (HangUpCause) -> Void
  ) {
    self.phone = phone
    self.speed = speed
    self.audio = audio
    self.finished = finished
    language = audio.call.machine.currentLanguage
    phone.speak(language)
  }

  /// Before the next frame those are made that the call's speed adds; the page plays them faster.
  package func capture() -> [Float]? {
    guard speed > 1, let audio else { return phone.microphone.next() }
    for _ in 1..<speed where !audio.isOver {
      play(audio.nextLine(captured: phone.microphone.next()))
    }
    return phone.microphone.next()
  }

  package func play(_ line: [Float]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count * 2)
    for sample in line {
      let value = Int16(max(-1, min(1, sample)) * 32767)
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    phone.hear(bytes)
    followLanguage()
    framesPlayed += 1
    if framesPlayed % (Self.wordInterval * speed) == 0 { tellWords() }
  }

  package func end(_ cause: HangUpCause) {
    phone.tell(.over)
    finished(cause)
  }

  /// A prompt is told once it has ended, so it is told in the language that it was spoken in.
  private func followLanguage() {
    guard let now = audio?.call.machine.currentLanguage, now != language else { return }
    language = now
    phone.speak(now)
  }

  private func tellWords() {
    guard let audio else { return }
    let now = audio.call.wordsUnderWay(at: audio.time)
    if now == words { return }
    words = now
    phone.tell(.words(now, language))
  }
}
