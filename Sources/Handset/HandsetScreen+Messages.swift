import CallEngine

extension HandsetScreen {
  /// The messages, newest first, and below them the chosen one in full.
  func messages(of state: HandsetState) -> [ScreenLine] {
    guard let chosen = state.chosen, let message = state.chosenMessage else {
      return [ScreenLine(" No messages.")]
    }
    let places = Array(state.messages.indices.reversed())
    let listHeight = listHeight(of: state)
    let chosenRow = places.count - 1 - chosen
    let top = max(0, min(chosenRow - listHeight / 2, places.count - listHeight))
    var lines = places.dropFirst(top).prefix(listHeight).map { place in
      row(state.messages[place], isChosen: place == chosen)
    }
    lines.append(messageRule(message, state))
    return lines + text(of: message).dropFirst(state.messageScroll)
  }

  /// The lines for the list: at most a third of the screen.
  private func listHeight(of state: HandsetState) -> Int {
    max(1, min(state.messages.count, bodyHeight / 3))
  }

  private func textHeight(of state: HandsetState) -> Int {
    max(1, bodyHeight - listHeight(of: state) - 1)
  }

  private func row(_ message: HandsetState.Message, isChosen: Bool) -> ScreenLine {
    var line = ScreenLine()
    line.add(isChosen ? " > " : "   ", .key)
    line.add(message.isRead ? "  " : "* ", .alert)
    line.add("\(message.at.clockText)  ", .faint)
    let style: ScreenLine.Style = message.isRead ? .plain : .strong
    line.add("\(message.heading)  ", isChosen ? .strong : style)
    line.add("\(ScreenText.oneLine(message.text))", .faint)
    return line
  }

  private func messageRule(_ message: HandsetState.Message, _ state: HandsetState) -> ScreenLine {
    let count = text(of: message).count
    let height = textHeight(of: state)
    let end = min(count, state.messageScroll + height)
    let place: VisibleText =
      count > height ? " lines \(state.messageScroll + 1)-\(end) of \(count) " : ""
    let rule = String(repeating: "─", count: max(0, width - place.columns))
    return ScreenLine("\(rule)", .faint, right: place, .faint)
  }

  private func text(of message: HandsetState.Message) -> [ScreenLine] {
    alignedText(message.text)
  }

  /// The message being answered, as much as fits, and the line being typed.
  func reply(of state: HandsetState) -> [ScreenLine] {
    guard let message = state.chosenMessage else { return [] }
    let editor = editor("Reply from \(message.to) to \(message.from):", of: state)
    let room = max(0, bodyHeight - editor.count - 1)
    return text(of: message).prefix(room) + [ScreenLine()] + editor
  }

  /// The end of the transcript, and the words being typed.
  func words(of state: HandsetState) -> [ScreenLine] {
    let editor = editor("You say:", of: state)
    let room = max(0, bodyHeight - editor.count - 1)
    return Array(transcript(of: state).suffix(room)) + [ScreenLine()] + editor
  }

  private func editor(_ title: String, of state: HandsetState) -> [ScreenLine] {
    let typed = ScreenText.oneLine(state.typed.text)
    let direction = ScreenText.direction(of: typed) ?? .leftToRight
    let shown = typed.clippedAtStart(to: max(0, textWidth - 1))
    return [ScreenLine(" \(title)", .strong), aligned(shown + "_", direction, .key)]
  }

  /// Keeps the scroll position within the content.
  func limitScrolling(in state: inout HandsetState) {
    if state.transcriptScroll > 0 {
      let lines = transcriptLines(of: state, atLeast: bodyHeight + state.transcriptScroll).count
      state.transcriptScroll = max(0, min(state.transcriptScroll, lines - bodyHeight))
    }
    if state.messageScroll > 0, let message = state.chosenMessage {
      let most = text(of: message).count - textHeight(of: state)
      state.messageScroll = max(0, min(state.messageScroll, most))
    }
  }
}
