/// E28x, E38x and W38x: what callers say, and whom they are put through to.
enum VoiceRules {
  static let names: [any Finding.Type] = [NameTaken.self]
  static let conflicts: [any Finding.Type] = [
    NotARecording.self, OnlyPlayed.self, ShortestAboveLongest.self, SameTarget.self,
    SilenceBeyondLongest.self, RingOfOne.self,
  ]

  struct NameTaken: Finding {
    static let rule = Rule("E280", "A recording has a name that no field has")
    let name: String
    var message: String { "the recording \(quoted(name)) has the name of a field" }
  }

  struct NotARecording: Finding {
    static let rule = Rule("E380", "Only a recording can be played")
    let name: String
    var message: String { "\(quoted(name)) isn't a recording, so it can't be played" }
  }

  struct OnlyPlayed: Finding {
    static let rule = Rule("E381", "A recording is only played")
    let name: String
    /// What would be done with it.
    let how: String
    var message: String { "the recording \(quoted(name)) can only be played, but \(how)" }
  }

  struct ShortestAboveLongest: Finding {
    static let rule = Rule("E382", "A recording's 'min' is not above its 'max'")
    var message: String { "'min' is above 'max', so every recording would be empty" }
  }

  struct SameTarget: Finding {
    static let rule = Rule("E383", "A transfer rings each target once")
    let target: String
    var message: String { "\(quoted(target)) is rung twice" }
  }

  struct RingOfOne: Finding {
    static let rule = Rule("W381", "'ring' needs a second target")
    var message: String { "'ring' says nothing where only one target is rung" }
  }

  struct SilenceBeyondLongest: Finding {
    static let rule = Rule("W380", "A recording can end at a silence")
    var message: String { "'silence' isn't shorter than 'max', so no silence ends the recording" }
  }
}
