/// A state's place in its program.
public struct StateID: Hashable, Sendable {
  public let index: Int

  public init(index: Int) {
    self.index = index
  }
}

/// One state of a script: a name and exactly one thing that it does.
///
/// What a state does is a class though it never changes: a call that passes through then counts one
/// reference instead of copying a dozen.
public final class MenuState: Sendable {
  public enum Kind: Sendable {
    case say(Say)
    case menu(Menu)
    case collect(Collect)
    case service(ServiceCall)
    case transfer(Transfer)
    case language(LanguageSwitch)
    case hangUp(HangUp)
  }

  public let name: String
  public let location: SourceLocation
  /// Whether keys pressed before the state was entered are thrown away (`type_ahead: flush`).
  public let flushesTypeAhead: Bool
  public let kind: Kind

  public init(name: String, location: SourceLocation, flushesTypeAhead: Bool = false, kind: Kind) {
    self.name = name
    self.location = location
    self.flushesTypeAhead = flushesTypeAhead
    self.kind = kind
  }

  /// How a menu or a collect listens. The machine asks the state: its own getter would copy it.
  var entryRules: EntryRules {
    switch kind {
    case .menu(let menu): menu.rules
    case .collect(let collect): collect.rules
    case .say, .service, .transfer, .language, .hangUp:
      preconditionFailure("state \(name) takes no keys")
    }
  }
}

/// Speaks. Exit: `then`.
public final class Say: Sendable {
  public let prompts: PromptSequence
  /// How often it is said in all.
  public let times: Int
  public let bargeIn: Bool
  public let then: StateID

  public init(_ prompts: PromptSequence, times: Int = 1, bargeIn: Bool = true, then: StateID) {
    self.prompts = prompts
    self.times = times
    self.bargeIn = bargeIn
    self.then = then
  }
}

/// How a menu or a collect listens.
public final class EntryRules: Sendable {
  /// Silence allowed before the first key, from the end of the prompt.
  public let timeout: Duration
  /// Silence allowed after a key.
  public let interdigitTimeout: Duration
  /// The how-manieth noinput gives up.
  public let maxNoinput: Int
  /// The how-manieth nomatch gives up.
  public let maxNomatch: Int
  public let noinput: PromptSequence
  public let nomatch: PromptSequence
  /// The key that ends an entry; `nil` where none does.
  public let terminator: Digit?
  public let bargeIn: Bool
  public let gaveUp: StateID

  public init(
    timeout: Duration = BuiltIn.timeout, interdigitTimeout: Duration = BuiltIn.interdigitTimeout,
    maxNoinput: Int = BuiltIn.maxNoinput, maxNomatch: Int = BuiltIn.maxNomatch,
    noinput: PromptSequence, nomatch: PromptSequence, terminator: Digit? = BuiltIn.terminator,
    bargeIn: Bool = true, gaveUp: StateID
  ) {
    self.timeout = timeout
    self.interdigitTimeout = interdigitTimeout
    self.maxNoinput = maxNoinput
    self.maxNomatch = maxNomatch
    self.noinput = noinput
    self.nomatch = nomatch
    self.terminator = terminator
    self.bargeIn = bargeIn
    self.gaveUp = gaveUp
  }
}

/// What holds where a script says nothing.
public enum BuiltIn {
  public static let timeout = Duration.seconds(5)
  public static let interdigitTimeout = Duration.seconds(3)
  public static let maxNoinput = 3
  public static let maxNomatch = 3
  public static let terminator = Digit.pound
  public static let fetchTimeout = Duration.seconds(10)
  public static let connectTimeout = Duration.seconds(30)
  public static let maxDuration = Duration.seconds(15 * 60)
}

/// Offers choices. Exits: the choices' targets, `gave_up`.
public final class Menu: Sendable {
  public struct Choice: Sendable {
    public enum Target: Hashable, Sendable {
      case state(StateID)
      /// The menu's prompt anew, counters left as they are.
      case `repeat`
    }

    public let keys: KeySequence
    public let target: Target

