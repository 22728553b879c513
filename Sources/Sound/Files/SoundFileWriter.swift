import CSndFile
package import Files
import Glibc

/// Writes a sound file block by block; what has been written stays even if gooya is killed.
package final class SoundFileWriter {
  private let path: String
  private var file: OpaquePointer?
  private let channels: Int
  /// Whether libsndfile gets the samples as they are; it would truncate to 16 bits, not round.
  private let isPassedOn: Bool

  /// Empties a file to write it.
  ///
  /// - Parameters:
  ///   - format: by default the format for the file's name.
  ///   - sample: how samples are kept, where the format leaves the choice.
  ///   - sampleRate: in Hz.
  /// - Throws: if the name has no supported ending, the format can't be written so, or the file can't
  ///   be created.
  package convenience init(
    _ output: OutputFile, format: SoundFileFormat? = nil, sample: SoundFileFormat.Sample = .s16,
    channels: Int = 1, sampleRate: Int
  ) throws(SoundFileError) {
    let path = output.path
    guard let format = format ?? SoundFileFormat(path: path) else {
      throw SoundFileError(
        path: path, reason: "can't be written: its name must end in \(SoundFileFormat.endings)")
    }
    // Before the file is emptied.
    _ = try Self.information(format, sample, path: path, channels: channels, sampleRate: sampleRate)
    let descriptor: Int32
    do throws(FileFault) { descriptor = try output.open() } catch {
      throw SoundFileError(path: path, reason: "can't be written: \(error.reason)")
    }
    try self.init(
      descriptor: descriptor, path: path, format: format, sample: sample, channels: channels,
      sampleRate: sampleRate)
  }

  /// What libsndfile is told of a file; thrown if it can't write that.
  private static func information(
    _ format: SoundFileFormat, _ sample: SoundFileFormat.Sample, path: String, channels: Int,
    sampleRate: Int
  ) throws(SoundFileError) -> SF_INFO {
    guard format.samples.contains(sample) else {
      throw SoundFileError(
        path: path, reason: "can't be written: \(format.rawValue) has no \(sample.rawValue) samples"
      )
    }
    var info = SF_INFO()
    info.format = format.code(for: sample)
    info.channels = Int32(clamping: channels)
    info.samplerate = Int32(clamping: sampleRate)
    if let rates = format.sampleRates, !rates.contains(sampleRate) {
      let known = rates.map(String.init).joined(separator: ", ")
      throw SoundFileError(
        path: path,
        reason: "can't be written: \(format.rawValue) has sample rates of \(known) Hz, not "
          + "\(sampleRate)")
    }
    guard sf_format_check(&info) != 0 else {
      let obstacle = format.obstacle(channels: channels, sampleRate: sampleRate)
      throw SoundFileError(path: path, reason: "can't be written: \(obstacle)")
    }
    return info
  }

  /// - Parameters:
  ///   - descriptor: the file's descriptor, which the writer closes.
  ///   - path: the file's name in messages.
  init(
    descriptor: Int32, path: String, format: SoundFileFormat,
    sample: SoundFileFormat.Sample = .s16, channels: Int, sampleRate: Int
  ) throws(SoundFileError) {
    var info: SF_INFO
    do throws(SoundFileError) {
      info = try Self.information(
        format, sample, path: path, channels: channels, sampleRate: sampleRate)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    guard let file = sf_open_fd(descriptor, Int32(SFM_WRITE), &info, Int32(SF_TRUE)) else {
      let reason = String(cString: sf_strerror(nil)).trimmingFullStop
      throw SoundFileError(path: path, reason: "can't be written: \(reason)")
    }
    // Whole numbers would wrap around beyond full scale.
    if sample == .s24 { sf_command(file, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE)) }
    isPassedOn = sample != .s16 || [.opus, .ogg, .mp3].contains(format)
    if format == .wav { sf_command(file, Int32(SFC_SET_UPDATE_HEADER_AUTO), nil, Int32(SF_TRUE)) }
    self.path = path
    self.file = file
    self.channels = channels
  }

  deinit { if let file { sf_close(file) } }

  /// Adds samples, interleaved.
  ///
  /// - Throws: if they can't be written, as on a full disk.
  package func write(_ samples: [Float]) throws(SoundFileError) {
    guard let file, !samples.isEmpty else { return }
    let frames = sf_count_t(samples.count / channels)
    let written =
      isPassedOn
      ? sf_writef_float(file, samples, frames)
      : sf_writef_short(file, samples.map(\.linear16), frames)
    guard written == frames else {
      let reason = String(cString: sf_strerror(file)).trimmingFullStop
      throw SoundFileError(path: path, reason: "can't be written: \(reason)")
    }
  }

  /// Completes the file.
  ///
  /// - Throws: if its last part can't be written.
  package func close() throws(SoundFileError) {
    guard let file else { return }
    self.file = nil
    guard sf_close(file) == 0 else {
      throw SoundFileError(path: path, reason: "can't be completed")
    }
  }
}

extension AudioClip {
  /// Writes the clip as a file.
  ///
  /// - Throws: if the file can't be written.
  package func write(to path: String, format: SoundFileFormat? = nil) throws(SoundFileError) {
    let output: OutputFile
    do throws(FileFault) { output = try OutputFile(path) } catch {
      throw SoundFileError(path: path, reason: "can't be written: \(error.reason)")
    }
    let writer = try SoundFileWriter(
      output, format: format, channels: channels, sampleRate: sampleRate)
    try writer.write(samples)
    try writer.close()
  }
}

extension Float {
  /// The sample in 16 bits, rounded and clipped; libsndfile would truncate it.
  var linear16: Int16 {
    isNaN ? 0 : Int16(Swift.min(Swift.max((self * 32768).rounded(), -32768), 32767))
  }
}
