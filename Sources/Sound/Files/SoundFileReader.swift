import CSndFile
import Files
import Glibc

/// Reads a sound file block by block, in any format that libsndfile supports.
///
/// G.711 and signed linear files without a header are recognised by name (`.ulaw`, `.alaw`, `.sln`,
/// `.sln16`). NaN samples are read as silence. The path `-` is the standard input, such as a pipe.
package final class SoundFileReader {
  private let file: OpaquePointer
  package let path: String
  /// The share of the sound that is there if the file was cut off.
  private let presentShare: Double?
  /// Whether libmpg123 reads it.
  private let isMPEG: Bool
  /// The number of frames stated in the file, as far as libsndfile accepts it.
  private let statedFrames: Int
  private var framesRead = 0
  package let channels: Int
  /// In Hz.
  package let sampleRate: Int

  /// The sample rates accepted, in Hz.
  package static let sampleRates = 1000...768_000

  /// The stated length; `nil` if there is none.
  package var length: Duration? {
    // libsndfile reports an unknown length as the highest number.
    guard 1..<1 << 50 ~= statedFrames else { return nil }
    return .seconds(Double(statedFrames) / Double(sampleRate))
  }

  /// - Throws: if there is no such file, or it isn't sound.
  package init(_ path: String) throws(SoundFileError) {
    self.path = path
    let source: OpenedSound
    do throws(FileFault) {
      source = try OpenedSound(path)
    } catch {
      throw SoundFileError(path: path, reason: "can't be read: \(error.reason)")
    }
    if source.isEmpty {
      close(source.descriptor)
      throw SoundFileError(path: path, reason: "is empty")
    }
    var info = SF_INFO()
    if let format = SoundFileFormat(path: path), format.isHeaderless {
      info.format = format.code()
      info.channels = 1
      info.samplerate = Int32(SoundFileFormat.headerlessSampleRate(path: path))
    }
    let bytes = FileBytes(source.descriptor)
    let isMPEG = bytes.map(MPEGFrames.begin) ?? false
    self.isMPEG = isMPEG
    let isOgg = bytes?.text(at: 0) == "OggS"
    let isCutOffOgg = isOgg && bytes.map { OggPages(in: $0).isCutOff } == true
    var opened: OpaquePointer?
    let openFile = {
      opened = sf_open_fd(source.descriptor, Int32(SFM_READ), &info, Int32(SF_TRUE))
    }
    if isMPEG { QuietDecoder.run(openFile) } else { openFile() }
    guard let file = opened else {
      if isCutOffOgg {
        throw SoundFileError(path: path, reason: Self.cutOffAtOnce)
      }
      let reason = String(cString: sf_strerror(nil)).trimmingFullStop
      throw SoundFileError(path: path, reason: "can't be read: \(reason)")
    }
    guard info.channels > 0, info.samplerate > 0 else {
      sf_close(file)
      throw SoundFileError(
        path: path, reason: "can't be read: it has no channels or no sample rate")
    }
    // Devices support no others, and a few bytes at an absurd rate could mean days of sound or
    // minutes of work.
    guard Self.sampleRates.contains(Int(info.samplerate)) else {
      sf_close(file)
      throw SoundFileError(
        path: path,
        reason: "can't be read: it has a sample rate of \(info.samplerate) Hz, not "
          + "\(Self.sampleRates.lowerBound) to \(Self.sampleRates.upperBound)")
    }
    self.file = file
    // What libsndfile gives for MP3 is estimated from the first frame, and often too much.
    let kind = Int(info.format) & SF_FORMAT_TYPEMASK
    let isEstimated = kind == SF_FORMAT_MPEG
    presentShare =
      switch kind {
      case SF_FORMAT_MPEG: bytes.flatMap { MPEGFrames(in: $0).presentShare }
      case SF_FORMAT_OGG: isCutOffOgg ? 0 : nil
      default: source.presentShare
      }
    statedFrames = isEstimated ? Self.unknownFrameCount : Int(info.frames)
    channels = Int(info.channels)
    sampleRate = Int(info.samplerate)
  }

  deinit { sf_close(file) }

  /// The next frames, interleaved; empty at the file's end.
  ///
  /// - Throws: if the file is damaged there.
  package func read(atMost frameCount: Int) throws(SoundFileError) -> [Float] {
    let samples = [Float](unsafeUninitializedCapacity: frameCount * channels) { buffer, count in
      var read: sf_count_t = 0
      let start = buffer.baseAddress
      let decode = { [file] in read = sf_readf_float(file, start, sf_count_t(frameCount)) }
      if isMPEG { QuietDecoder.run(decode) } else { decode() }
      count = max(0, Int(read)) * channels
      // Branch-free, so that it is vectorised.
      for index in 0..<count { buffer[index] = buffer[index].isFinite ? buffer[index] : 0 }
    }
    framesRead += samples.count / channels
    if samples.isEmpty, sf_error(file) != 0 {
      let reason = String(cString: sf_strerror(file)).trimmingFullStop
      throw SoundFileError(path: path, reason: "is damaged: \(reason)")
    }
    // A decoder silently skips bytes that it can't decode.
    if samples.isEmpty, framesRead < statedFrames, statedFrames < Self.unknownFrameCount {
      throw SoundFileError(
        path: path, reason: "is damaged: only \(framesRead) of \(statedFrames) samples can be read")
    }
    if samples.isEmpty, let presentShare {
      let present = Double(framesRead) / Double(sampleRate)
      // The first bytes of Vorbis decode to a few samples.
      if presentShare == 0, present < 0.05 {
        throw SoundFileError(path: path, reason: Self.cutOffAtOnce)
      }
      let stated = presentShare > 0 ? " of \((present / presentShare).text(decimals: 1))" : ""
      throw SoundFileError(
        path: path, reason: "is cut off: only \(present.text(decimals: 1))\(stated) s are there")
    }
    return samples
  }

  private static let cutOffAtOnce = "is cut off so early that none of its sound can be read"
  /// libsndfile's length for a file that doesn't state it.
  private static let unknownFrameCount = Int.max
}

