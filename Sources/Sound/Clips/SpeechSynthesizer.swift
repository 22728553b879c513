package import CallEngine
import Files
import Foundation
import Synchronization

/// Speaks words that have no clip, where espeak-ng is installed.
///
/// Results are cached in memory and, if there is a folder and they may be kept, in files that only
/// the user can read, named by a digest of their content.
package final class SpeechSynthesizer: Sendable {
  private let folder: String?
  private let program: String
  private let warn: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    var known: [String: AudioClip?] = [:]
    var isMissing = false
  }

  /// - Parameters:
  ///   - cache: the folder for the cache; created when needed.
  ///   - warn: called when words can't be spoken; only once if espeak-ng is missing.
  package convenience init(
    cache folder: String?, warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.init(cache: folder, program: "espeak-ng", warn: warn)
  }

  init(cache folder: String?, program: String, warn: @escaping @Sendable (String) -> Void) {
    self.folder = folder
    self.program = program
    self.warn = warn
  }

  /// The words as a clip like all others; `nil` if they can't be spoken.
  ///
  /// - Parameter isKept: whether the clip may be kept in a file: not if it says a caller's value.
  package func speech(
    _ text: String, in language: Language, isKept: Bool = true
  ) -> AudioClip? {
    guard var voice = SyntheticVoice(of: language), text.contains(where: { !$0.isWhitespace })
    else {
      return nil
    }
    voice.program = program
    // Two brackets begin espeak-ng's phoneme notation; invisible characters aren't spoken.
    let text = String(
      String.UnicodeScalarView(
        text.prefix(Self.mostLetters).unicodeScalars.map {
          $0 == "[" || $0 == "]" || $0.isHidden ? " " : $0
        }))
    let key = ContentDigest.digest(of: Array("\(voice.description)\n\(text)".utf8))
    return state.withLock { state in
      if let clip = state.known[key] { return clip }
      if state.isMissing { return nil }
      let clip = cached(key) ?? spoken(text, by: voice, key: isKept ? key : nil, &state)
      if state.known.count >= Self.mostKnown { state.known.removeAll() }
      state.known[key] = .some(clip)
      return clip
    }
  }

  /// The longest text spoken at once.
  private static let mostLetters = 500
  private static let mostKnown = 256

  private func path(_ key: String) -> String? { folder.map { "\($0)/\(key).flac" } }

  private func cached(_ key: String) -> AudioClip? {
    guard let path = path(key), FileManager.default.fileExists(atPath: path),
      let clip = try? AudioClip(contentsOf: path), clip.channels == 1,
      clip.sampleRate == ClipStandard.sampleRate
    else { return nil }
    return clip
  }

  private func spoken(
    _ text: String, by voice: SyntheticVoice, key: String?, _ state: inout State
  ) -> AudioClip? {
    do throws(SyntheticVoice.Fault) {
      let speech = try voice.speak(text)
      guard let clip = try? speech.mastered() else { return nil }
      if let folder, let key, let path = path(key), let bytes = try? clip.flac() {
        try? FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try? WholeFile.write(bytes, to: path, for: .owner)
      }
      return clip
    } catch {
      state.isMissing = error == .notInstalled
      warn("words without a clip can't be heard: \(error)")
      return nil
    }
  }
}
