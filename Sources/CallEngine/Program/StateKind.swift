/// The kinds of states, by their keys in scripts. The compiler replaces a `part` with its states.
public enum StateKind: String, CaseIterable, Hashable, Sendable {
  case say, menu, collect, service, hours
  case `switch`, count
  case record, transfer, sms, language, part
  case hangUp = "hang_up"
}

extension MenuState {
  /// What a state does. It is an immutable class, so that a call that passes through retains one
  /// reference instead of a dozen.
  public enum Kind: Sendable {
    case say(Say)
    case menu(Menu)
    case collect(Collect)
    case service(ServiceCall)
    case `switch`(Switch)
    case count(VisitCount)
    case record(Record)
    case transfer(Transfer)
    case language(LanguageSwitch)
    case hangUp(HangUp)

    var action: any StateAction {
      switch self {
      case .say(let say): say
      case .menu(let menu): menu
      case .collect(let collect): collect
      case .service(let call): call
      case .switch(let choice): choice
      case .count(let count): count
      case .record(let record): record
      case .transfer(let transfer): transfer
      case .language(let change): change
      case .hangUp(let hangUp): hangUp
      }
    }
  }
}

/// What a state of one kind does.
protocol StateAction: Sendable {
  var facts: StateFacts { get }

  /// Every way out, in the order of the script.
  ///
  /// - Parameter state: the state itself, which choices that repeat lead to.
  func exits(of state: StateID) -> [StateExit]
}