extension AudioClip {
  /// Reads a whole sound file.
  ///
  /// - Parameter longest: a longer file is refused, so that none fills the memory.
  /// - Throws: if it can't be read, is damaged, or is too long.
  package init(
    contentsOf path: String, longest: Duration = .seconds(3600)
  ) throws(SoundFileError) {
    var trouble: SoundFileError?
    try self.init(beginningOf: path, longest: longest, trouble: &trouble)
    if let trouble { throw trouble }
  }

  /// Reads a sound file as far as it goes.
  ///
  /// - Parameters:
  ///   - longest: a longer file is refused, so that none fills the memory.
  ///   - trouble: why the rest of it can't be read.
  /// - Throws: if nothing of it can be read, or it is too long.
  package init(
    beginningOf path: String, longest: Duration = .seconds(3600), trouble: inout SoundFileError?
  ) throws(SoundFileError) {
    let reader = try SoundFileReader(path)
    self.init(samples: [], channels: reader.channels, sampleRate: reader.sampleRate)
    while true {
      let block: [Float]
      do throws(SoundFileError) {
        block = try reader.read(atMost: max(1024, 1 << 20 / channels))
      } catch {
        if samples.isEmpty { throw error }
        trouble = error
        return
      }
      if block.isEmpty { return }
      samples += block
      if duration > longest || samples.count > longest.components.seconds * Self.mostASecond {
        throw SoundFileError(
          path: path, reason: "is too long: the limit is \(longest.components.seconds) s")
      }
    }
  }

  /// A studio's stereo recording.
  private static let mostASecond: Int64 = 2 * 48000
}

extension String {
  /// The text without its final full stop, for use within a sentence.
  var trimmingFullStop: String {
    var text = self[...]
    while let last = text.last, last == "." || last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
