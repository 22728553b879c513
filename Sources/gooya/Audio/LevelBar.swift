import Sound

/// Draws a changing level, with the peak held for a while.
struct LevelBar {
  private var meter = LevelMeter()
  private(set) var level = LevelMeter.Level.silence
  private(set) var highestPeak = LevelMeter.floor
  private(set) var clipped = 0
  private var heldPeak = LevelMeter.floor
  private var heldSince = ContinuousClock.now
  private var measuredAt = ContinuousClock.now

  private static let lowest = -60.0
  private static let window = Duration.milliseconds(100)
  private static let hold = Duration.milliseconds(1500)

  mutating func add(_ samples: [Float]) {
    meter.add(samples)
    guard .now - measuredAt >= Self.window else { return }
    update()
  }

  /// Adds what has come since the last window.
  mutating func update() {
    measuredAt = .now
    level = meter.take()
    clipped += level.clipped
    highestPeak = max(highestPeak, level.peak)
    if level.peak >= heldPeak || .now - heldSince > Self.hold {
      heldPeak = level.peak
      heldSince = .now
    }
  }

  /// A bar from −60 to 0 dBFS with the numbers beside it.
  func text(width: Int) -> String {
    let filled = Self.column(level.rms, of: width)
    let mark = Self.column(heldPeak, of: width)
    let bar = (0..<width).map { column in
      if column < filled { return "█" }
      return column == mark - 1 ? "│" : "·"
    }
    let clip = clipped == 0 ? "" : "  CLIPPED \(clipped)"
    return "\(bar.joined())  rms \(level.rms.decibels)  peak \(heldPeak.decibels) dBFS\(clip)"
  }

  private static func column(_ level: Double, of width: Int) -> Int {
    let share = (level - lowest) / -lowest
    return Int((min(max(share, 0), 1) * Double(width)).rounded())
  }
}

extension Double {
  /// A level with one digit after the point, six characters wide.
  var decibels: String {
    let tenths = Int((abs(self) * 10).rounded())
    let text = "\(self < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    return String(repeating: " ", count: max(0, 6 - text.count)) + text
  }
}
