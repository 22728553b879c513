import CallEngine
import CallRuntime

extension HandsetState {
  /// Takes over what one moment added to the transcript.
  mutating func take(_ events: [TranscriptEvent]) {
    for event in Self.inReadingOrder(events) { take(event) }
  }

  /// A key that cuts a prompt off comes before the prompt's words in a transcript, but a reader has
  /// seen the words appear first.
  private static func inReadingOrder(_ events: [TranscriptEvent]) -> [TranscriptEvent] {
    guard let key = events.firstIndex(where: { $0.pressed != nil }),
      let cut = events[key...].firstIndex(where: { $0.cut != nil }),
      events[key...cut].allSatisfy({ $0.at == events[key].at })
    else { return events }
    return events[..<key] + events[(key + 1)...cut] + [events[key]] + events[(cut + 1)...]
  }

  private mutating func take(_ event: TranscriptEvent) {
    switch event.content {
    case .state: closeParagraph()
    case .said(let prompt):
      say(prompt.text)
      lastSaid = event
    case .cut(let rest):
      cut(startedToSpeak: lastSaid.map { $0.said?.id == rest.id && $0.at == event.at } ?? false)
    case .pressed(let key): press(key)
    case .settled(let key): settleKey(as: key)
    case .message(let message): take(message, at: event.at)
    case .spoke(let length): remark("you speak for \(length.components.seconds) s")
    case .recording(let name):
      remark(
        "recording ‘\(name)’: s speaks for \(Handset.utterance.components.seconds) s, w says words")
    case .recorded(let recording): remark(recording.explanation)
    case .transfer(let number): remark("put through to \(number)")
    case .whispered(let text, let number): remark("to \(number) alone: \(text)")
    case .transferConnected(let number): remark(TransferEnd.answer(of: number))
    case .farSaid(let prompt, _):
      say(prompt.text)
      lastSaid = TranscriptEvent(at: event.at, .said(prompt))
    case .farCut(let rest, _):
      cut(startedToSpeak: lastSaid.map { $0.said?.id == rest.id && $0.at == event.at } ?? false)
    case .transferEnded(let end, let number): remark(end.explanation(of: number ?? ""))
    case .script(let note): for line in note.text.split(separator: "\n") { remark(String(line)) }
    case .hungUp(let cause):
      phase = .over(cause.explanation)
      remark(cause.explanation)
    }
  }

  private mutating func take(_ message: CallMessage, at time: Duration) {
    let message = Message(
      medium: message.medium, from: ScreenText.oneLine(message.from),
      to: ScreenText.oneLine(message.to), at: time, text: ScreenText.harmless(message.wholeText))
    add(message)
    remark(message.heading)
    notice = view == .messages ? "another message arrived" : "a message arrived: press m to read it"
  }
}

extension HandsetState.Message {
  /// The message's kind, sender and recipient.
  var heading: String {
    switch medium {
    case .sms: from.isEmpty ? "SMS to \(to)" : "SMS from \(from) to \(to)"
    case .email: "e-mail to \(to)"
    }
  }
}

extension Duration {
  /// Hours if there are any, minutes and seconds, as in `01:05`.
  var clockText: String {
    let seconds = max(0, components.seconds)
    let parts = seconds < 3600 ? [seconds / 60] : [seconds / 3600, seconds / 60 % 60]
    return (parts + [seconds % 60]).map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
