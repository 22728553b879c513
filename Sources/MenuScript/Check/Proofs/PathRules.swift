/// E50x and W50x: paths through the whole script.
enum PathRules {
  static let all: [any Finding.Type] = [
    Unreachable.self, NoWayOut.self, SilentCircle.self, Spin.self, Retry.self,
  ]

  struct Unreachable: Finding {
    static let rule = Rule("W501", "Every state can be reached from the start")
    let state: String
    var message: String { "no path leads from the start to \(quoted(state))" }
  }

  struct NoWayOut: Finding {
    static let rule = Rule("E502", "From every state a hang-up or a transfer can be reached")
    let state: String
    var message: String { "no path leads from \(quoted(state)) to a hang-up or a transfer" }
  }

  struct SilentCircle: Finding {
    static let rule = Rule("E503", "The call of a caller who presses nothing ends")
    let states: [String]
    var message: String {
      "a caller who presses nothing stays in a loop until 'max_duration': \(shown(states))"
    }
  }

  struct Spin: Finding {
    static let rule = Rule("E504", "Every loop of states has a prompt or a wait")
    let states: [String]
    var message: String { "the call can loop without a prompt or a wait: \(shown(states))" }
  }

  struct Retry: Finding {
    static let rule = Rule("W505", "A loop of states listens to the caller somewhere")
    let states: [String]
    var message: String {
      "nothing that the caller does ends this loop while the outcomes stay the same: "
        + shown(states)
    }
  }

  private static func shown(_ states: [String]) -> String {
    let names = states.prefix(6).map { quoted($0) } + (states.count > 6 ? ["…"] : [])
    return (names + [quoted(states[0])]).joined(separator: " → ")
  }
}
