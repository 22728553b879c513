import ArgumentParser
import CallEngine
import Sound

struct AudioPlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play a sound file.",
    discussion: """
      Example:
        gooya audio play hello.flac
        gooya audio play hello.wav --device plughw:0

      Any format that libsndfile reads, at any sample rate. Ctrl-C stops.
      """)

  @Argument(help: "A sound file.")
  var file: String

  @OptionGroup var device: DeviceOptions

  func run() throws {
    try Self.play(file, title: file, on: device)
  }

  /// Plays a file to its end, or until a signal arrives.
  ///
  /// - Throws: `Failure`.
  static func play(_ file: String, title: String, on device: DeviceOptions) throws {
    do {
      let reader = try SoundFileReader(file)
      let output = try device.playback(
        sampleRate: reader.sampleRate, channels: min(reader.channels, 2))
      let source = try FileSource(reader, for: output)
      let player = AudioPlayer(device: output, title: title, length: reader.length)
      let result = try player.play { try source.next($0) }
      StandardOutput.line("\(result.summary(on: output))")
      if let signal = Interruption.signal { throw ExitCode(128 + signal) }
    } catch let error as SoundFileError {
      throw Failure("\(error)")
    }
  }

  /// A file's sound at a device's sample rate and number of channels.
  private final class FileSource {
    private let reader: SoundFileReader
    private let resampler: Resampler?
    private let channels: Int
    private var ready: [Float] = []
    private var isAtEnd = false

    init(_ reader: SoundFileReader, for device: PlaybackDevice) throws(SoundFileError) {
      self.reader = reader
      channels = device.channels
      if reader.sampleRate == device.sampleRate {
        resampler = nil
      } else {
        resampler = Resampler(
          from: reader.sampleRate, to: device.sampleRate, channels: channels, quality: .fast)
        guard resampler != nil else {
          throw SoundFileError(
            path: reader.path,
            reason: "can't be played at \(device.sampleRate) Hz: it has \(reader.sampleRate) Hz")
        }
      }
    }

    func next(_ frames: Int) throws(SoundFileError) -> [Float] {
      while ready.count < frames * channels, !isAtEnd {
        let block = try reader.read(atMost: 4096)
        isAtEnd = block.isEmpty
        let clip = AudioClip(
          samples: block, channels: reader.channels, sampleRate: reader.sampleRate
        ).spread(over: channels)
        ready += resampler?.convert(clip.samples, isLast: isAtEnd) ?? clip.samples
      }
      let count = min(frames * channels, ready.count)
      defer { ready.removeFirst(count) }
      return Array(ready[..<count])
    }
  }
}

extension AudioClip {
  /// The clip with a device's number of channels: its own channels if the numbers match, otherwise
  /// their mean in each.
  fileprivate func spread(over count: Int) -> AudioClip {
    if channels == count { return self }
    let one = mono
    if count == 1 { return one }
    return AudioClip(
      samples: one.samples.flatMap { Array(repeating: $0, count: count) }, channels: count,
      sampleRate: sampleRate)
  }
}
