extension CallMachine {
  /// Says a say's prompts, or passes on at once where a waiting key cuts them off (K3).
  mutating func begin(_ say: Say) -> StateID? {
    if say.bargeIn && !buffer.isEmpty { return leave(by: 0, to: say.then) }
    guard let id = play(say.prompts, times: say.times) else {
      return leave(by: 0, to: say.then)
    }
    phase = .saying(id)
    return nil
  }

  /// Speaks the last words, which no key cuts short (K12).
  mutating func begin(_ hangUp: HangUp) -> StateID? {
    if let id = play(hangUp.prompts) {
      phase = .hangingUp(id)
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
      let tag = values[variable.index]?.text
      language = program.languages.firstIndex { $0.tag == tag } ?? 0
    }
    values[VariableID.language.index] = .text(currentLanguage.tag)
    return leave(by: 0, to: change.then)
  }

  /// Speaks prompts, after others if there are any.
  ///
  /// - Parameter candidate: an entry that stands in for a variable not yet set.
  /// - Returns: the announcement's id, or `nil` where there is nothing to say.
  mutating func play(
    _ prompts: PromptSequence, after first: PromptSequence? = nil, times: Int = 1,
    candidate: (variable: VariableID, value: CallValue)? = nil
  ) -> PlayID? {
    var items = items(of: prompts, candidate)
    if let first, !first.isEmpty { items = self.items(of: first, candidate) + items }
    if items.isEmpty { return nil }
    let id = PlayID(nextID())
    emit(.play(Announcement(items, times: times), id))
    return id
  }

  private func items(
    of prompts: PromptSequence, _ candidate: (variable: VariableID, value: CallValue)?
  ) -> [Announcement.Item] {
    prompts.items(in: language) { variable in
      variable == candidate?.variable ? candidate?.value : values[variable.index]
    }
  }
}
