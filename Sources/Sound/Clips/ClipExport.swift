import CallEngine
import Foundation
import Telephony

/// The formats in which telephone exchanges use prompts.
package enum ClipExportFormat: String, CaseIterable, Hashable, Sendable {
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

/// Writes clips for a telephone exchange, into a folder that may be the exchange's own: files there
/// that an earlier export didn't write are kept.
package struct ClipExport {
  private let destination: String
  private let format: ClipExportFormat
  private let force: Bool
  /// The digests of the files that were written, by their paths within the folder.
  private var written: [String: String]

  /// - Parameter force: overwrites any file.
  package init(to destination: String, as format: ClipExportFormat, force: Bool = false) {
    self.destination = destination
    self.format = format
    self.force = force
    let list = String(
      decoding: WholeFile.read("\(destination)/\(Self.list)", atMost: 20_000_000) ?? [],
      as: UTF8.self)
    let lines = list.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
    written = Dictionary(
      lines.filter { $0.count == 2 }.map { (String($0[1]), String($0[0])) },
      uniquingKeysWith: { $1 })
  }

  /// The file that lists which clips in a folder were exported.
  private static let list = ".gooya-export"

  /// Writes a clip as `<destination>/<language>/<catalog>/<id>.<format>`.
  ///
  /// - Throws: if there is no such clip, or the file can't or may not be written.
  package mutating func write(_ id: String, of folder: ClipFolder) throws(SoundFileError) {
    let source = folder.clipPath(id)
    let clip = try AudioClip(contentsOf: source, longest: .seconds(600)).mono
    let name = "\(folder.language)/\(folder.catalog)/\(id).\(format.fileExtension)"
    guard let converted = clip.resampled(to: format.sampleRate) else {
      throw SoundFileError(
        path: source, reason: "is sampled at \(clip.sampleRate) Hz, which can't be resampled")
    }
    let bytes = try converted.bytes(for: format)
    let path = "\(destination)/\(name)"
    let old = WholeFile.read(path)
    let isOwn = old == bytes || old.map { ContentDigest.digest(of: $0) == written[name] } == true
    if !force, !isOwn, FileManager.default.fileExists(atPath: path) {
      throw SoundFileError(
        path: path, reason: "was not written by an export and is kept; --force overwrites it")
    }
    try WholeFile.write(bytes, to: path)
    written[name] = ContentDigest.digest(of: bytes)
  }

  /// Records what was written, for the next export.
  package func finish() throws(SoundFileError) {
    if written.isEmpty { return }
    let lines = written.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
    try WholeFile.write(lines.joined().utf8, to: "\(destination)/\(Self.list)")
  }
}

extension AudioClip {
  fileprivate func bytes(for format: ClipExportFormat) throws(SoundFileError) -> [UInt8] {
    // libsndfile's G.711 differs from the ITU's for negative samples that lie exactly between two
    // codes.
    switch format {
    case .ulaw: G711.muLaw.encode(samples.map(\.linear16))
    case .alaw: G711.aLaw.encode(samples.map(\.linear16))
    case .sln16: try bytes(as: .sln)
    case .wav8k: try bytes(as: .wav)
    }
  }
}
