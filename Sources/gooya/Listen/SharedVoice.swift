import CallEngine
import CallRuntime
import Dispatch
import Foundation
import Sound
import Speech
import Synchronization

/// A voice that all calls to lines with the same prompts share. Clips are read ahead, and words that
/// have to be synthesised are made beside the calls' thread, so that no call waits for another's.
final class SharedVoice: Voice, Sendable {
  private let folder: String?
  private let clips: ClipStore
  private let synthesizer: SpeechSynthesizer
  private let recordings: @Sendable (String) -> String?
  private let known = Mutex<[Utterance: [Float]?]>([:])

  /// The most that is kept, as `LineVoice` does.
  private static let mostKnown = 2000

  /// - Parameters: those of `LineVoice`.
  init(
    prompts folder: String?, cache: String, named: NamedVoice?,
    recordings: @escaping @Sendable (String) -> String?
  ) {
    self.folder = folder
    self.recordings = recordings
    clips = ClipStore(folders: [folder].compactMap(\.self))
    synthesizer = SpeechSynthesizer(cache: cache, named: named)
  }

  func sound(of utterance: Utterance) -> [Float]? {
    if let samples = take(utterance) { return samples }
    let samples = make(utterance)
    keep(utterance, samples)
    return samples
  }

  func hasSound(
    of utterances: [Utterance], otherwise told: @escaping @Sendable () -> Void
  ) -> Bool {
    let missing = known.withLock { known in
      utterances.filter { $0.sound != .silence && known[$0] == nil }
    }
    if missing.isEmpty { return true }
    make(missing, looks: Self.mostLooks, after: .zero, told)
    return false
  }

  /// Makes sounds beside the calls' thread, once the lanes have written what callers have just said.
  ///
  /// - Parameter looks: how often what isn't there yet is looked for; no thread waits meanwhile.
  private func make(
    _ utterances: [Utterance], looks: Int, after delay: Duration,
    _ told: @escaping @Sendable () -> Void
  ) {
    let queue = DispatchQueue.global(qos: .userInitiated)
    queue.asyncAfter(deadline: .now() + delay / .seconds(1)) { [self] in
      if looks > 0, utterances.contains(where: isBeingWritten) {
        return make(utterances, looks: looks - 1, after: Self.lookInterval, told)
      }
      for utterance in utterances { keep(utterance, make(utterance)) }
      told()
    }
  }

  private func take(_ utterance: Utterance) -> [Float]?? {
    known.withLock { known in
      // What a caller said is read each time: it may be removed.
      if case .recording = utterance.sound { return known.removeValue(forKey: utterance) }
      return known[utterance]
    }
  }

  private func keep(_ utterance: Utterance, _ samples: [Float]?) {
    known.withLock { known in
      if known.count >= Self.mostKnown { known.removeAll() }
      known[utterance] = .some(samples)
    }
  }

  /// How often a recording that is still being written is looked for.
  private static let mostLooks = 100
  private static let lookInterval = Duration.milliseconds(20)

  /// Whether it is what a caller has just said, and the call's lane is still writing the file.
  private func isBeingWritten(_ utterance: Utterance) -> Bool {
    guard case .recording(let name) = utterance.sound else { return false }
    return recordings(name) == nil
  }

  private func make(_ utterance: Utterance) -> [Float]? {
    if case .recording(let name) = utterance.sound {
      return recordings(name).flatMap { try? AudioClip(contentsOf: $0) }?.samples
    }
    return LineVoice.samples(of: utterance, from: clips, or: synthesizer)
  }

  private static let reading = DispatchQueue(label: "gooya.clips", qos: .utility)

  /// Has the clips of a language read beside everything else, which takes seconds. A call that needs one
  /// before waits for that one alone.
  func prepare(_ language: Language) {
    guard let folder else { return }
    Self.reading.async { [clips] in Self.read(clips, in: language, of: "\(folder)/\(language)") }
  }

  private static func read(_ clips: ClipStore, in language: Language, of place: String) {
    let files = FileManager.default
    for catalog in (try? files.contentsOfDirectory(atPath: place)) ?? [] {
      for file in (try? files.contentsOfDirectory(atPath: "\(place)/\(catalog)")) ?? []
      where file.hasSuffix(".flac") {
        _ = clips.clip("\(catalog)/\(file.dropLast(".flac".count))", in: language)
      }
    }
  }
}
