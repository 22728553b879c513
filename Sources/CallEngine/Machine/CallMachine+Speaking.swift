extension CallMachine {
  /// Speaks a say's prompts, or leaves immediately if a waiting key cuts them off (K3).
  mutating func begin(_ say: Say) -> StateID? {
    if say.bargeIn && !buffer.isEmpty { return leave(by: .then, to: say.then) }
    guard let id = play(say.prompts, times: say.times) else {
      return leave(by: .then, to: say.then)
    }
    phase = .speaking(id, .say)
    return nil
  }

  /// Speaks the goodbye, which no key cuts short (K12).
  mutating func begin(_ hangUp: HangUp) -> StateID? {
    if let id = play(hangUp.prompts) {
      phase = .speaking(id, .goodbye)
    } else {
      finish(.line)
    }
    return nil
  }

  mutating func begin(_ change: LanguageSwitch) -> StateID? {
    switch change.target {
    case .choice(let choice):
      language = choice.index(from: language, of: program.languages.count)
    case .value(let variable):
      let tag = values[variable]?.text
      language = program.languages.firstIndex { $0.tag == tag } ?? 0
    }
    values[.language] = .text(currentLanguage.tag)
    return leave(by: .then, to: change.then)
  }

  /// Speaks prompts.
  ///
  /// - Parameter entry: the value to speak for a variable that isn't set yet.
  /// - Returns: the announcement's id, or `nil` if there is nothing to say.
  mutating func play(
    _ prompts: PromptSequence, times: Int = 1,
    readingBack entry: (variable: VariableID, value: CallValue)? = nil
  ) -> PlayID? {
    if times == 1, let shared = prompts.announcement(in: language) { return play(shared) }
    return play(
      Announcement(
        prompts, in: language, SpokenValues(values: values, entry: entry), times: times))
  }

  private mutating func play(_ announcement: consuming Announcement) -> PlayID? {
    if announcement.count == 0 { return nil }
    let id = PlayID(nextID())
    emit(.play(announcement, id))
    return id
  }
}
