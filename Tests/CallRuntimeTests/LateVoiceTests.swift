import CallEngine
import CallRuntime
import Speech
import Synchronization
import Testing

/// A voice that has to make its sounds first.
@Suite struct LateVoiceTests {
  private final class LateVoice: Voice {
    private let voice = CountingVoice()
    private let waiting = Mutex<[@Sendable () -> Void]>([])
    private let isReady = Mutex(false)

    func sound(of utterance: Utterance) -> [Float]? { voice.sound(of: utterance) }

    func hasSound(
      of utterances: [Utterance], otherwise told: @escaping @Sendable () -> Void
    ) -> Bool {
      let isReady = isReady.withLock { $0 }
      if !isReady { waiting.withLock { $0.append(told) } }
      return isReady
    }

    func finish() {
      isReady.withLock { $0 = true }
      for told in waiting.withLock({ $0 }) { told() }
    }
  }

  /// A call to a line that says `one two` and then `two`, waiting for a key.
  private func call(_ voice: LateVoice, told: @escaping (TranscriptEvent) -> Void = { _ in })
    -> AudioCall
  {
    let line = AudibleLine([.text(["one two"])], then: .menu)
    let call = SimulatedCall(
      program: line.program, parameters: RemoteLine.parameters,
      narrator: Narrator(library: PromptLibrary([])), services: line.services,
      inbox: CallInbox().address(),
      sound: LineSound(voice: voice, tones: LineTones(of: line.program)),
      report: told)
    let audio = call.audio()
    audio.answer()
    return audio
  }

  private func isHeard(_ audio: AudioCall, frames: Int) -> [Bool] {
    (0..<frames).map { _ in audio.nextLine().contains { $0 != 0 } }
  }

  @Test("an announcement begins once its sound is made, and is heard whole") func waits() {
    let voice = LateVoice()
    var said: [String] = []
    let audio = call(voice) { if case .said(let prompt) = $0.content { said.append(prompt.text) } }
    #expect(!isHeard(audio, frames: 50).contains(true))
    voice.finish()
    // It is taken at the end of a frame; a driver that is woken takes it at once.
    let heard = isHeard(audio, frames: 25).dropFirst()
    #expect(!heard.contains(false))
    _ = isHeard(audio, frames: 50)
    #expect(said == ["one two", "two"])
  }

  @Test("a key ends an announcement that hasn't begun") func cut() {
    let voice = LateVoice()
    let audio = call(voice)
    _ = isHeard(audio, frames: 10)
    // Once for the first state's announcement, once for the menu's.
    audio.press(.one)
    _ = isHeard(audio, frames: 10)
    voice.finish()
    #expect(audio.call.machine.program[audio.call.machine.state].name == "last")
    // The last state's own, and nothing of the ones that were cut off.
    var levels: Set<Float> = []
    while !audio.isOver { levels.formUnion(audio.nextLine().map { $0 }) }
    #expect(levels.contains(0) && !levels.contains(0.1) && !levels.contains(0.2))
  }

  @Test("a caller who hangs up before the announcement hears nothing of it") func gone() {
    let voice = LateVoice()
    let audio = call(voice)
    _ = isHeard(audio, frames: 10)
    audio.hangUp()
    voice.finish()
    #expect(!isHeard(audio, frames: 20).contains(true))
    #expect(audio.isOver)
  }
}
