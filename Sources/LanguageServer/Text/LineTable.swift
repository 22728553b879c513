import MenuScript

/// A text's lines as the protocol separates them (CR LF, LF, CR; YAML has three more), for turning
/// places into bytes and back.
struct LineTable: Sendable {
  let encoding: PositionEncoding
  let utf8: [UInt8]
  private let starts: [Int]

  init(_ utf8: [UInt8], encoding: PositionEncoding) {
    self.utf8 = utf8
    self.encoding = encoding
    var starts = [0]
    for (place, byte) in utf8.enumerated() {
      if byte == 0x0A || byte == 0x0D && !(place + 1 < utf8.count && utf8[place + 1] == 0x0A) {
        starts.append(place + 1)
      }
    }
    self.starts = starts
  }

  /// The byte at a place; a place past the end of a line or of the text means that end.
  func byte(at position: LinePosition) -> Int {
    guard position.line < starts.count else { return utf8.count }
    let line = content(of: position.line)
    return line.startIndex + encoding.bytes(of: position.character, in: line)
  }

  func position(ofByte offset: Int) -> LinePosition {
    let offset = min(max(offset, 0), utf8.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return LinePosition(line: low, character: encoding.length(of: utf8[starts[low]..<offset]))
  }

  func range(_ bytes: Range<Int>) -> LineRange {
    LineRange(position(ofByte: bytes.lowerBound), position(ofByte: bytes.upperBound))
  }

  /// The place after the last character.
  var end: LinePosition { position(ofByte: utf8.count) }

  /// A line without its end.
  private func content(of line: Int) -> ArraySlice<UInt8> {
    var end = line + 1 < starts.count ? starts[line + 1] : utf8.count
    while end > starts[line], [0x0A, 0x0D].contains(utf8[end - 1]) { end -= 1 }
    return utf8[starts[line]..<end]
  }
}

extension LineTable {
  /// A range of a diagnostic or a node, whose text this is.
  func range(_ range: SourceRange, in source: SourceText) -> LineRange {
    let start = source.byte(at: range.start) ?? utf8.count
    return self.range(start..<max(start, source.byte(at: range.end) ?? start))
  }
}
