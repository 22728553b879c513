import CallEngine
import Files
import Sound

/// A path's impulse response as a sound file, for programs that convolve with it or look into rooms.
struct ImpulseFile {
  private let file: OutputFile

  /// - Throws: `Failure` if its name isn't a WAV file's.
  init(_ file: OutputFile) throws {
    guard SoundFileFormat(path: file.path) == .wav else {
      throw Failure("'\(file.path)' must end in .wav: an impulse response is written in floats")
    }
    self.file = file
  }

  /// Writes the response in 32-bit floats; of two channels both.
  ///
  /// - Throws: `Failure`.
  func write(_ report: LoopbackReport) throws {
    let reports = report.channels?.reports ?? [report]
    let responses = reports.map(\.measurements.impulse)
    guard let some = responses.compactMap(\.self).first else {
      StandardError.line(
        "gooya: there is no impulse response; '\(file.path)' was not written")
      return
    }
    let samples = (0..<some.samples.count).flatMap { index in
      responses.map { response in
        response.flatMap { $0.samples.indices.contains(index) ? $0.samples[index] : nil } ?? 0
      }
    }
    do {
      let writer = try SoundFileWriter(
        file, sample: .f32, channels: responses.count, sampleRate: some.sampleRate)
      try writer.write(samples)
      try writer.close()
    } catch {
      throw Failure("\(error)")
    }
  }
}
