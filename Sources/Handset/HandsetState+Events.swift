import CallRuntime

extension HandsetState {
  /// Takes over what one moment added to the transcript.
  mutating func take(_ events: [TranscriptEvent]) {
    for event in Self.inReadingOrder(events) { take(event) }
  }

  /// A key that cuts a prompt off comes before the prompt's words in a transcript, but a reader has
  /// seen the words appear first.
  private static func inReadingOrder(_ events: [TranscriptEvent]) -> [TranscriptEvent] {
    guard let key = events.firstIndex(where: { $0.kind == .pressed }),
      let cut = events[key...].firstIndex(where: { $0.kind == .cut }),
      events[key...cut].allSatisfy({ $0.at == events[key].at })
    else { return events }
    return events[..<key] + events[(key + 1)...cut] + [events[key]] + events[(cut + 1)...]
  }

  private mutating func take(_ event: TranscriptEvent) {
    switch event.kind {
    case .state: closeParagraph()
    case .said:
      say(event.text)
      lastSaid = event
    case .cut:
      cut(startedToSpeak: lastSaid.map { $0.id == event.id && $0.at == event.at } ?? false)
    case .pressed: press(event.text)
    case .settled: settleKey(as: event.text)
    case .sms: take(event, as: .sms)
    case .email: take(event, as: .email)
    case .transfer: remark("put through to \(event.to ?? "")")
    case .transferConnected, .transferEnded: remark(event.text)
    case .script: for line in event.text.split(separator: "\n") { remark(String(line)) }
    case .hungUp:
      phase = .over(event.text)
      remark(event.text)
    }
  }

  private mutating func take(_ event: TranscriptEvent, as medium: Message.Medium) {
    let message = Message(
      medium: medium, from: ScreenText.oneLine(event.id ?? ""),
      to: ScreenText.oneLine(event.to ?? ""), at: event.at, text: ScreenText.harmless(event.text))
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
