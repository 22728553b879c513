import CallEngine
import CallRuntime
import Dispatch
import Sound
import Speech
import Synchronization

/// Speaks a call's words with clips, or with a synthetic voice where one is installed.
final class LineVoice: Voice {
  private let clips: ClipStore
  private let synthesizer: SpeechSynthesizer
  private let recordings: @Sendable (String) -> String?
  private var known: [Utterance: [Float]?] = [:]
  /// Called at least every 10 ms while a sound is made, which may take longer than the device has
  /// sound queued.
  var whileWorking: () -> Void = {}

  /// The cache's limit, enough for hours of a call.
  private static let mostKnown = 2000

  /// - Parameters:
  ///   - prompts: the folder with the clips; `nil` if there is none.
  ///   - cache: where words that had to be synthesised are kept.
  ///   - named: a better voice than espeak-ng's for words without clips, where it speaks the language.
  ///   - recordings: the file of what a caller said, by its name.
  init(
    prompts: String?, cache: String, named: NamedVoice? = nil,
    recordings: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.recordings = recordings
    clips = ClipStore(folders: [prompts].compactMap { $0 })
    synthesizer = SpeechSynthesizer(cache: cache, named: named)
  }

  func sound(of utterance: Utterance) -> [Float]? {
    if let samples = known[utterance] { return samples }
    let samples = make(utterance)
    if known.count >= Self.mostKnown { known.removeAll() }
    known[utterance] = .some(samples)
    return samples
  }

  /// Works on another thread, so that the device can be kept from running dry.
  private func make(_ utterance: Utterance) -> [Float]? {
    let work = Work()
    DispatchQueue.global(qos: .userInitiated).async { [clips, synthesizer, recordings] in
      if case .recording(let name) = utterance.sound {
        let clip = recordings(name).flatMap { try? AudioClip(contentsOf: $0) }
        work.samples.withLock { $0 = clip?.samples }
        work.isDone.signal()
        return
      }
      let samples = Self.samples(of: utterance, from: clips, or: synthesizer)
      work.samples.withLock { $0 = samples }
      work.isDone.signal()
    }
    while work.isDone.wait(timeout: .now() + .milliseconds(10)) == .timedOut { whileWorking() }
    whileWorking()
    return work.samples.withLock { $0 }
  }

  private final class Work: Sendable {
    let samples = Mutex<[Float]?>(nil)
    let isDone = DispatchSemaphore(value: 0)
  }

  static func samples(
    of utterance: Utterance, from clips: ClipStore, or synthesizer: SpeechSynthesizer
  ) -> [Float]? {
    guard let language = utterance.language else { return nil }
    var clip: AudioClip?
    if case .clip(let name) = utterance.sound { clip = clips.clip(name, in: language) }
    clip =
      clip
      ?? synthesizer.speech(
        utterance.text, in: language, isKept: !utterance.isPassing)
    switch utterance.rate {
    case .normal: return clip?.samples
    case .slow: return clip?.stretched(by: utterance.rate.lengthening).samples
    }
  }
}
