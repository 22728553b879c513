import CallEngine
import Foundation
import Logging

/// How a server's log is written.
enum LogForm: String, CaseIterable, Sendable { case text, json }

/// Writes log lines to standard error, where systemd and containers take them. What is logged has
/// nothing private: no number in full, no key, no message's text.
struct ListenLog: LogHandler {
  let form: LogForm
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  static func logger(_ form: LogForm) -> Logger {
    Logger(label: "gooya") { _ in ListenLog(form: form) }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let time = Self.written(Date())
    switch form {
    case .text:
      let rest = fields.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }.joined()
      StandardError.line("\(time) \(event.level.rawValue) \("\(event.message)")\(rest)")
    case .json:
      var object = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, "\($0.value)") })
      object["time"] = time
      object["level"] = event.level.rawValue
      object["message"] = "\(event.message)"
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      guard let data = try? encoder.encode(object) else { return }
      StandardError.line(VisibleText(json: data))
    }
  }

  /// A time in UTC (ISO 8601).
  static func written(_ time: Date) -> String {
    time.ISO8601Format(.init(includingFractionalSeconds: true))
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.allSatisfy { !$0.isWhitespace && $0 != "\"" && $0 != "=" }
    return isPlain
      ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}

/// A telephone number of which only the last two digits are shown, so that two log lines can be told
/// to belong together, and nobody can be rung.
struct MaskedNumber: CustomStringConvertible {
  let description: String

  init(_ number: String) {
    let digits = number.first == "+" ? number.dropFirst() : number[...]
    guard !digits.isEmpty, digits.allSatisfy(\.isNumber) else {
      description = "hidden"
      return
    }
    description = digits.count < 6 ? "•••" : "•••\(digits.suffix(2))"
  }
}

/// A number that was dialled, of which so much is shown that an operator can tell why no line has it: a
/// short one is a service's or an extension and shown in full, of another one where it leads to.
struct MaskedDialling: CustomStringConvertible {
  let description: String

  init(_ number: String) {
    let digits = number.first == "+" ? number.dropFirst() : number[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isNumber || "*#".contains($0) }) else {
      description = "hidden"
      return
    }
    switch digits.count {
    case ..<6: description = number
    // Of a subscriber's number at least five digits are hidden.
    case 6..<10: description = "•••\(digits.suffix(2))"
    default: description = "\(number.prefix(number.count - digits.count + 3))•••\(digits.suffix(2))"
    }
  }
}
