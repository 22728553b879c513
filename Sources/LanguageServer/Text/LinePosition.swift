/// A place in a text as the protocol has it: both count from 0. Characters are code units of the
/// encoding that client and server agreed on.
struct LinePosition: Hashable, Comparable, Sendable {
  let line: Int
  let character: Int

  static func < (left: LinePosition, right: LinePosition) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }

  var json: JSONValue { ["line": .integer(line), "character": .integer(character)] }

  init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  init?(_ json: JSONValue?) {
    guard let line = json?["line"]?.integer, let character = json?["character"]?.integer,
      line >= 0, character >= 0
    else { return nil }
    self.init(line: line, character: character)
  }
}

/// A stretch of a text, excluding its end.
struct LineRange: Hashable, Sendable {
  let start: LinePosition
  let end: LinePosition

  var json: JSONValue { ["start": start.json, "end": end.json] }

  init(_ start: LinePosition, _ end: LinePosition) {
    self.start = start
    self.end = max(start, end)
  }

  init?(_ json: JSONValue?) {
    guard let start = LinePosition(json?["start"]), let end = LinePosition(json?["end"]),
      start <= end
    else { return nil }
    self.init(start, end)
  }

  /// The beginning of a text, for what is about all of it.
  static let top = LineRange(
    LinePosition(line: 0, character: 0), LinePosition(line: 0, character: 0))
}

/// How a position's characters are counted.
enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"

  /// The length of the text that some bytes of UTF-8 are.
  func length(of bytes: ArraySlice<UInt8>) -> Int {
    switch self {
    case .utf8: bytes.count
    case .utf16: bytes.reduce(0) { $0 + Self.units(of: $1) }
    }
  }

  /// The UTF-16 code units that a byte begins: none if it continues a character.
  private static func units(of byte: UInt8) -> Int {
    byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
  }

  /// How many bytes a number of characters takes; all of the bytes if there are fewer. A place inside
  /// a character means its beginning.
  func bytes(of characters: Int, in line: ArraySlice<UInt8>) -> Int {
    switch self {
    case .utf8:
      var place = line.startIndex + min(characters, line.count)
      while place < line.endIndex, place > line.startIndex, line[place] & 0xC0 == 0x80 {
        place -= 1
      }
      return place - line.startIndex
    case .utf16:
      var left = characters
      var place = line.startIndex
      while place < line.endIndex {
        left -= Self.units(of: line[place])
        if left < 0 { break }
        place += 1
        while place < line.endIndex, line[place] & 0xC0 == 0x80 { place += 1 }
      }
      return place - line.startIndex
    }
  }
}
