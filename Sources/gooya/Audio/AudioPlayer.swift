import CallEngine
import Glibc
import Sound

/// Plays sound to its end, or until a signal arrives, and shows the progress.
struct AudioPlayer {
  let device: PlaybackDevice
  /// The title on the progress line.
  let title: String
  /// The length of the whole sound, if known.
  let length: Duration?

  /// What was played.
  struct Result {
    let played: Duration
    let underruns: Int
    let wasStopped: Bool
  }

  /// Plays what `next` returns: it is asked for a number of frames and returns none at the end.
  ///
  /// - Throws: what `next` throws, and `Failure` if the device fails.
  func play(_ next: (Int) throws -> [Float]) throws -> Result {
    Interruption.watch()
    var status = StatusLine()
    defer { status.clear() }
    do {
      while Interruption.signal == nil {
        let wanted = try device.framesWanted()
        if wanted > 0 {
          let samples = try next(wanted)
          if samples.isEmpty { break }
          try device.write(samples)
        }
        let played = try heard()
        status.show(progress(played))
        usleep(5000)
      }
      if Interruption.signal == nil {
        try device.drain()
        return Result(played: written, underruns: device.underruns, wasStopped: false)
      }
      let played = try heard()
      try device.drop()
      return Result(played: played, underruns: device.underruns, wasStopped: true)
    } catch let error as AudioDeviceError {
      throw Failure("\(error), after \(written.tenths) s")
    }
  }

  private var written: Duration {
    .seconds(Double(device.framesWritten) / Double(device.sampleRate))
  }

  private func heard() throws -> Duration { max(.zero, written - (try device.delay())) }

  private func progress(_ played: Duration) -> String {
    let trouble = device.underruns == 0 ? "" : "  underruns: \(device.underruns)"
    guard let length, length > .zero else { return "\(title)  \(played.tenths) s\(trouble)" }
    let share = min(1, played / length)
    let bar = String(repeating: "#", count: Int(share * 20))
    let rest = String(repeating: ".", count: 20 - bar.count)
    return "\(title)  [\(bar)\(rest)] \(played.tenths) of \(length.tenths) s\(trouble)"
  }
}

extension AudioPlayer.Result {
  /// A one-line summary.
  func summary(on device: PlaybackDevice) -> String {
    let channels = device.channels == 1 ? "mono" : "\(device.channels) channels"
    let trouble = underruns == 1 ? "1 underrun" : "\(underruns) underruns"
    return "\(wasStopped ? "stopped after" : "played") \(played.tenths) s on \(device.name)"
      + " (\(device.sampleRate) Hz, \(channels)), \(trouble)"
  }
}
