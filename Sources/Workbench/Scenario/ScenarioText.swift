import CallEngine
import CallRuntime
import MenuScript
import Speech

/// Steps and values as a scenario writes them.
enum ScenarioText {
  /// A step without its dash.
  ///
  /// - Parameter indentation: the column of its key; `nil` if everything must be on one line.
  static func step(_ kind: Scenario.Step.Kind, indentation: Int?) -> String {
    switch kind {
    case .hear(let heard): "hear: \(self.heard(heard))"
    case .hearNext(let heard): "hear_next: \(self.heard(heard))"
    case .press(let keys): "press: \"\(String(keys.map(\.character)))\""
    case .wait(let duration): "wait: \(duration.scenarioText)"
    case .speak(let length): "speak: \(length.scenarioText)"
    case .expect(let expectation):
      "expect:" + self.expectation(expectation, indentation.map { $0 + 2 })
    case .given(let provisions): "given: \(given(provisions))"
    case .replySMS(nil, let text): "reply_sms: \(scalar(text))"
    case .replySMS(let from?, let text):
      "reply_sms: { from: \(quoted(from)), text: \(scalar(text)) }"
    case .hangUp: "hang_up"
    }
  }

  static func heard(_ heard: Scenario.Heard) -> String {
    switch heard {
    case .prompt(let id): scalar(id)
    case .text(let text): "{ text: \(quoted(text)) }"
    case .value(let value, let form): "{ value: \(quoted(value)), \(self.form(form)) }"
    }
  }

  private static func form(_ form: SpokenForm) -> String {
    var options = ["as: \(form.kind.name)"]
    switch form.kind {
    case .digits(let group?): options.append("group: \(group)")
    case .currency(let unit) where unit != .rial: options.append("unit: \(unit.rawValue)")
    case .money(let currency): options.append("currency: \(currency)")
    case .date(let calendar?): options.append("calendar: \(calendar.rawValue)")
    case .digits(nil), .currency, .date(nil), .text, .telephone, .number, .ordinal, .time, .letters,
      .recording:
      break
    }
    if let pause = form.groupPause { options.append("group_pause: \(pause.scenarioText)") }
    if form.rate != .normal { options.append("rate: \(form.rate.rawValue)") }
    if let language = form.language { options.append("language: \(scalar(language.tag))") }
    return options.joined(separator: ", ")
  }

  /// What follows 'expect:', on the same line or below.
  private static func expectation(
    _ expectation: Scenario.Expectation, _ indentation: Int?
  ) -> String {
    switch expectation {
    case .sms(let text, let to): message("sms", text, to.map(quoted), indentation)
    case .email(let text, let to): message("email", text, to.map(scalar), indentation)
    case .noSMS: " { no_sms: true }"
    case .noEmail: " { no_email: true }"
    case .transfer(let number): " { transfer: \(quoted(number)) }"
    case .state(let name): " { state: \(scalar(name)) }"
    case .language(let language): " { language: \(scalar(language.tag)) }"
    case .hungUp(let cause): " { hung_up: \(cause.rawValue) }"
    }
  }

  /// A message of one line in braces, a longer one as a block.
  private static func message(
    _ kind: String, _ text: String, _ to: String?, _ indentation: Int?
  ) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let isBlock = lines.count > 1 && text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isHidden }
    guard isBlock, let indentation else {
      let address = to.map { ", to: \($0)" } ?? ""
      return " { \(kind): \(quoted(text))\(address) }"
    }
    let margin = "\n" + String(repeating: " ", count: indentation)
    let block = lines.map { margin + "  " + $0 }.joined()
    return "\(margin)\(kind): |-\(block)" + (to.map { "\(margin)to: \($0)" } ?? "")
  }

  static func given(_ provisions: [Scenario.Provision]) -> String {
    let parts = provisions.map { "\($0.subject.key): \($0.behaviour.text)" }
    return "{ \(parts.joined(separator: ", ")) }"
  }

  /// A service's output.
  static func value(_ value: CallValue) -> String {
    guard case .list(let items) = value else { return quoted(value.text) }
    return "[" + items.map(item).joined(separator: ", ") + "]"
  }

  private static func item(_ item: ListItem) -> String {
    if let plain = item[""] { return quoted(plain.text) }
    let values = item.values.map { "\($0.name): \(quoted($0.value.text))" }
    return values.isEmpty ? "{}" : "{ \(values.joined(separator: ", ")) }"
  }

  /// A text without quotes if nothing in it could be misread.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "@"), UInt8(ascii: "."):
          true
        default: false
        }
      } && text.first.map { $0.isASCII && $0.isLetter } ?? false
      && !Self.reserved.contains(text.lowercased())
    return isPlain ? text : quoted(text)
  }

  /// Words that YAML 1.1 reads as something other than a text.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "true", "false", "on", "off", "null", "hang_up",
  ]

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _ where !scalar.isHidden: quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return quoted + "\""
  }
}

extension Duration {
  /// As a script writes it: in whole seconds, else in milliseconds, with decimals if necessary.
  var scenarioText: String {
    let nanoseconds = self.nanoseconds
    if nanoseconds % 1_000_000_000 == 0 { return "\(nanoseconds / 1_000_000_000)s" }
    let (milliseconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
    if rest == 0 { return "\(milliseconds)ms" }
    return "\(milliseconds).\(String(1_000_000 + rest).dropFirst())ms"
  }
}
