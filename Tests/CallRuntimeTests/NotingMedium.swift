import CallEngine
import CallRuntime

/// A network that notes what reaches it.
final class NotingMedium: CallMedium {
  private(set) var frames = 0
  private(set) var skipped = 0
  /// The sound of the latest frame.
  private(set) var last: [Float] = []
  /// The loudest sample of each frame.
  private var peaks: [Float] = []
  private(set) var ends: [HangUpCause] = []

  func capture() -> [Float]? { nil }

  func play(_ line: [Float]) {
    frames += 1
    last = line
    peaks.append(line.map(abs).max() ?? 0)
  }

  func skip(_ frames: Int) { skipped += frames }
  func end(_ cause: HangUpCause) { ends.append(cause) }

  /// The levels of the words that were heard, each once.
  var levels: [Float] {
    var levels: [Float] = []
    for peak in peaks where peak > 0 && peak != levels.last { levels.append(peak) }
    return levels
  }

  func loudFrames(from start: Int) -> Int { peaks.dropFirst(start).count { $0 > 0.01 } }
}
