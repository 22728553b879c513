/// A line of text being typed.
struct LineEditor: Equatable, Sendable {
  private(set) var text = ""

  /// The most bytes accepted: more than fit into ten SMS.
  private static let longest = 1600

  mutating func insert(_ scalar: Unicode.Scalar) {
    if text.unicodeScalars.count < Self.longest { text.unicodeScalars.append(scalar) }
  }

  /// Deletes the last scalar: of a letter with marks or a joiner only the last of these, since a
  /// keyboard types them separately.
  mutating func backspace() {
    guard let last = text.last else { return }
    let tail = last.unicodeScalars
    let isComposed = tail.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    if tail.count > 1 && !isComposed {
      text.unicodeScalars.removeLast()
    } else {
      text.removeLast()
    }
  }

  mutating func clear() {
    text = ""
  }
}
