/// A key pressed at a terminal.
enum TerminalKey: Hashable, Sendable {
  /// A letter, digit or mark; combining marks and joiners come as keys of their own.
  case text(Unicode.Scalar)
  case enter, escape, backspace
  case up, down, pageUp, pageDown, home, end
  /// The control key together with a letter, in lower case.
  case control(Character)
}

/// Decodes the bytes that a terminal sends into keys, however the bytes are split.
struct KeyDecoder {
  private var pending: [UInt8] = []

  /// The longest escape sequence; anything longer isn't a key.
  private static let longestSequence = 32

  /// Whether the bytes so far could begin a key. If nothing follows soon, `flush()` decodes them as
  /// they are.
  var isPending: Bool { !pending.isEmpty }

  mutating func decode(_ bytes: some Sequence<UInt8>) -> [TerminalKey] {
    pending += bytes
    var keys: [TerminalKey] = []
    var rest = pending[...]
    while let first = rest.first {
      let step =
        switch first {
        case 0x1B: Self.escape(rest)
        case 0x00..<0x20, 0x7F: Step(length: 1, key: Self.control(first))
        default: Self.character(rest)
        }
      guard let step else { break }
      rest = rest.dropFirst(step.length)
      if let key = step.key { keys.append(key) }
    }
    pending = Array(rest)
    return keys
  }

  /// Decodes the pending bytes as they are: an escape alone is the escape key.
  mutating func flush() -> [TerminalKey] {
    defer { pending = [] }
    return pending == [0x1B] ? [.escape] : []
  }

  private struct Step {
    let length: Int
    let key: TerminalKey?
  }

  private static func control(_ byte: UInt8) -> TerminalKey? {
    switch byte {
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: nil
    }
  }

  /// One escape sequence (ECMA-48 §5.4, and SS3 for keys in application mode); `nil` if it is
  /// incomplete.
  private static func escape(_ bytes: ArraySlice<UInt8>) -> Step? {
    let bytes = bytes.prefix(longestSequence)
    guard bytes.count > 1 else { return nil }
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return nil }
      return Step(length: 3, key: cursorKey(bytes[bytes.startIndex + 2]))
    case UInt8(ascii: "["):
      guard let end = bytes.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
        return bytes.count == longestSequence ? Step(length: longestSequence, key: nil) : nil
      }
      let length = end - bytes.startIndex + 1
      // A control character inside a sequence ends it and counts by itself.
      guard (0x40...0x7E).contains(bytes[end]) else { return Step(length: length - 1, key: nil) }
      if bytes[end] == UInt8(ascii: "~") {
        let number = bytes.dropFirst(2).prefix { $0 != UInt8(ascii: ";") && $0 < 0x40 }
        return Step(length: length, key: numberedKey(String(decoding: number, as: UTF8.self)))
      }
      return Step(length: length, key: cursorKey(bytes[end]))
    default:
      return Step(length: 1, key: .escape)
    }
  }

  private static func cursorKey(_ letter: UInt8) -> TerminalKey? {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M"): .enter
    default: nil
    }
  }

  private static func numberedKey(_ number: String) -> TerminalKey? {
    switch number {
    case "1", "7": .home
    case "4", "8": .end
    case "5": .pageUp
    case "6": .pageDown
    default: nil
    }
  }

  /// One character of UTF-8; `nil` if it is incomplete. Invalid bytes are skipped.
  private static func character(_ bytes: ArraySlice<UInt8>) -> Step? {
    let length =
      switch bytes[bytes.startIndex] {
      case 0x20..<0x7F: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    let continuation = bytes.dropFirst().prefix(max(length, 1) - 1).prefix {
      (0x80...0xBF).contains($0)
    }
    if length > 0 && continuation.count < length - 1 && continuation.count + 1 == bytes.count {
      return nil
    }
    guard length > 0, continuation.count == length - 1,
      let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1
    else { return Step(length: 1, key: nil) }
    return Step(length: length, key: (0x80...0x9F).contains(scalar.value) ? nil : .text(scalar))
  }
}