    public init(_ keys: KeySequence, _ target: Target) {
      self.keys = keys
      self.target = target
    }
  }

  public let prompts: PromptSequence
  /// What is said on later visits in the same language; `nil` to say `prompts` again.
  public let again: PromptSequence?
  let promptsAfterNoinput: PromptSequence
  let promptsAfterNomatch: PromptSequence
  public let choices: [Choice]
  public let rules: EntryRules
  /// The key that ends an entry here; `nil` where it is part of a choice (K4).
  public let terminator: Digit?

  public init(
    _ prompts: PromptSequence, again: PromptSequence? = nil, choices: [Choice], rules: EntryRules
  ) {
    self.prompts = prompts
    self.again = again
    promptsAfterNoinput = PromptSequence(rules.noinput, then: prompts)
    promptsAfterNomatch = PromptSequence(rules.nomatch, then: prompts)
    self.choices = choices
    self.rules = rules
    terminator = rules.terminator.flatMap { key in
      choices.contains { $0.keys.contains(key) } ? nil : key
    }
  }

  /// The place of `gave_up` among the exits.
  var gaveUpExit: Int { choices.count }

  /// Whether a choice longer than the keys begins with them.
  func awaitsMore(after keys: KeySequence) -> Bool {
    choices.contains { $0.keys.count > keys.count && $0.keys.starts(with: keys) }
  }
}

/// Asks for a value. Exits: `collected`, `gave_up`, `cancelled` where there is a cancel key.
public final class Collect: Sendable {
  public let variable: VariableID
  public let prompts: PromptSequence
  let promptsAfterNoinput: PromptSequence
  let promptsAfterNomatch: PromptSequence
  public let minDigits: Int
  public let maxDigits: Int
  public let validation: ValidationRule?
  /// Spoken to have the entry confirmed with 1; `nil` to accept it unasked.
  public let confirm: PromptSequence?
  let confirmAfterNoinput: PromptSequence?
  public let cancel: Digit?
  /// Keeps the entry's digits out of journals, call records and logs (K13).
  public let isSensitive: Bool
  /// A value that, if it is set, is taken without asking.
  public let known: ValueSource?
  public let rules: EntryRules
  public let collected: StateID
  public let cancelled: StateID?

  // The places of the outcomes among the exits.
  static let collectedExit = 0
  static let cancelledExit = 1
  var gaveUpExit: Int { cancelled == nil ? 1 : 2 }

  public init(
    _ variable: VariableID, prompts: PromptSequence, minDigits: Int, maxDigits: Int,
    validation: ValidationRule? = nil, confirm: PromptSequence? = nil, cancel: Digit? = nil,
    isSensitive: Bool = false, known: ValueSource? = nil, rules: EntryRules, collected: StateID,
    cancelled: StateID? = nil
  ) {
    self.variable = variable
    self.prompts = prompts
    promptsAfterNoinput = PromptSequence(rules.noinput, then: prompts)
    promptsAfterNomatch = PromptSequence(rules.nomatch, then: prompts)
    precondition(maxDigits <= KeySequence.capacity, "an entry is \(maxDigits) digits long")
    self.minDigits = minDigits
    self.maxDigits = maxDigits
    self.validation = validation
    self.confirm = confirm
    confirmAfterNoinput = confirm.map { PromptSequence(rules.noinput, then: $0) }
    self.cancel = cancel
    self.isSensitive = isSensitive
    self.known = known
    self.rules = rules
    self.collected = collected
    self.cancelled = cancelled
  }
}

/// Changes the call's language. Exit: `then`.
public final class LanguageSwitch: Sendable {
  public enum Target: Hashable, Sendable {
    case choice(LanguageChoice)
    /// A variable's value; one that is no declared language means the default.
    case value(VariableID)
  }

  public let target: Target
  public let then: StateID

  public init(to target: Target, then: StateID) {
    self.target = target
    self.then = then
  }
}

/// Says goodbye and hangs up. No exit.
public final class HangUp: Sendable {
  public let prompts: PromptSequence

  public init(_ prompts: PromptSequence) {
    self.prompts = prompts
  }
}
