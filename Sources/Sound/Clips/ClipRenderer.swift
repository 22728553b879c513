import CallEngine
import Foundation
import Speech
import Synchronization

/// Renders a catalog's missing and stale clips with a synthetic voice.
///
/// Each clip is written atomically and the manifest after each, so that the next run continues an
/// interrupted one.
package final class ClipRenderer: Sendable {
  package let folder: ClipFolder
  package let voice: SyntheticVoice
  private let force: Bool
  private let manifest: Mutex<ClipManifest>
  private let forgotten: [String]
  /// The prompts to render.
  package let prompts: [ClipCatalog.Prompt]
  /// Recordings of another text, which are left alone.
  package let staleRecordings: [SoundFileError]

  /// - Parameters:
  ///   - force: also renders current clips, and overwrites unknown files, but never recordings.
  /// - Throws: if the manifest can't be read.
  package init(
    _ catalog: ClipCatalog, voice: SyntheticVoice, force: Bool = false
  ) throws(SoundFileError) {
    var manifest = try catalog.folder.manifest()
    let states = catalog.prompts.map {
      ($0, ClipState(of: $0, in: catalog.folder, manifest: manifest, voice: voice))
    }
    prompts = states.filter { prompt, state in
      switch state {
      case .missing, .stale, .unlisted: true
      case .current, .altered:
        manifest.entries[prompt.id]?.source == .synthetic && (force || state == .altered)
      case .staleRecording: false
      }
    }.map(\.0)
    staleRecordings = states.filter { $0.1 == .staleRecording }.map { prompt, _ in
      SoundFileError(
        path: catalog.folder.clipPath(prompt.id),
        reason: "is a recording of another text and is kept; record it again or delete it")
    }
    // Entries without a prompt and a file.
    let ids = Set(catalog.prompts.map(\.id)).union(catalog.folder.clipIDs())
    forgotten = manifest.entries.keys.filter { !ids.contains($0) }.sorted()
    for id in forgotten { manifest.entries[id] = nil }
    folder = catalog.folder
    self.voice = voice
    self.force = force
    self.manifest = Mutex(manifest)
  }

  /// Renders all, several at once; the bytes don't depend on how many.
  ///
  /// - Parameters:
  ///   - workers: how many run at once; by default one per processor.
  ///   - engine: the voice's program with its version.
  ///   - finished: called with each rendered prompt, from any thread, one at a time.
  ///   - isStopped: checked before each; when true, no more are begun.
  /// - Returns: the prompts that could not be rendered, in the catalog's order.
  package func run(
    engine: String, workers: Int? = nil,
    finished: @Sendable (ClipCatalog.Prompt) -> Void = { _ in },
    isStopped: @Sendable () -> Bool = { false }
  ) -> [SoundFileError] {
    if prompts.isEmpty, !forgotten.isEmpty {
      do throws(SoundFileError) {
        try manifest.withLock { manifest throws(SoundFileError) in try folder.write(manifest) }
      } catch {
        return [error]
      }
    }
    let next = Mutex(0)
    let failures = Mutex<[Int: SoundFileError]>([:])
    let count = workers ?? ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: min(max(count, 1), 16)) { _ in
      while !isStopped() {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard index < prompts.count else { return }
        do throws(SoundFileError) {
          try render(prompts[index], engine: engine)
        } catch {
          // A key that stops a run in a terminal can also end the voice.
          if isStopped() { return }
          failures.withLock { $0[index] = error }
          continue
        }
        failures.withLock { _ in finished(prompts[index]) }
      }
    }
    return failures.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
  }

  private func render(_ prompt: ClipCatalog.Prompt, engine: String) throws(SoundFileError) {
    let path = folder.clipPath(prompt.id)
    let clip: AudioClip
    do {
      clip = try speech(of: prompt)
    } catch {
      throw SoundFileError(path: path, reason: "can't be rendered: \(error)")
    }
    let bytes = try clip.flac()
    let entry = ClipManifest.Entry(
      source: .synthetic, text: prompt.text, spelling: prompt.spelling, engine: engine,
      voice: voice.description, frames: clip.frameCount, digest: ContentDigest.digest(of: bytes))
    try manifest.withLock { manifest throws(SoundFileError) in
      if WholeFile.read(path) != bytes {
        try requireNobodysWork(at: path, manifest.entries[prompt.id])
        try WholeFile.write(bytes, to: path)
      }
      manifest.entries[prompt.id] = entry
      try folder.write(manifest)
    }
  }

  /// A spelling is meant for the voice; of a text, words in another script are spoken by that one's.
  private func speech(of prompt: ClipCatalog.Prompt) throws -> AudioClip {
    if let spelling = prompt.spelling { return try voice.speak(spelling).mastered() }
    let clips = try ScriptRun.runs(of: prompt.text, in: folder.language).map { run in
      let other = run.language == folder.language ? nil : SyntheticVoice(of: run.language)
      return try (other ?? voice).speak(run.text).mastered()
    }
    return AudioClip(joining: clips) ?? AudioClip(samples: [], sampleRate: ClipStandard.sampleRate)
  }

  /// An existing file that isn't in the manifest may be a recording.
  private func requireNobodysWork(
    at path: String, _ entry: ClipManifest.Entry?
  ) throws(SoundFileError) {
    guard !force, let bytes = WholeFile.read(path),
      entry?.digest != ContentDigest.digest(of: bytes),
      let clip = try? AudioClip(contentsOf: path), clip.frameCount > 0
    else { return }
    throw SoundFileError(
      path: path,
      reason: "isn't the clip in the manifest and is kept; import it if it is a recording, "
        + "else render with --force")
  }
}
