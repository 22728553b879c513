/// The part of a text that says where a place is: the section under a key at the margin, and of
/// states and fields, which may be thousands, only the one that the place is in.
struct TextWindow {
  let text: [UInt8]
  /// What is added to a place in the window for its place in the whole text.
  let shift: Int

  init(around offset: Int, in whole: [UInt8]) {
    let line = Self.lineStart(before: offset, in: whole)
    guard case (let head, var entry)? = Self.start(from: line, in: whole) else {
      (text, shift) = (whole, 0)
      return
    }
    let isLong = ["states:", "fields:"].contains { whole[head].starts(with: $0.utf8) }
    if !isLong { entry = head.upperBound }
    let indent = isLong ? Self.indent(at: entry, in: whole) : 0
    var end = Self.nextLine(after: offset, in: whole)
    while end < whole.count,
      Self.isBlank(end, in: whole) || Self.indent(at: end, in: whole) > indent
    {
      end = Self.nextLine(after: end, in: whole)
    }
    text = Array(whole[head] + whole[entry..<end])
    shift = entry - head.count
  }

  /// The line of the key at the margin, and where the entry under it begins.
  private static func start(
    from line: Int, in text: [UInt8]
  ) -> (head: Range<Int>, entry: Int)? {
    var entry = line
    var lowest = isBlank(line, in: text) ? Int.max : indent(at: line, in: text)
    var place = line
    if lowest == 0 { return nil }
    while place > 0 {
      place = lineStart(before: place - 1, in: text)
      if isBlank(place, in: text) { continue }
      let indent = indent(at: place, in: text)
      if indent == 0 { return (place..<nextLine(after: place, in: text), entry) }
      if indent < lowest { (lowest, entry) = (indent, place) }
    }
    return nil
  }

  private static func lineStart(before offset: Int, in text: [UInt8]) -> Int {
    var start = min(offset, text.count)
    while start > 0, text[start - 1] != 0x0A, text[start - 1] != 0x0D { start -= 1 }
    return start
  }

  private static func nextLine(after offset: Int, in text: [UInt8]) -> Int {
    var end = offset
    while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
    return min(end + 1, text.count)
  }

  private static func indent(at line: Int, in text: [UInt8]) -> Int {
    var end = line
    while end < text.count, text[end] == 0x20 { end += 1 }
    return end - line
  }

  /// Whether a line has no content, a comment apart.
  private static func isBlank(_ line: Int, in text: [UInt8]) -> Bool {
    let content = line + indent(at: line, in: text)
    return content >= text.count || [0x0A, 0x0D, UInt8(ascii: "#")].contains(text[content])
  }
}
