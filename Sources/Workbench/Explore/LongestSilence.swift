package import CallEngine

/// The longest time in which a caller hears nothing.
package struct LongestSilence: Hashable, Sendable {
  package let length: Duration
  /// The consecutive silent states.
  package let states: [StateID]
}

extension MenuProgram {
  /// The longest silence that a call can have: a pause of a prompt, a wait for keys, or services
  /// that each take their full time, one after the other. A circle of services counts once.
  package var longestSilence: LongestSilence {
    var longest = LongestSilence(length: .zero, states: [])
    for place in states.indices {
      let id = StateID(index: place)
      var visited: Set<StateID> = []
      let silence = silence(from: id, &visited)
      if silence.length > longest.length { longest = silence }
    }
    return longest
  }

  private func silence(from id: StateID, _ visited: inout Set<StateID>) -> LongestSilence {
    let none = LongestSilence(length: .zero, states: [])
    guard visited.insert(id).inserted else { return none }
    defer { visited.remove(id) }
    let state = self[id]
    let own = max(state.prompts?.longestPause ?? .zero, state.wait)
    guard state.isMute else { return LongestSilence(length: own, states: [id]) }
    var next = none
    for exit in exits(of: id) {
      guard self[exit.target].isMute else { continue }
      let silence = silence(from: exit.target, &visited)
      if silence.length > next.length { next = silence }
    }
    return LongestSilence(length: own + next.length, states: [id] + next.states)
  }
}

extension PromptSequence {
  fileprivate var longestPause: Duration {
    var longest = Duration.zero
    var pause = Duration.zero
    for prompt in prompts {
      switch prompt {
      case .pause(let duration): pause += duration
      case .clip, .value, .text: pause = .zero
      case .each(let each):
        pause = .zero
        longest = max(longest, each.item.longestPause, each.empty.longestPause)
      case .choice(let choice):
        pause = .zero
        longest = choice.cases.all.map(\.longestPause).reduce(longest, max)
      }
      longest = max(longest, pause)
    }
    return longest
  }
}
