/// E52x and W52x: what is said, compared with what can be pressed and remembered.
enum SpeechRules {
  static let all: [any Finding.Type] = [
    VoidTerminator.self, AbsentChoice.self, UnspokenChoice.self, SpokenOrder.self,
    MissingClip.self, LongWithoutBargeIn.self, TooManyOptions.self, LateChoice.self,
    UnknownWording.self,
  ]

  struct VoidTerminator: Finding {
    static let rule = Rule("W521", "A terminator isn't part of a choice")
    let key: String
    let choice: String
    var message: String {
      key == choice
        ? "\(quoted(key)) is named as terminator, but here it is a choice and ends no entry"
        : "\(quoted(choice)) contains the terminator \(quoted(key)), which ends no entry here, so that other choices fire late"
    }
  }

  struct AbsentChoice: Finding {
    static let rule = Rule("W522", "A choice that a prompt offers exists")
    let keys: String
    let language: String
    var message: String { "the prompt offers \(quoted(keys)) in \(language), but no choice has it" }
  }

  struct UnspokenChoice: Finding {
    static let rule = Rule("W523", "A choice is offered by a prompt")
    let keys: String
    let languages: [String]
    var message: String {
      "no prompt of this menu says key \(keys) in \(listed(languages))"
    }
  }

  struct SpokenOrder: Finding {
    static let rule = Rule("W524", "Options are spoken in the order of their keys")
    let spoken: [String]
    let language: String
    var message: String {
      "in \(language) the options are spoken in the order \(quoted(spoken))"
    }
  }

  struct MissingClip: Finding {
    static let rule = Rule("W525", "A prompt has a clip wherever its catalog has clips")
    let id: String
    let languages: [String]
    var message: String {
      "the prompt \(quoted(id)) has no clip in \(quoted(languages)); 'gooya prompts render' makes it"
    }
  }

  struct LongWithoutBargeIn: Finding {
    static let rule = Rule("W526", "Speech that no key can interrupt lasts at most 20 s")
    let seconds: Int
    let language: String
    var message: String {
      "the caller must listen for \(seconds) s in \(language), since no key interrupts it"
    }
  }

  struct TooManyOptions: Finding {
    static let rule = Rule("W527", "A menu has no more than 9 options")
    let count: Int
    var message: String { "a menu of \(count) options is more than a caller can remember" }
  }

  struct LateChoice: Finding {
    static let rule = Rule("W528", "The first choice is offered within 30 s")
    let seconds: Int
    let language: String
    var message: String { "\(seconds) s of speech come before the first choice in \(language)" }
  }

  struct UnknownWording: Finding {
    static let rule = Rule("W529", "Menus offer keys in a language whose words for them are known")
    let language: String
    var message: String {
      "what menus offer in \(quoted(language)) isn't checked, since its words for keys aren't known"
    }
  }
}
