/// A transcript for people, a line an event.
public struct TextTranscript {
  public init() {}

  /// The event as one line or, for messages, several; without the last line's end.
  public func text(for event: TranscriptEvent) -> String {
    let time = Self.time(event.at)
    switch event.kind {
    case .state: return "\(time)  [\(event.id ?? "")]"
    case .said: return "\(time)  line: \(event.text)"
    case .cut:
      return event.text.isEmpty ? "\(time)  (cut off)" : "\(time)  (cut off: \(event.text))"
    case .pressed, .settled: return "\(time)  key: \(event.text)"
    case .sms: return message("SMS", event, time)
    case .email: return message("e-mail", event, time)
    case .transfer: return "\(time)  put through to \(event.to ?? "")"
    case .script: return message(event.text, time)
    case .transferConnected, .transferEnded, .hungUp: return "\(time)  \(event.text)"
    }
  }

  private func message(_ medium: String, _ event: TranscriptEvent, _ time: String) -> String {
    let sender = event.id.map { " from \($0)" } ?? ""
    return message("\(medium)\(sender) to \(event.to ?? ""):\n\(event.text)", time)
  }

  /// A text of several lines, those after the first set off.
  private func message(_ text: String, _ time: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (["\(time)  \(lines.first ?? "")"] + lines.dropFirst().map { "         | \($0)" })
      .joined(separator: "\n")
  }

  /// Minutes, seconds and tenths, as in `01:05.3`.
  static func time(_ at: Duration) -> String {
    let tenths = at.nanoseconds / 100_000_000
    let (minutes, rest) = tenths.quotientAndRemainder(dividingBy: 600)
    return "\(padded(minutes)):\(padded(rest / 10)).\(rest % 10)"
  }

  private static func padded(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
