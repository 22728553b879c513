/// Reads any sound file as telephone sound (see `TelephoneConverter`).
///
/// Reads block by block, so that hours of recording need no more memory than seconds.
package final class TelephoneSoundReader {
  private let reader: SoundFileReader
  private let converter: TelephoneConverter
  private let blockFrames: Int
  private var isAtEnd = false
  private var framesRead = 0

  /// - Parameter channel: the only channel to use, counted from 0; `nil` mixes all.
  /// - Throws: if there is no such file or channel, or the file isn't sound.
  package init(_ path: String, channel: Int? = nil) throws(SoundFileError) {
    reader = try SoundFileReader(path)
    if let channel, !(0..<reader.channels ~= channel) {
      let count = reader.channels == 1 ? "one channel" : "\(reader.channels) channels"
      throw SoundFileError(path: path, reason: "has no channel \(channel + 1), only \(count)")
    }
    guard
      let converter = TelephoneConverter(
        sampleRate: reader.sampleRate, channels: reader.channels, channel: channel)
    else {
      throw SoundFileError(
        path: path,
        reason: "has a sample rate of \(reader.sampleRate) Hz, which can't be converted")
    }
    self.converter = converter
    blockFrames = max(1024, 262_144 / reader.channels)
  }

  /// The duration read so far.
  package var duration: Duration {
    .nanoseconds(Int64((Double(framesRead) / Double(reader.sampleRate) * 1e9).rounded()))
  }

  /// The next samples, a few seconds' worth; `nil` at the file's end.
  ///
  /// - Throws: if the file is damaged there.
  package func read() throws(SoundFileError) -> [Int16]? {
    if isAtEnd { return nil }
    let block = try reader.read(atMost: blockFrames)
    framesRead += block.count / reader.channels
    isAtEnd = block.isEmpty
    return converter.convert(block, isLast: isAtEnd)
  }
}
