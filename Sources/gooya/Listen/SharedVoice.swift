import CallEngine
import CallRuntime
import Foundation
import Sound
import Speech
import Synchronization

/// A voice that all calls to lines with the same prompts share. A word is made once; clips are read
/// before the first call, so that no call waits for another's.
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
    // What a caller said is read each time: it may have been removed.
    if case .recording(let name) = utterance.sound {
      return recordings(name).flatMap { try? AudioClip(contentsOf: $0) }?.samples
    }
    if let samples = known.withLock({ $0[utterance] }) { return samples }
    let samples = LineVoice.samples(of: utterance, from: clips, or: synthesizer)
    known.withLock { known in
      if known.count >= Self.mostKnown { known.removeAll() }
      known[utterance] = .some(samples)
    }
    return samples
  }

  /// Reads the clips of a language.
  func prepare(_ language: Language) {
    guard let folder else { return }
    let files = FileManager.default
    let place = "\(folder)/\(language)"
    for catalog in (try? files.contentsOfDirectory(atPath: place)) ?? [] {
      for file in (try? files.contentsOfDirectory(atPath: "\(place)/\(catalog)")) ?? []
      where file.hasSuffix(".flac") {
        _ = clips.clip("\(catalog)/\(file.dropLast(".flac".count))", in: language)
      }
    }
  }
}
