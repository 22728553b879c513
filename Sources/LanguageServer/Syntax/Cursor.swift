import MenuScript

/// Where an author is writing: what is around the cursor in a text that needn't be YAML yet.
struct Cursor {
  enum Slot {
    /// A key of the map at the path.
    case key
    /// What stands at the path.
    case value
  }

  let slot: Slot
  let path: [PathStep]
  /// The bytes of the word, in the text as it is.
  let word: Range<Int>
  let isQuoted: Bool
  /// The enclosing nodes, the root first, without the cursor's own word.
  let ancestors: [LocatedNode]
  /// The other keys of the map that the word would be a key of, with their texts.
  let present: [String: String]
  /// The bytes of the name that is being written in `${…}`.
  let name: Range<Int>?
  /// Whether a colon follows the word, so that none is written.
  let hasColon: Bool

  /// A character that no text of ours has, to find the cursor by.
  private static let mark = "\u{F8FF}"

  init?(at offset: Int, in text: [UInt8], path file: String) {
    let window = TextWindow(around: offset, in: text)
    let shift = window.shift
    var marked = window.text
    marked.insert(contentsOf: Self.mark.utf8, at: offset - shift)
    let source = SourceText(file: file, text: String(decoding: marked, as: UTF8.self))
    guard let root = RecoveringReader.read(source),
      let found = FoundScalar(at: source.position(ofByte: offset - shift + 1), in: root)
        ?? FoundScalar(at: source.position(ofByte: offset - shift), in: root),
      let scalar = found.node.scalar, scalar.text.contains(Self.mark)
    else { return nil }
    let bytes = (source.byte(at: found.node.range.start).map { $0 + shift }) ?? offset
    let end =
      (source.byte(at: found.node.range.end).map { $0 + shift } ?? offset) - Self.mark.utf8.count
    // A word is on the line of the cursor.
    guard bytes <= offset, offset <= end,
      !text[bytes..<min(end, text.count)].contains(where: { $0 == 0x0A || $0 == 0x0D })
    else { return nil }
    slot = found.isKey ? .key : .value
    path = found.path
    word = bytes..<end
    isQuoted = !scalar.isPlain
    ancestors = found.ancestors
    var present = found.isKey ? found.ancestors.last?.texts ?? [:] : [:]
    present[scalar.text] = nil
    self.present = present
    hasColon = text[max(bytes, end)...].first { $0 != 0x20 } == UInt8(ascii: ":")
    name = Self.name(at: offset, in: text, from: bytes, to: end)
  }

  private static func name(
    at offset: Int, in text: [UInt8], from start: Int, to end: Int
  ) -> Range<Int>? {
    var open = offset
    while open > start, ![UInt8(ascii: "{"), UInt8(ascii: "}")].contains(text[open - 1]) {
      open -= 1
    }
    guard open - start >= 2, text[open - 1] == UInt8(ascii: "{"),
      text[open - 2] == UInt8(ascii: "$")
    else { return nil }
    var close = offset
    while close < end, ![UInt8(ascii: "}"), UInt8(ascii: "\""), 0x20].contains(text[close]) {
      close += 1
    }
    return open..<close
  }
}
