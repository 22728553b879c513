import CallEngine

/// How a prompt's clip stands to its text and to the manifest.
public enum ClipState: String, Codable, Hashable, Sendable {
  case current
  case missing
  /// Rendered from another text, in another spelling or by another voice.
  case stale
  /// Recorded when the text was another.
  case staleRecording = "stale_recording"
  /// Not the file that the manifest speaks of.
  case altered
  /// There is a file of which the manifest knows nothing.
  case unlisted

  /// - Parameter voice: the voice that would speak it now; `nil` if the language has none.
  public init(
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
        || voice.map({ $0.description != entry.voice }) == true
      {
        .stale
      } else {
        .current
      }
  }
}
