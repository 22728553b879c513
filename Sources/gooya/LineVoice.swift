import CallEngine
import Dispatch
import Simulator
import Sound
import Speech
import Synchronization

/// Speaks a call's words: by clips, else by espeak-ng where it is installed.
final class LineVoice: Voice {
  private let clips: ClipStore
  private let synthesizer: SpeechSynthesizer
  private var known: [Utterance: [Float]?] = [:]
  /// Is called every 10 ms while words are synthesised, which takes longer than a device has sound for.
  var meanwhile: () -> Void = {}

  /// More is forgotten: as much as hours of a call need.
  private static let mostKnown = 2000

  /// - Parameters:
  ///   - prompts: the folder with the clips; `nil` if there is none.
  ///   - cache: where words that had to be synthesised are kept.
  init(prompts: String?, cache: String) {
    clips = ClipStore(folders: [prompts].compactMap { $0 })
    synthesizer = SpeechSynthesizer(cache: cache)
  }

  func sound(of utterance: Utterance) -> [Float]? {
    if let samples = known[utterance] { return samples }
    let samples = make(utterance)
    if known.count >= Self.mostKnown { known.removeAll() }
    known[utterance] = .some(samples)
    return samples
  }

  private func make(_ utterance: Utterance) -> [Float]? {
    guard let language = utterance.language, let clip = clip(of: utterance, in: language) else {
      return nil
    }
    switch utterance.rate {
    case .normal: return clip.samples
    case .slow: return clip.stretched(by: Self.slowness).samples
    }
  }

  private func clip(of utterance: Utterance, in language: Language) -> AudioClip? {
    if case .clip(let name) = utterance.sound, let clip = clips.clip(name, in: language) {
      return clip
    }
    let speech = SpokenAside(of: utterance.text, in: language, by: synthesizer)
    while !speech.isThere(within: .milliseconds(10)) { meanwhile() }
    return speech.clip
  }

  /// How much longer slow speech takes, as where it is only estimated.
  private static let slowness = 1.5
}

/// Words that are synthesised beside the call.
private final class SpokenAside: Sendable {
  private let result = Mutex<AudioClip?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(of text: String, in language: Language, by synthesizer: SpeechSynthesizer) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let clip = synthesizer.speech(text, in: language)
      result.withLock { $0 = clip }
      done.signal()
    }
  }

  var clip: AudioClip? { result.withLock { $0 } }

  func isThere(within limit: DispatchTimeInterval) -> Bool {
    done.wait(timeout: .now() + limit) == .success
  }
}
