import CSndFile

/// The formats in which gooya writes sound.
package enum SoundFileFormat: String, CaseIterable, Hashable, Sendable {
  /// RIFF/WAVE with 16-bit samples.
  case wav
  /// FLAC with 16-bit samples.
  case flac
  /// µ-law bytes of G.711 without a header, for Asterisk and FreeSWITCH.
  case ulaw
  /// A-law bytes of G.711 without a header.
  case alaw
  /// 16-bit little-endian samples without a header: Asterisk's signed linear.
  case sln

  /// The format for a file's name.
  package init?(path: String) {
    switch Self.fileExtension(of: path) {
    case "wav": self = .wav
    case "flac": self = .flac
    case "ulaw", "ul", "pcm": self = .ulaw
    case "alaw", "al": self = .alaw
    case "sln", "sln16": self = .sln
    default: return nil
    }
  }

  var code: Int32 {
    switch self {
    case .wav: Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
    case .flac: Int32(SF_FORMAT_FLAC | SF_FORMAT_PCM_16)
    case .ulaw: Int32(SF_FORMAT_RAW | SF_FORMAT_ULAW)
    case .alaw: Int32(SF_FORMAT_RAW | SF_FORMAT_ALAW)
    case .sln: Int32(SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE)
    }
  }

  /// Whether files in this format have no header.
  var isHeaderless: Bool {
    switch self {
    case .wav, .flac: false
    case .ulaw, .alaw, .sln: true
    }
  }

  /// The sample rate of a headerless file by its name: Asterisk's `.sln16` is 16 kHz, the others
  /// are 8 kHz.
  static func headerlessSampleRate(path: String) -> Int {
    fileExtension(of: path) == "sln16" ? 16000 : 8000
  }

  /// The sample rate that a file of this name must have, since it has no header for another; `nil`
  /// if it can have any.
  package static func fixedSampleRate(path: String) -> Int? {
    SoundFileFormat(path: path)?.isHeaderless == true ? headerlessSampleRate(path: path) : nil
  }

  private static func fileExtension(of path: String) -> String {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else {
      return ""
    }
    return name[name.index(after: dot)...].lowercased()
  }
}
