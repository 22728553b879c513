public import CallEngine

/// A transcript for people, a line an event.
public struct TextTranscript {
  public init() {}

  /// The event as one line or, for messages, several; without the last line's end.
  public func text(for event: TranscriptEvent) -> VisibleText {
    let time = Self.time(event.at)
    switch event.content {
    case .state(let name): return "\(time)  [\(name)]"
    case .said(let prompt): return "\(time)  line: \(prompt.text)"
    case .cut(let rest):
      return rest.text.isEmpty ? "\(time)  (cut off)" : "\(time)  (cut off: \(rest.text))"
    case .pressed(let key), .settled(let key): return "\(time)  key: \(key.label)"
    case .message(let message): return "\(time)  \(text(of: message))"
    case .spoke(let length): return "\(time)  caller: speaks for \(length.tenths) s"
    case .recording(let name): return "\(time)  recording '\(name)'"
    case .recorded(let recording): return "\(time)  \(recording.explanation)"
    case .transfer(let number): return "\(time)  put through to \(number)"
    case .whispered(let text, let number): return "\(time)  to \(number) alone: \(text)"
    case .transferConnected(let number): return "\(time)  \(TransferEnd.answer(of: number))"
    case .farSaid(let prompt, let number): return "\(time)  \(number): \(prompt.withoutValue)"
    case .farCut: return "\(time)  (cut off)"
    case .transferEnded(let end, let number):
      return "\(time)  \(end.explanation(of: number ?? ""))"
    case .script(let note): return "\(time)  \(VisibleText(lines: note.text, margin: Self.margin))"
    case .hungUp(let cause): return "\(time)  \(cause.explanation)"
    }
  }

  private func text(of message: CallMessage) -> VisibleText {
    let text = VisibleText(lines: message.wholeText, margin: Self.margin)
    return "\(message.medium.name) from \(message.from) to \(message.to):\n\(Self.margin)\(text)"
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
