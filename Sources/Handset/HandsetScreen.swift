import CallEngine

/// Draws a handset's state: a pure function from the state to the lines of a screen.
struct HandsetScreen: Equatable {
  let width: Int
  let height: Int
  /// Whether the lines may carry SGR sequences.
  let colour: Bool

  /// How the screen's lines are divided; small screens do without rules.
  private enum Parts {
    static let wholeHeight = 12
    static let statusHeight = 5
    static let footerHeight = 3
  }

  var hasRules: Bool { height >= Parts.wholeHeight }

  /// The lines between the head and the foot.
  var bodyHeight: Int {
    if hasRules { return height - 6 }
    if height >= Parts.statusHeight { return height - 3 }
    return height >= Parts.footerHeight ? height - 2 : max(height, 0)
  }

  /// Exactly `height` lines of at most `width` columns.
  func lines(of state: HandsetState) -> [VisibleText] {
    var lines: [ScreenLine] = []
    let rule = ScreenLine("\(String(repeating: "─", count: max(0, width)))", .faint)
    if height >= Parts.footerHeight { lines.append(headline(of: state)) }
    if hasRules { lines += [parties(of: state), rule] }
    lines += body(of: state)
    if hasRules { lines.append(rule) }
    if height >= Parts.statusHeight { lines.append(status(of: state)) }
    if height >= Parts.footerHeight { lines.append(footer(of: state)) }
    return lines.map { $0.rendered(width: max(0, width), colour: colour) }
  }

  /// Exactly `bodyHeight` lines.
  private func body(of state: HandsetState) -> [ScreenLine] {
    let lines =
      switch state.view {
      case .call: state.phase == .ringing ? ringing(state) : transcript(of: state)
      case .messages: messages(of: state)
      case .reply: reply(of: state)
      case .words: words(of: state)
      case .help: help(for: state)
      }
    let missing = max(0, bodyHeight - lines.count)
    return lines.prefix(bodyHeight) + Array(repeating: ScreenLine(), count: missing)
  }

  private func headline(of state: HandsetState) -> ScreenLine {
    let right: VisibleText =
      switch state.phase {
      case .ringing: "ringing"
      case .talking: "\(isPutThrough(state) ? "put through" : "in call") \(state.time.clockText)"
      case .over: state.time == .zero ? "no call" : "call over \(state.time.clockText)"
      }
    let style: ScreenLine.Style = if case .over = state.phase { .alert } else { .key }
    return ScreenLine(" \(state.title)", .title, right: "\(right) ", style)
  }

  private func isPutThrough(_ state: HandsetState) -> Bool { state.transferTarget != nil }

  private func parties(of state: HandsetState) -> ScreenLine {
    let line = state.line.isEmpty ? "a withheld number" : state.line
    let text =
      switch state.direction {
      case .incoming: "\(line) calls \(state.numberDialled)"
      case .outgoing: "the operator calls \(line)"
      }
    let language: VisibleText = state.language.map { "\($0.tag) " } ?? ""
    return ScreenLine(" \(text)", right: language, .faint)
  }

  private func ringing(_ state: HandsetState) -> [ScreenLine] {
    let lines = ["The operator calls: a answer, d decline", "", "«\(state.title)»", state.line]
      .flatMap { ScreenText.wrap($0, to: max(1, width)) }
    let above = max(0, (bodyHeight - lines.count) / 2)
    return Array(repeating: ScreenLine(), count: above)
      + lines.enumerated().map { place, text in
        let margin = String(repeating: " ", count: max(0, (width - text.columns) / 2))
        return ScreenLine("\(margin)\(text)", place == 0 ? .strong : .plain)
      }
  }

  /// The content of the last line but one: whatever matters most at the moment.
  private func status(of state: HandsetState) -> ScreenLine {
    let count = state.messages.count
    let messages: VisibleText =
      switch (state.unread, width < 60) {
      case (0, true): count == 0 ? "" : "\(count) read "
      case (0, false): count == 0 ? "no messages " : "messages: \(count) "
      case (let unread, true): "\(unread) new "
      case (let unread, false): "messages: \(unread) new "
      }
    var line = ScreenLine(right: messages, state.unread > 0 ? .alert : .faint)
    let room = max(0, width - messages.columns - 1)
    if let notice = state.notice {
      line.add(" \(ScreenText.oneLine(notice))", .alert)
    } else if let target = state.transferTarget {
      line.add(" put through to \(ScreenText.oneLine(target))", .strong)
    } else if case .over(let how) = state.phase {
      line.add(" \(ScreenText.oneLine(how))", .strong)
    } else if state.view == .messages || state.view == .help, !state.speaking.isEmpty {
      let speaking = ScreenText.oneLine(state.speaking).clippedAtStart(to: room - 1)
      line.add(" \(speaking)", .faint)
    } else if !state.keys.isEmpty {
      line.add(" keys: ")
      line.add("\(state.keys.clippedAtStart(to: room - 7))", .key)
    }
    return line
  }

  /// The keys that work now, as many as fit.
  private func footer(of state: HandsetState) -> ScreenLine {
    var line = ScreenLine()
    var room = width - 1
    for (key, deed) in Self.commands(in: state) {
      let needed = key.columns + deed.columns + 3
      if needed - 2 > room { continue }
      line.add(" \(key)", .key)
      line.add(" \(deed) ")
      room -= needed
    }
    return line
  }

  private static func commands(in state: HandsetState) -> [(key: String, deed: String)] {
    switch (state.view, state.phase) {
    case (.reply, _): [("Enter", "sends"), ("Esc", "leaves")]
    case (.words, _): [("Enter", "says it"), ("Esc", "leaves")]
    case (.messages, _):
      [("j k", "choose"), ("r", "reply"), ("m", "back"), ("q", "quit"), ("PgDn", "scroll")]
    case (.help, _): [("?", "back"), ("q", "quit")]
    case (.call, .ringing): [("a", "answer"), ("d", "decline"), ("?", "help"), ("q", "quit")]
    case (.call, .talking):
      [("h", "hang up"), ("m", "messages"), ("?", "help"), ("q", "quit"), ("0-9 * #", "press")]
    case (.call, .over): [("m", "messages"), ("?", "help"), ("q", "quit")]
    }
  }
}
