import CallEngine
import Foundation

extension ClipFolder {
  /// Imports a recording for a prompt: it is converted to mono at 16 kHz, trimmed and levelled like
  /// all clips, and replaces a rendered clip.
  ///
  /// - Parameter path: a file in any format that libsndfile reads.
  /// - Returns: the clip.
  /// - Throws: if the file can't be read, can't become a clip, or can't be a recording of the
  ///   prompt's text.
  @discardableResult
  package func take(
    recording path: String, for prompt: ClipCatalog.Prompt
  ) throws(SoundFileError) -> AudioClip {
    // Loaded first: nothing is written beside a broken manifest.
    var manifest = try manifest()
    let recording = try AudioClip(contentsOf: path, longest: .seconds(300))
    let clip: AudioClip
    do {
      clip = try recording.mastered()
    } catch {
      throw SoundFileError(path: path, reason: "\(error)")
    }
    let lengths = ClipStandard.plausibleLengths(of: prompt.text)
    guard lengths.contains(clip.duration) else {
      let amount = clip.duration < lengths.lowerBound ? "short" : "long"
      throw SoundFileError(
        path: path,
        reason: "holds \(clip.duration.inSeconds) s of speech, too \(amount) for '\(prompt.text)'")
    }
    let bytes = try clip.flac()
    manifest.entries[prompt.id] = ClipManifest.Entry(
      source: .recorded, text: prompt.text, frames: clip.frameCount,
      digest: ContentDigest.digest(of: bytes))
    try WholeFile.write(bytes, to: clipPath(prompt.id))
    try write(manifest)
    return clip
  }
}
