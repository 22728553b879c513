public import CallEngine

/// A transcript for people, a line an event.
public struct TextTranscript {
  public init() {}

  /// The event as one line or, for messages, several; without the last line's end.
  public func text(for event: TranscriptEvent) -> VisibleText {
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
    case .script: return "\(time)  \(VisibleText(lines: event.text, margin: Self.margin))"
    case .transferConnected, .transferEnded, .hungUp: return "\(time)  \(event.text)"
    }
  }

  private func message(_ medium: String, _ event: TranscriptEvent, _ time: String) -> VisibleText {
    let sender = event.id.map { " from \($0)" } ?? ""
    let text = VisibleText(lines: event.text, margin: Self.margin)
    return "\(time)  \(medium)\(sender) to \(event.to ?? ""):\n\(Self.margin)\(text)"
  }

  /// What sets the further lines of an event off.
  private static let margin: VisibleText = "         | "

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
