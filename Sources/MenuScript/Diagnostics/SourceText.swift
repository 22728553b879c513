/// A file's text with its lines, so that diagnostics can show them.
public struct SourceText: Sendable {
  /// The path, as the user gave it.
  public let file: String
  public let text: String
  private let utf8: [UInt8]
  /// Where each line begins, in UTF-8.
  private let lineStarts: [Int]

  public init(file: String, text: String) {
    self.file = file
    self.text = text
    utf8 = Array(text.utf8)
    lineStarts = Self.lineStarts(in: utf8)
  }

  /// A line's text without its line end; empty past the last line.
  ///
  /// - Parameters:
  ///   - number: counts from 1.
  ///   - limit: the most bytes; a longer line gives `nil`.
  public func line(_ number: Int, upTo limit: Int = .max) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let end = number < lineStarts.count ? lineStarts[number] : utf8.count
    guard end - lineStarts[number - 1] <= limit else { return "" }
    var line = Substring(String(decoding: utf8[lineStarts[number - 1]..<end], as: UTF8.self))
    while let last = line.unicodeScalars.last, Self.isBreak(last) {
      line.unicodeScalars.removeLast()
    }
    return String(line)
  }

  /// The place of a byte.
  package func position(ofByte offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), utf8.count)
    let number = line(ofByte: offset)
    let scalars = utf8[lineStarts[number - 1]..<offset].count { $0 & 0xC0 != 0x80 }
    return TextPosition(line: number, column: scalars + 1)
  }

  /// The place after the content, not counting trailing line ends and blanks.
  var lastPlace: TextPosition {
    let written = utf8.lastIndex { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }
    return position(ofByte: written.map { $0 + 1 } ?? 0)
  }

  /// The character at a place.
  func character(at place: TextPosition) -> Unicode.Scalar? {
    byte(at: place).flatMap { $0 < utf8.count ? Unicode.Scalar(utf8[$0]) : nil }
  }

  private func line(ofByte offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The UTF-8 offset of a place; `nil` if the text has no such place.
  public func byte(at place: TextPosition) -> Int? {
    guard (1...lineStarts.count).contains(place.line), place.column >= 1 else { return nil }
    var byte = lineStarts[place.line - 1]
    var scalarsLeft = place.column - 1
    while scalarsLeft > 0, byte < utf8.count {
      byte += 1
      while byte < utf8.count, utf8[byte] & 0xC0 == 0x80 { byte += 1 }
      scalarsLeft -= 1
    }
    return scalarsLeft == 0 ? byte : nil
  }

  /// The numbers of the lines that contain a text, ascending.
  func lines(containing text: String) -> [Int] {
    let sought = Array(text.utf8)
    guard let first = sought.first else { return [] }
    var numbers: [Int] = []
    var index = 0
    while let start = utf8[index...].firstIndex(of: first) {
      index = start + 1
      guard utf8[start...].starts(with: sought) else { continue }
      let number = line(ofByte: start)
      if numbers.last != number { numbers.append(number) }
    }
    return numbers
  }

  /// The first YAML directive (`%TAG …`) at or after a byte, if only blanks, comments and `...`
  /// come before it.
  func directive(from byte: Int) -> (text: String, range: TextRange)? {
    for number in line(ofByte: byte)...lineStarts.count {
      let start = lineStarts[number - 1]
      let end = number < lineStarts.count ? lineStarts[number] : utf8.count
      let content = utf8[max(start, byte)..<max(start, byte, end)]
      guard let first = content.first(where: { $0 > 0x20 }) else { continue }
      if first == UInt8(ascii: "#") || content.starts(with: "...".utf8) { continue }
      guard content.first == UInt8(ascii: "%"), content.startIndex == start else { return nil }
      let word = String(decoding: content.prefix { $0 > 0x20 }.prefix(64), as: UTF8.self)
      return (word, TextRange(at: TextPosition(line: number, column: 1)))
    }
    return nil
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar)
  }

  /// Lines as YAML 1.1 separates them: besides CR, LF and CR LF also at NEL, LS and PS.
  private static func lineStarts(in utf8: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < utf8.count {
      let length = breakLength(in: utf8, at: index)
      index += max(length, 1)
      if length > 0 { starts.append(index) }
    }
    return starts
  }

  private static func breakLength(in utf8: [UInt8], at index: Int) -> Int {
    switch utf8[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < utf8.count && utf8[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < utf8.count && utf8[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      index + 2 < utf8.count && utf8[index + 1] == 0x80 && (utf8[index + 2] | 1) == 0xA9 ? 3 : 0
    default: 0
    }
  }
}
