import CallEngine

/// The relation of a prompt's clip to its text and the manifest.
package enum ClipState: String, Codable, Hashable, Sendable {
  case current
  case missing
  /// Rendered from another text, with another spelling or by another voice.
  case stale
  /// Recorded for an earlier text.
  case staleRecording = "stale_recording"
  /// The file differs from the one in the manifest.
  case altered
  /// There is a file that isn't in the manifest.
  case unlisted

  /// - Parameter voice: the voice that would render it now; `nil` if the language has none.
  package init(
    of prompt: ClipCatalog.Prompt, in folder: ClipFolder, manifest: ClipManifest,
    voice: SyntheticVoice?
  ) {
    guard let bytes = WholeFile.read(folder.clipPath(prompt.id)) else {
      self = .missing
      return
    }
    guard let entry = manifest.entries[prompt.id] else {
      self = .unlisted
      return
    }
    self =
      if entry.digest != ContentDigest.digest(of: bytes) {
        .altered
      } else if entry.source == .recorded {
        entry.text == prompt.text ? .current : .staleRecording
      } else if entry.text != prompt.text || entry.spelling != prompt.spelling
        || voice.map({ !$0.accepts(entry.voice) }) == true
      {
        .stale
      } else {
        .current
      }
  }
}
