import CallEngine

/// Remembers what a terminal shows, so that only changed lines are written.
struct ScreenPainter {
  private var shown: [VisibleText] = []
  private var screen: HandsetScreen?

  /// Forgets what the terminal shows, since something else has written to it.
  mutating func forget() {
    screen = nil
  }

  /// The output that makes the terminal show the lines; empty if it already does.
  mutating func update(to lines: [VisibleText], on screen: HandsetScreen) -> VisibleText {
    var output: VisibleText = ""
    if screen != self.screen {
      output = "\u{1B}[0m\u{1B}[2J"
      shown = []
      self.screen = screen
    }
    for (row, line) in lines.enumerated() {
      if row < shown.count ? shown[row] == line : line.isEmpty { continue }
      output += "\u{1B}[\(row + 1);1H\u{1B}[2K\(line)"
    }
    shown = lines
    return output
  }
}
