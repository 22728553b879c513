/// Asks for a value. Exits: `collected`, `gave_up`, `cancelled` where there is a cancel key, `failed`
/// where a service judges entries.
public final class Collect: Sendable {
  public let variable: VariableID
  public let prompts: PromptSequence
  let promptsAfterNoinput: PromptSequence
  let promptsAfterNomatch: PromptSequence
  public let minDigits: Int
  public let maxDigits: Int
  public let validation: ValidationRule?
  /// What the keys mean; `nil` for digits as they are.
  public let form: EntryForm?
  /// A service that judges entries, after all else.
  public let check: EntryCheck?
  /// Spoken to have the entry confirmed with 1; `nil` to accept it without asking.
  public let confirm: PromptSequence?
  let confirmAfterNoinput: PromptSequence?
  /// Whether the keys are letters in multi-tap, which no number of keys completes.
  let isMultiTap: Bool
  /// How many keys complete an entry.
  let completingCount: Int
  public let cancel: Digit?
  /// Keeps the entry's digits out of journals, call records and logs (K13).
  public let isSensitive: Bool
  /// A value that is used without asking if it is set.
  public let known: ValueSource?
  public let rules: EntryRules
  public let collected: StateID
  public let cancelled: StateID?

  public init(
    _ variable: VariableID, prompts: PromptSequence, minDigits: Int, maxDigits: Int,
    validation: ValidationRule? = nil, form: EntryForm? = nil, check: EntryCheck? = nil,
    confirm: PromptSequence? = nil,
    cancel: Digit? = nil,
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
    self.form = form
    self.check = check
    isMultiTap = form?.isMultiTap ?? false
    completingCount = isMultiTap ? .max : maxDigits
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

extension Collect: StateAction {
  var facts: StateFacts {
    StateFacts(
      kind: .collect, prompts: prompts, bargeIn: rules.bargeIn, entryRules: rules,
      isSensitive: isSensitive, wait: max(rules.timeout, check?.call.fetchTimeout ?? .zero),
      subject: .entry(variable, digits: minDigits...maxDigits), serviceCall: check?.call)
  }

  func exits(of state: StateID) -> [StateExit] {
    let collected = StateExit(
      .outcome(Outcomes.collected), collected,
      when: known == nil ? .keysPressed(minDigits) : .passing, sets: variable)
    let cancelled = cancelled.map {
      StateExit(.outcome(Outcomes.cancelled), $0, when: .keysPressed(1))
    }
    let failed = check.map {
      StateExit(.outcome(Outcomes.failed), $0.failed, when: .failed)
    }
    return [collected] + [cancelled, failed].compactMap { $0 } + [.gaveUp(rules)]
  }
}
