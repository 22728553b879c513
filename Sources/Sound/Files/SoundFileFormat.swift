import CSndFile

/// The formats in which gooya writes sound.
package enum SoundFileFormat: String, CaseIterable, Hashable, Sendable {
  /// RIFF/WAVE.
  case wav
  case flac
  /// Ogg with Opus, which has only some sample rates.
  case opus
  /// Ogg with Vorbis.
  case ogg
  /// MPEG layer III, where libsndfile was built with LAME.
  case mp3
  /// µ-law bytes of G.711 without a header, for Asterisk and FreeSWITCH.
  case ulaw
  /// A-law bytes of G.711 without a header.
  case alaw
  /// 16-bit little-endian samples without a header: Asterisk's signed linear.
  case sln

  /// How samples are kept, where a format leaves the choice.
  package enum Sample: String, CaseIterable, Hashable, Sendable {
    /// 16-bit integers.
    case s16
    /// 24-bit integers.
    case s24
    /// Floating-point numbers of 32 bits, which may go beyond full scale.
    case f32
  }

  /// The endings of names, for messages.
  package static let endings = ".wav, .flac, .opus, .ogg, .mp3, .ulaw, .alaw, .sln or .sln16"

  /// The format for a file's name.
  package init?(path: String) {
    switch Self.fileExtension(of: path) {
    case "wav": self = .wav
    case "flac": self = .flac
    case "opus": self = .opus
    case "ogg", "oga": self = .ogg
    case "mp3": self = .mp3
    case "ulaw", "ul", "pcm": self = .ulaw
    case "alaw", "al": self = .alaw
    case "sln", "sln16": self = .sln
    default: return nil
    }
  }

  /// The samples that the format can keep; the first unless another is asked for.
  package var samples: [Sample] {
    switch self {
    case .wav: [.s16, .s24, .f32]
    case .flac: [.s16, .s24]
    case .opus, .ogg, .mp3, .ulaw, .alaw, .sln: [.s16]
    }
  }

  func code(for sample: Sample = .s16) -> Int32 {
    let bits =
      switch sample {
      case .s16: SF_FORMAT_PCM_16
      case .s24: SF_FORMAT_PCM_24
      case .f32: SF_FORMAT_FLOAT
      }
    return switch self {
    case .wav: Int32(SF_FORMAT_WAV | bits)
    case .flac: Int32(SF_FORMAT_FLAC | bits)
    case .opus: Int32(SF_FORMAT_OGG | SF_FORMAT_OPUS)
    case .ogg: Int32(SF_FORMAT_OGG | SF_FORMAT_VORBIS)
    case .mp3: Int32(SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III)
    case .ulaw: Int32(SF_FORMAT_RAW | SF_FORMAT_ULAW)
    case .alaw: Int32(SF_FORMAT_RAW | SF_FORMAT_ALAW)
    case .sln: Int32(SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE)
    }
  }

  /// The only sample rates that the format has, in Hz; `nil` if it can have any.
  var sampleRates: [Int]? {
    switch self {
    case .opus: [8000, 12000, 16000, 24000, 48000]
    case .mp3: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000]
    case .wav, .flac, .ogg, .ulaw, .alaw, .sln: nil
    }
  }

  /// Why a file of this name can't have a sample rate, with those that it can have; `nil` if it can.
  package static func objection(to sampleRate: Int, path: String) -> String? {
    if let fixed = fixedSampleRate(path: path) {
      return sampleRate == fixed
        ? nil : "'\(path)' has no header, so its sample rate must be \(fixed) Hz"
    }
    guard let format = SoundFileFormat(path: path), let rates = format.sampleRates,
      let last = rates.last, !rates.contains(sampleRate)
    else { return nil }
    let others = rates.dropLast().map(String.init).joined(separator: ", ")
    return
      "a .\(format.rawValue) file has a sample rate of \(others) or \(last) Hz, not \(sampleRate)"
  }

  /// Why libsndfile can't write it so.
  func obstacle(channels: Int, sampleRate: Int) -> String {
    var usual = SF_INFO()
    usual.format = code()
    usual.channels = 1
    usual.samplerate = 48000
    // Builds without the libraries of LAME, Opus or Vorbis know the formats and can't write them.
    if sf_format_check(&usual) == 0, !isHeaderless {
      return "this machine's libsndfile can't write \(rawValue)"
    }
    let count = channels == 1 ? "1 channel" : "\(channels) channels"
    return "no \(count) at \(sampleRate) Hz in \(rawValue)"
  }

  /// Whether files in this format have no header.
  var isHeaderless: Bool {
    switch self {
    case .wav, .flac, .opus, .ogg, .mp3: false
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
