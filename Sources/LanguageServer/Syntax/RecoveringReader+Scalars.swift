import MenuScript

extension RecoveringReader {
  /// A plain scalar up to the end of its line, or of the deeper lines that continue it.
  mutating func plain(indent: Int) -> LocatedNode {
    let start = place
    var span = plainLine()
    var text = String(decoding: bytes[span], as: UTF8.self)
    skipLine()
    while true {
      let before = place
      guard let line = nextLine(), line.indent > indent, !isDash(line.start), !isKey(line.start)
      else {
        place = before
        break
      }
      let more = plainLine()
      text += " " + String(decoding: bytes[more], as: UTF8.self)
      span = start..<more.upperBound
      skipLine()
    }
    return scalar(span, isPlain: true, text: text)
  }

  /// The rest of the line without blanks and comments.
  private mutating func plainLine() -> Range<Int> {
    let start = place
    while !isAtLineEnd { place += 1 }
    return trimmed(start..<place)
  }

  /// Whether a key and its colon begin at a place.
  private func isKey(_ offset: Int) -> Bool {
    var end = offset
    while end < bytes.count, !isBreak(end) {
      if bytes[end] == UInt8(ascii: ":"), isBlank(end + 1) { return true }
      end += 1
    }
    return false
  }

  /// A literal or folded scalar: the lines deeper than its key.
  mutating func blockScalar(indent: Int) -> LocatedNode {
    let start = place
    skipLine()
    var lines: [String] = []
    var end = place
    while place < bytes.count {
      var content = place
      while content < bytes.count, bytes[content] == 0x20 { content += 1 }
      let isEmpty = content >= bytes.count || isBreak(content)
      guard isEmpty || content - place > indent else { break }
      var lineEnd = content
      while lineEnd < bytes.count, !isBreak(lineEnd) { lineEnd += 1 }
      lines.append(String(decoding: bytes[content..<lineEnd], as: UTF8.self))
      skipLine()
      if !isEmpty { end = lineEnd }
    }
    return scalar(
      start..<max(start, end), isPlain: false, text: lines.joined(separator: "\n") + "\n")
  }

  /// A quoted scalar, up to its closing quote or to the line before one that can't belong to it.
  ///
  /// - Parameter indent: lines no deeper than that don't belong to it; `.max` for one line alone.
  mutating func quoted(indent: Int) -> LocatedNode {
    let start = place
    let quote = bytes[place]
    place += 1
    var content: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      if isBreak(place) {
        guard continues(after: place, deeperThan: indent) else { break }
        content.append(0x20)
        place += 1
        while place < bytes.count, isBlank(place) { place += 1 }
        continue
      }
      place += 1
      if byte == quote {
        guard quote == UInt8(ascii: "'"), place < bytes.count, bytes[place] == quote else {
          return scalar(
            start..<place, isPlain: false, text: String(decoding: content, as: UTF8.self))
        }
        place += 1
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), place < bytes.count,
        !isBreak(place)
      {
        content.append(bytes[place] == UInt8(ascii: "n") ? 0x0A : bytes[place])
        place += 1
        continue
      }
      content.append(byte)
    }
    return scalar(start..<place, isPlain: false, text: String(decoding: content, as: UTF8.self))
  }

  /// Whether the next line with content is deeper than something that is still open here.
  private func continues(after offset: Int, deeperThan indent: Int) -> Bool {
    if indent == .max { return false }
    var ahead = self
    ahead.place = offset + 1
    return ahead.nextLine().map { $0.indent > indent } ?? false
  }

  // MARK: Flow

  /// A list or map in brackets. It ends at its bracket, or before a line that is no deeper than the
  /// key that it belongs to.
  mutating func flow(indent: Int) -> LocatedNode {
    let start = place
    let isMap = bytes[place] == UInt8(ascii: "{")
    let close = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
    place += 1
    guard depth < Self.deepest else { return scalar(start..<place, isPlain: true) }
    depth += 1
    openBrackets += 1
    defer {
      depth -= 1
      openBrackets -= 1
    }
    var items: [LocatedNode] = []
    var pairs: [LocatedNode.Pair] = []
    var end = place
    while skipFlowBlanks(indent: indent) {
      let byte = bytes[place]
      if byte == close {
        place += 1
        end = place
        break
      }
      if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        // Somebody else's bracket, if anybody is waiting for it.
        if openBrackets > 1 { break }
        place += 1
        continue
      }
      if byte == UInt8(ascii: ",") {
        place += 1
        end = place
        continue
      }
      let node = flowValue(indent: indent)
      let isPair = skipFlowBlanks(indent: indent) && isFlowColon(place)
      if isPair { place += 1 }
      if isMap || isPair {
        let value = isPair ? flowPairValue(after: place, indent: indent) : nothing(after: node)
        let pair = LocatedNode.Pair(key: node, value: value)
        if isMap {
          pairs.append(pair)
        } else {
          items.append(
            LocatedNode(
              content: .mapping([pair]), range: TextRange(node.range.start, value.range.end)))
        }
      } else {
        items.append(node)
      }
      end = max(end, place)
    }
    let content: LocatedNode.Content = isMap ? .mapping(pairs) : .sequence(items)
    return LocatedNode(content: content, range: range(start..<max(start, end)))
  }

  private mutating func flowPairValue(after colon: Int, indent: Int) -> LocatedNode {
    let isThere = skipFlowBlanks(indent: indent)
    guard isThere,
      ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[place])
    else { return scalar(colon..<colon, isPlain: true) }
    return flowValue(indent: indent)
  }

  /// Goes to the next content inside brackets; `false` if what is open must have ended before.
  private mutating func skipFlowBlanks(indent: Int) -> Bool {
    while place < bytes.count {
      if isBreak(place) {
        var ahead = self
        ahead.place = place + 1
        guard let line = ahead.nextLine() else { return false }
        let closes = [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[line.start])
        guard line.indent > indent || closes else { return false }
        place = line.start
      } else if isBlank(place) {
        place += 1
      } else if bytes[place] == UInt8(ascii: "#"), isBlank(place - 1) {
        while place < bytes.count, !isBreak(place) { place += 1 }
      } else {
        return true
      }
    }
    return false
  }

  private mutating func flowValue(indent: Int) -> LocatedNode {
    switch bytes[place] {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return flow(indent: indent)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted(indent: indent)
    default: break
    }
    let start = place
    let ends: [UInt8] = [
      UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"),
    ]
    while place < bytes.count, !isBreak(place), !isFlowColon(place) {
      if starts("${", at: place) {
        place = nameEnd(place)
        continue
      }
      if ends.contains(bytes[place]) { break }
      if bytes[place] == UInt8(ascii: "#"), isBlank(place - 1) { break }
      place += 1
    }
    if place == start { place += 1 }
    return scalar(trimmed(start..<place), isPlain: true)
  }

  /// Where a `${…}` ends: its bracket closes nothing else.
  private func nameEnd(_ start: Int) -> Int {
    var end = start + 2
    while end < bytes.count, !isBlank(end), bytes[end] != UInt8(ascii: ",") {
      end += 1
      if bytes[end - 1] == UInt8(ascii: "}") { break }
    }
    return end
  }

  private func isFlowColon(_ offset: Int) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ":") else { return false }
    return isBlank(offset + 1)
      || [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[offset + 1])
      || offset > 0 && [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[offset - 1])
  }
}
