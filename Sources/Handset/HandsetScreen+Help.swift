import CallEngine

extension HandsetScreen {
  /// What the keys do; the least important come last, where a small screen cuts off.
  func help(for state: HandsetState) -> [ScreenLine] {
    let keys =
      state.phase == .ringing
      ? [("a", "answer"), ("d", "decline")]
      : [("0-9 * #", "press a key (or ۰-۹ ٠-٩)"), ("h", "hang up")]
    let everywhere = [
      ("q", "hang up and quit"),
      ("m", "open and close the messages"),
      ("s", "speak for three seconds"),
      ("w", "say words: Enter says them"),
      ("j k", "choose a message (or arrows)"),
      ("r", "reply: Enter sends"),
      ("PgUp PgDn", "scroll"),
      ("Esc", "close what is open"),
      ("Ctrl-C", "hang up; then quit"),
      ("Ctrl-Z", "suspend; the call goes on"),
      ("", ""),
      (">", "what you pressed"),
      ("*", "what happened"),
      ("(cut off)", "the end of this wasn't spoken"),
    ]
    return (keys + everywhere).map { key, deed in
      var line = ScreenLine(" \(key)", .key)
      let gap = String(repeating: " ", count: max(1, 11 - key.count))
      line.add("\(gap)\(deed)")
      return line
    }
  }
}
