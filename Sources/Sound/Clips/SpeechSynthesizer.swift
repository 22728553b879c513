package import CallEngine
import Files
import Foundation
import Speech
import Synchronization

/// Speaks words that have no clip, with the voice that is asked for or espeak-ng's.
///
/// Results are cached in memory and, if there is a folder and they may be kept, in files that only
/// the user can read, named by a digest of their content.
package final class SpeechSynthesizer: Sendable {
  private let folder: String?
  private let program: String
  /// The voice that is asked for, for the languages that it speaks.
  private let named: NamedVoice?
  private let warn: @Sendable (String) -> Void
  private let state = Mutex(State())

  private struct State {
    var known: [String: AudioClip?] = [:]
    var isMissing = false
    /// The engines with their versions.
    var engines: [VoiceEngine: String] = [:]
  }

  /// - Parameters:
  ///   - cache: the folder for the cache; created when needed.
  ///   - named: a better voice than espeak-ng's, where it speaks the language.
  ///   - warn: called when words can't be spoken; only once if espeak-ng is missing.
  package convenience init(
    cache folder: String?, named: NamedVoice? = nil,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.init(cache: folder, program: "espeak-ng", named: named, warn: warn)
  }

  init(
    cache folder: String?, program: String, named: NamedVoice? = nil,
    warn: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.program = program
    self.named = named
    self.warn = warn
  }

  /// The words as a clip like all others; `nil` if they can't be spoken. Words in a script that the
  /// language isn't written in are spoken by the voice of that script.
  ///
  /// - Parameter isKept: whether the clip may be kept in a file: not if it says a caller's value.
  package func speech(
    _ text: String, in language: Language, isKept: Bool = true
  ) -> AudioClip? {
    let text = String(text.prefix(Self.mostLetters))
    let pieces = ScriptRun.runs(of: text, in: language).map {
      run($0.text, in: $0.language, isKept: isKept)
    }
    // Nothing is left out: a name without its middle is another one.
    let whole = pieces.compactMap { $0 }
    return whole.count == pieces.count
      ? AudioClip(joining: whole) : run(text, in: language, isKept: isKept)
  }

  /// What one voice says.
  private func run(_ text: String, in language: Language, isKept: Bool) -> AudioClip? {
    guard var voice = named?.voice(of: language) ?? SyntheticVoice(of: language),
      text.contains(where: { !$0.isWhitespace })
    else {
      return nil
    }
    if voice.engine == .espeak { voice.program = program }
    // Two brackets begin espeak-ng's phoneme notation; invisible characters aren't spoken.
    let text = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0 == "[" || $0 == "]" || $0.isHidden ? " " : $0
        }))
    return state.withLock { state in
      let engine = Self.version(of: voice, &state)
      let key = ContentDigest.digest(of: Array("\(engine)\(voice.description)\n\(text)".utf8))
      if let clip = state.known[key] { return clip }
      if state.isMissing { return nil }
      let clip = cached(key) ?? spoken(text, by: voice, key: isKept ? key : nil, &state)
      if state.known.count >= Self.mostKnown { state.known.removeAll() }
      state.known[key] = .some(clip)
      return clip
    }
  }

  /// The engine with its version, where the voice isn't espeak-ng's, whose sounds may be kept without
  /// the program.
  private static func version(of voice: SyntheticVoice, _ state: inout State) -> String {
    if voice.engine == .espeak { return "" }
    if let known = state.engines[voice.engine] { return known }
    let version = (try? voice.engineVersion()) ?? ""
    state.engines[voice.engine] = version
    return version
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
