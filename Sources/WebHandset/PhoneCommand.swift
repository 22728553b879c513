internal import CallEngine
internal import Foundation

/// What a page asks for.
enum PhoneCommand: Hashable {
  case call(PhoneOrder)
  case press(Digit)
  case hangUp
  case reply(String, from: String)
  case journal
  case scenario(title: String, isKept: Bool)
  case picture(line: String, language: String?)

  /// Reads a message; `nil` if it is none of a page of ours.
  init?(_ text: String) {
    guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(text.utf8)) else {
      return nil
    }
    switch fields.do {
    case "call":
      guard let line = fields.line, [1, 2, 4].contains(fields.speed ?? 1),
        fields.caller.map(Self.isNumber) ?? true
      else { return nil }
      self = .call(
        PhoneOrder(
          line: line, caller: fields.caller, language: fields.language, speed: fields.speed ?? 1))
    case "key":
      guard let key = fields.key, key.unicodeScalars.count == 1,
        let digit = key.first.flatMap({ Digit($0) })
      else { return nil }
      self = .press(digit)
    case "hang up": self = .hangUp
    case "reply":
      guard let text = fields.text, let from = fields.from, text.utf16.count <= Self.longestReply
      else { return nil }
      self = .reply(text, from: from)
    case "journal": self = .journal
    case "scenario":
      guard let title = fields.text, title.count <= Self.longestTitle else { return nil }
      self = .scenario(title: title, isKept: fields.keep ?? false)
    case "picture":
      guard let line = fields.line else { return nil }
      self = .picture(line: line, language: fields.language)
    default: return nil
    }
  }

  private struct Fields: Decodable {
    let `do`: String
    let line: String?
    let caller: String?
    let language: String?
    let speed: Int?
    let key: String?
    let text: String?
    let from: String?
    let keep: Bool?
  }

  /// As many as five SMS hold.
  private static let longestReply = 670
  private static let longestTitle = 100

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
    return (1...20).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}
