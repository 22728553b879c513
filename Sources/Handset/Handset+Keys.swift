import CallEngine
import CallRuntime

extension Handset {
  /// Handles a key pressed at the terminal.
  func press(_ key: TerminalKey) throws {
    if key != .pageUp && key != .pageDown { state.notice = nil }
    switch (key, state.view) {
    case (.control("c"), _): interrupt()
    case (.control("z"), _): suspend()
    case (.control("l"), _): forgetScreen()
    case (_, .reply), (_, .words): edit(key)
    case (.text(let scalar), _): try command(scalar)
    case (.enter, .call) where state.phase == .ringing: try answer()
    case (.escape, _): state.view = .call
    case (.up, .messages): choose(newerBy: 1)
    case (.down, .messages): choose(newerBy: -1)
    case (.pageUp, .messages): state.messageScroll = max(0, state.messageScroll - Self.page)
    case (.pageDown, .messages): state.messageScroll += Self.page
    case (.pageUp, .call): state.transcriptScroll += Self.page
    case (.pageDown, .call): state.transcriptScroll = max(0, state.transcriptScroll - Self.page)
    case (.home, _), (.end, _), (.enter, _), (.backspace, _), (.control, _), (.up, _), (.down, _),
      (.pageUp, _), (.pageDown, _):
      break
    }
  }

  /// Lines per scroll step: few enough for small screens.
  private static let page = 5

  private func command(_ scalar: Unicode.Scalar) throws {
    if let digit = Digit(Character(scalar)), digit.rawValue <= Digit.pound.rawValue {
      press(digit)
      return
    }
    switch (Self.latin(scalar), state.view, state.phase) {
    case ("q", _, _): quit()
    case ("?", _, _): state.view = state.view == .help ? .call : .help
    case ("a", .call, .ringing): try answer()
    case ("d", .call, .ringing), ("h", _, .ringing): decline()
    case ("h", _, .talking): hangUp()
    case ("s", .call, .talking): speak(for: Self.utterance)
    case ("w", .call, .talking): beginWords()
    case ("h", _, .over): state.notice = "the call is already over"
    case ("m", .messages, _): state.view = .call
    case ("m", _, _): openMessages()
    case ("j", .messages, _): choose(newerBy: -1)
    case ("k", .messages, _): choose(newerBy: 1)
    case ("r", .messages, _): beginReply()
    default: break
    }
  }

  /// The letter on the same key, so that the commands also work on a Persian keyboard (ISIRI 9147).
  private static func latin(_ scalar: Unicode.Scalar) -> Character {
    switch scalar {
    case "ض": "q"
    case "؟": "?"
    case "ش": "a"
    case "ی", "ي": "d"
    case "ا": "h"
    case "پ", "ئ": "m"
    case "ت": "j"
    case "س": "s"
    case "ص": "w"
    case "ن": "k"
    case "ق": "r"
    default: scalar.properties.lowercaseMapping.first ?? Character(scalar)
    }
  }

  private func press(_ digit: Digit) {
    switch state.phase {
    case .ringing: state.notice = "ringing: a answers, d declines"
    case .talking:
      state.transcriptScroll = 0
      perform { [sound] call, now in
        if let audio = sound?.driver.audio {
          audio.press(digit)
        } else {
          call.press(digit, at: now)
        }
      }
    case .over: state.notice = "the call is over: keys do nothing"
    }
  }

  /// How long the caller speaks at a key.
  static let utterance = Duration.seconds(3)

  /// Says something, for a recording.
  private func speak(for length: Duration) {
    state.transcriptScroll = 0
    perform { [sound] call, now in
      if let audio = sound?.driver.audio {
        audio.speak(for: length)
      } else {
        call.speak(for: length, at: now)
      }
    }
  }

  private func beginWords() {
    state.typed.clear()
    state.view = .words
  }

  /// Says the words that were typed, for as long as that takes.
  private func sayWords() {
    let words = state.typed.text
    state.view = .call
    state.typed.clear()
    guard state.phase == .talking, !words.allSatisfy(\.isWhitespace) else { return }
    state.remark("you say: \(words)")
    speak(for: CallerSpeech.length(of: words, in: state.language ?? .english))
  }

  private func decline() {
    endRinging(.declined, "you declined the call")
  }

  /// Ctrl-C: hangs up first, and leaves if the call is over.
  private func interrupt() {
    if state.view == .reply { state.view = .messages }
    if state.view == .words { state.view = .call }
    switch state.phase {
    case .ringing: decline()
    case .talking: hangUp()
    case .over: quit()
    }
  }

  private func quit() {
    if state.phase == .ringing { decline() }
    hangUp()
    ending = .quit
  }

  // MARK: messages

  private func openMessages() {
    state.view = .messages
    let unread = state.messages.firstIndex { !$0.isRead }
    state.choose(unread ?? state.chosen ?? state.messages.count - 1)
  }

  /// The list has the newest message on top.
  private func choose(newerBy step: Int) {
    guard let chosen = state.chosen else { return }
    state.choose(chosen + step)
  }

  private func beginReply() {
    guard let message = state.chosenMessage else {
      state.notice = "there is no message to reply to"
      return
    }
    switch message.medium {
    case .sms:
      state.typed.clear()
      state.view = .reply
    case .email: state.notice = "an e-mail can't be answered by SMS"
    }
  }

  private func edit(_ key: TerminalKey) {
    switch key {
    case .text(let scalar): state.typed.insert(scalar)
    case .backspace: state.typed.backspace()
    case .control("u"): state.typed.clear()
    case .enter: if state.view == .words { sayWords() } else { sendReply() }
    case .escape: state.view = state.view == .words ? .call : .messages
    case .up, .down, .pageUp, .pageDown, .home, .end, .control: break
    }
  }

  private func sendReply() {
    guard let message = state.chosenMessage else { return }
    let text = state.typed.text
    if text.allSatisfy(\.isWhitespace) {
      state.notice = "nothing to send: type a text, or press Esc to leave"
      return
    }
    state.view = .messages
    state.typed.clear()
    state.remark("SMS from \(message.to) to \(message.from): \(text)")
    state.notice = "sent to \(message.from)"
    let sender = message.to.isEmpty ? state.line : message.to
    perform { $0.receive(sms: text, from: sender, at: $1) }
  }
}
