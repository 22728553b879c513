import CallEngine
import Glibc

/// A line on standard error that is overwritten as things change; not shown unless that is a
/// terminal.
struct StatusLine {
  let isShown: Bool
  private var last = ContinuousClock.now - .seconds(1)

  init() {
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Shows a text, at most ten times a second.
  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown, .now - last >= .milliseconds(100) else { return }
    last = .now
    StandardError.text("\r\u{1B}[K\(VisibleText(text()).clipped(to: Self.width - 1))")
  }

  /// Clears the line for other text.
  func clear() {
    if isShown { StandardError.text("\r\u{1B}[K") }
  }

  private static var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 10
    return isKnown ? Int(size.ws_col) : 80
  }
}

extension Duration {
  /// Seconds with one decimal, as in `12.3`.
  var tenths: String {
    let tenths = Int((self / .milliseconds(100)).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
