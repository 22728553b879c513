internal import CallEngine

/// A JSON document as a server sent it. Numbers stay as they are written: `12.50` is an amount.
enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  /// In the document's order.
  case object([Member])

  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONValue
  }

  /// The text of a scalar; `nil` for anything else.
  var scalar: String? {
    switch self {
    case .boolean(let isTrue): isTrue ? "true" : "false"
    case .number(let text), .text(let text): text
    case .null, .list, .object: nil
    }
  }

  /// What is at a place; `nil` if there is nothing.
  subscript(pointer: JSONPointer) -> JSONValue? {
    var value = self
    for step in pointer.steps {
      switch value {
      case .object(let members):
        guard let member = members.last(where: { $0.name == step }) else { return nil }
        value = member.value
      case .list(let items):
        // RFC 6901: no leading zeros, no sign.
        guard let index = Int(step), String(index) == step, items.indices.contains(index) else {
          return nil
        }
        value = items[index]
      case .null, .boolean, .number, .text: return nil
      }
    }
    return value
  }

  /// - Returns: `nil` if the bytes aren't one JSON document (RFC 8259) in UTF-8, or one that is
  ///   nested too deep.
  init?(parsing bytes: [UInt8]) {
    var reader = JSONReader(bytes)
    guard let value = reader.document() else { return nil }
    self = value
  }
}

/// Reads JSON strictly.
private struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  /// No answer that a phone menu can use is nested deeper, and reading one must not exhaust the
  /// stack.
  private static let depth = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() -> JSONValue? {
    guard let value = value(depth: 0) else { return nil }
    skipBlanks()
    return position == bytes.count ? value : nil
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipBlanks()
    guard position < bytes.count, depth < Self.depth else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return list(depth)
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    position += 1
    var members: [JSONValue.Member] = []
    skipBlanks()
    if take("}") { return .object(members) }
    repeat {
      skipBlanks()
      guard let name = text() else { return nil }
      skipBlanks()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(JSONValue.Member(name: name, value: value))
      skipBlanks()
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  private mutating func list(_ depth: Int) -> JSONValue? {
    position += 1
    var items: [JSONValue] = []
    skipBlanks()
    if take("]") { return .list(items) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      items.append(value)
      skipBlanks()
    } while take(",")
    return take("]") ? .list(items) : nil
  }

  private mutating func number() -> JSONValue? {
    let start = position
    _ = take("-")
    if !take("0"), !digits() { return nil }
    if take("."), !digits() { return nil }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard digits() else { return nil }
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() -> Bool {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position > start
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        content.append(contentsOf: String(scalar).utf8)
      case 0..<0x20: return nil
      default: content.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let unit = unit() else { return nil }
      guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) }
      guard take("\\u"), let low = self.unit(), (0xDC00..<0xE000).contains(low) else { return nil }
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func unit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let text = bytes[position..<position + 4]
    position += 4
    guard text.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }) else {
      return nil
    }
    return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }
}

extension BodyTemplate {
  /// The document, with a request's inputs in its texts. A text that is an input alone is written as
  /// JSON writes that input.
  ///
  /// - Returns: `nil` if it is an input alone that has no value; lists and objects leave it out.
  /// - Throws: what `inputs` throw.
  func json(_ inputs: RequestInputs) throws -> String? {
    switch self {
    case .literal(let text): return text
    case .text(let template):
      if template.pieces.count == 1, let name = template.inputs.first {
        return try inputs.json(name)
      }
      return JSONText.quoted(try template.filled { name in try inputs.text(name) })
    case .list(let items):
      return "[" + (try items.compactMap { try $0.json(inputs) }).joined(separator: ",") + "]"
    case .object(let members):
      return JSONText.object(
        try members.compactMap { member in
          try member.value.json(inputs).map { (member.name, $0) }
        })
    }
  }
}

enum JSONText {
  static func object(_ members: [(name: String, json: String)]) -> String {
    "{" + members.map { "\(quoted($0.name)):\($0.json)" }.joined(separator: ",") + "}"
  }

  /// A decimal number, without the leading zeros that JSON forbids.
  static func number(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.dropFirst(sign.count).drop { $0 == "0" }
    let isWhole = digits.first.map { $0 != "." } ?? false
    return sign + (isWhole ? "" : "0") + digits
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
