import CallEngine
import Foundation
import Logging
import MenuScript

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
      let object = Self.object(event.level, "\(event.message)", fields, at: time)
      StandardError.finished(object + "\n")
    }
  }

  /// A line of the log as JSON, in which numbers are numbers.
  static func object(
    _ level: Logger.Level, _ message: String,
    _ fields: [(key: String, value: Logger.MetadataValue)] = [], at time: String
  ) -> VisibleText {
    var object = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, Field($0.value)) })
    object["time"] = .text(time)
    object["level"] = .text(level.rawValue)
    object["message"] = .text(message)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(object)).map { VisibleText(json: $0) } ?? "{}"
  }

  private enum Field: Encodable {
    case text(String)
    case whole(Int)
    case real(Double)

    init(_ value: Logger.MetadataValue) {
      self =
        switch value {
        case .stringConvertible(let number as Int): .whole(number)
        case .stringConvertible(let number as Double) where number.isFinite: .real(number)
        default: .text("\(value)")
        }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .whole(let number): try container.encode(number)
      case .real(let number): try container.encode(number)
      }
    }
  }

  /// Tells what a script has of errors and warnings: as a compiler does, or each as a line of JSON.
  static func tell(_ result: CompilationResult, as form: LogForm, in log: Logger) {
    switch form {
    case .text: StandardError.text(result.text)
    case .json:
      for diagnostic in result.diagnostics {
        let place = diagnostic.range.location
        log.log(
          level: diagnostic.isError ? .error : .warning, "\(diagnostic.message)",
          metadata: [
            "file": "\(place.file)", "line": .number(place.line), "column": .number(place.column),
            "code": "\(diagnostic.code)",
          ])
      }
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

extension Logger.MetadataValue {
  static func number(_ number: Int) -> Self { .stringConvertible(number) }

  /// A time in seconds, to a tenth.
  static func seconds(_ time: Duration) -> Self {
    .stringConvertible((time / .milliseconds(100)).rounded(.down) / 10)
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
