/// Reads any sound file as telephone sound (see `TelephoneConverter`), its channels apart.
///
/// Reads block by block, so that hours of recording need no more memory than seconds.
package final class TelephoneSoundReader {
  private let reader: SoundFileReader
  private let converters: [TelephoneConverter]
  private let blockFrames: Int
  private var isAtEnd = false
  /// What went wrong at the end; told once all before it has been handed out.
  private var trouble: SoundFileError?
  private var framesRead = 0

  /// - Parameter channel: the only channel to use, counted from 0; `nil` uses all.
  /// - Throws: if there is no such file or channel, or the file isn't sound.
  package init(_ path: String, channel: Int? = nil) throws(SoundFileError) {
    reader = try SoundFileReader(path)
    let (rate, count) = (reader.sampleRate, reader.channels)
    if let channel, !(0..<count ~= channel) {
      let channels = count == 1 ? "one channel" : "\(count) channels"
      throw SoundFileError(path: path, reason: "has no channel \(channel + 1), only \(channels)")
    }
    let used = channel.map { $0...$0 } ?? 0...count - 1
    converters = used.compactMap {
      TelephoneConverter(sampleRate: rate, channels: count, channel: $0)
    }
    guard converters.count == used.count else {
      throw SoundFileError(
        path: path, reason: "has a sample rate of \(rate) Hz, which can't be converted")
    }
    blockFrames = max(1024, 262_144 / count)
  }

  /// How many channels are used.
  package var channels: Int { converters.count }

  /// The duration read so far.
  package var duration: Duration {
    .nanoseconds(Int64((Double(framesRead) / Double(reader.sampleRate) * 1e9).rounded()))
  }

  /// The next samples of each channel, a few seconds' worth; `nil` at the file's end.
  ///
  /// - Throws: if the file is damaged there or cut off, after all that comes before.
  package func read() throws(SoundFileError) -> [[Int16]]? {
    if let trouble {
      self.trouble = nil
      throw trouble
    }
    if isAtEnd { return nil }
    var block: [Float] = []
    do throws(SoundFileError) { block = try reader.read(atMost: blockFrames) } catch {
      trouble = error
    }
    framesRead += block.count / reader.channels
    isAtEnd = block.isEmpty
    return converters.map { $0.convert(block, isLast: isAtEnd) }
  }
}
