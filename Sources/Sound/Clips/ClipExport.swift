import Foundation
import Telephony

/// The forms in which telephone exchanges take prompts.
public enum ClipExportFormat: String, CaseIterable, Hashable, Sendable {
  /// Headerless µ-law at 8 kHz, for Asterisk.
  case ulaw
  /// Headerless A-law at 8 kHz, for Asterisk.
  case alaw
  /// Headerless 16-bit samples at 16 kHz, for Asterisk.
  case sln16
  /// WAV with 16-bit samples at 8 kHz, for FreeSWITCH and Asterisk.
  case wav8k

  var fileExtension: String { self == .wav8k ? "wav" : rawValue }
  var sampleRate: Int { self == .sln16 ? 16000 : 8000 }
}

extension ClipFolder {
  /// Writes a clip as `<destination>/<language>/<catalog>/<id>.<format>`.
  ///
  /// - Throws: if there is no such clip, or the file can't be written.
  public func export(
    _ id: String, to destination: String, as format: ClipExportFormat
  ) throws(SoundFileError) {
    let clip = try AudioClip(contentsOf: clipPath(id), longest: .seconds(600)).mono
    let path = "\(destination)/\(language)/\(catalog)/\(id).\(format.fileExtension)"
    guard let converted = clip.resampled(to: format.sampleRate) else {
      throw SoundFileError(
        path: clipPath(id), reason: "has \(clip.sampleRate) Hz, which can't be resampled")
    }
    do {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw SoundFileError(path: path, reason: "can't be written: \(error.localizedDescription)")
    }
    // libsndfile's G.711 differs from the ITU's where a negative sample lies between two codes.
    switch format {
    case .ulaw: try WholeFile.write(converted.bytes(by: .muLaw), to: path)
    case .alaw: try WholeFile.write(converted.bytes(by: .aLaw), to: path)
    case .sln16, .wav8k: try converted.write(to: path)
    }
  }
}

extension AudioClip {
  fileprivate func bytes(by law: G711) -> Data { Data(law.encode(samples.map(\.linear16))) }
}
