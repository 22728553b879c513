package import CallEngine
import Foundation
import Synchronization

/// The clips that a call plays, read on demand and then cached.
///
/// A recorded clip replaces the rendered one in its file, so there is only one file to look for. If
/// a clip is missing or can't be read, the call shows its words and goes on.
package final class ClipStore: Sendable {
  private let folders: [String]
  private let warn: @Sendable (String) -> Void
  /// By language and name; clips known to be missing are cached too.
  private let known = Mutex<[String: AudioClip?]>([:])

  /// - Parameters:
  ///   - folders: folders of prompts, searched in this order.
  ///   - warn: called once for each clip that is missing or can't be read.
  package init(folders: [String], warn: @escaping @Sendable (String) -> Void = { _ in }) {
    self.folders = folders
    self.warn = warn
  }

  /// A clip, mono at 16 kHz.
  ///
  /// - Parameter name: its catalog and id, separated by a slash, as in an `Utterance`.
  package func clip(_ name: String, in language: Language) -> AudioClip? {
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
        if let clip = clip.resampled(to: ClipStandard.sampleRate) { return clip }
        warn("the sound file '\(path)' has a sample rate of \(clip.sampleRate) Hz")
      } catch {
        warn("\(error)")
      }
    }
    warn("there is no clip '\(key)'; 'gooya prompts render' renders missing clips")
    return nil
  }
}
