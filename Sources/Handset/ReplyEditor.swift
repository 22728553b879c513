/// One line of text as it is typed.
struct ReplyEditor: Equatable, Sendable {
  private(set) var text = ""

  /// The most that is taken: more than fits into ten SMS.
  private static let longest = 1600

  mutating func insert(_ scalar: Unicode.Scalar) {
    if text.unicodeScalars.count < Self.longest { text.unicodeScalars.append(scalar) }
  }

  /// Takes the last character away; of a letter with marks or a joiner, the last of these, which a
  /// keyboard typed apart.
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
