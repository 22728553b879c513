import CallEngine
import CallRuntime
import Foundation
import Store

/// A recording that is written into the data folder.
final class FileTape: RecordingTape {
  private let file: RecordingFile
  private let shelf: RecordingShelf
  private let complain: (String) -> Void

  /// What stands for speech that nobody heard: a hum, in Hz, full scale from −1 to 1.
  private static let hum = (frequency: 220.0, level: 0.05)

  /// - Parameter stem: the recording's name, if it has been given one already.
  /// - Throws: `StoreError` if nothing can be recorded.
  init(
    _ origin: RecordingOrigin, as stem: String? = nil, on shelf: RecordingShelf,
    complain: @escaping (String) -> Void
  ) throws {
    self.shelf = shelf
    self.complain = complain
    file = try shelf.begin(origin, as: stem)
  }

  var stem: String { file.stem }

  func write(_ samples: [Float]) -> Bool { file.append(samples) }

  func speak(upTo length: Duration) -> Duration {
    let rate = Double(RecordingFile.sampleRate)
    let total = Int((length / .seconds(1) * rate).rounded())
    var start = Int((file.length / .seconds(1) * rate).rounded())
    while start < total {
      let end = min(start + RecordingFile.sampleRate, total)
      let hum = (start..<end).map { place in
        Float(Self.hum.level * sine(Self.hum.frequency * Double(place) / rate))
      }
      guard file.append(hum) else { return min(length, file.length) }
      start = end
    }
    return length
  }

  func keep(_ recording: Recording) -> Bool {
    let isKept = attempt {
      try shelf.keep(file, length: recording.length, endedBy: recording.end.rawValue)
    }
    if isKept { _ = attempt { try shelf.removeFormer(than: file) } }
    return isKept
  }

  func discard() {
    _ = attempt { try shelf.drop(file) }
  }

  private func attempt(_ work: () throws -> Void) -> Bool {
    do {
      try work()
      return true
    } catch {
      complain("\(error)")
      return false
    }
  }

  private func sine(_ turns: Double) -> Double { sin(2 * .pi * turns) }
}
