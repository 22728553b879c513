public import CallEngine
import Foundation
import Synchronization

/// The clips that a call plays, read when first asked for and then kept.
///
/// A recorded clip takes the rendered one's place in its file, so that there is one to look for. A
/// clip that isn't there or can't be read is none: the call shows its words and goes on.
public final class ClipStore: Sendable {
  private let folders: [String]
  private let warn: @Sendable (String) -> Void
  /// By language and name; what is known not to be there is kept too.
  private let known = Mutex<[String: AudioClip?]>([:])

  /// - Parameters:
  ///   - folders: folders of prompts, sought in this order.
  ///   - warn: told once of each clip that is missing or can't be read.
  public init(folders: [String], warn: @escaping @Sendable (String) -> Void = { _ in }) {
    self.folders = folders
    self.warn = warn
  }

  /// A clip, mono at 16 kHz.
  ///
  /// - Parameter name: its catalog and id, separated by a slash, as an `Utterance` names it.
  public func clip(_ name: String, in language: Language) -> AudioClip? {
    let key = "\(language)/\(name)"
    return known.withLock { known in
      if let clip = known[key] { return clip }
      let clip = read(key)
      known[key] = .some(clip)
      return clip
    }
  }

  private func read(_ key: String) -> AudioClip? {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
      warn("there is no clip '\(key)'")
      return nil
    }
    for folder in folders {
      let path = "\(folder)/\(key).flac"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      do {
        let clip = try AudioClip(contentsOf: path, longest: .seconds(600)).mono
        if let clip = clip.resampled(to: ClipForm.sampleRate) { return clip }
        warn("the sound file '\(path)' has a sample rate of \(clip.sampleRate) Hz")
      } catch {
        warn("\(error)")
      }
    }
    warn("there is no clip '\(key)'; 'gooya prompts render' makes those that are missing")
    return nil
  }
}
