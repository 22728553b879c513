/// The kinds of states, by the key that makes one in a script.
public enum StateKind: String, CaseIterable, Hashable, Sendable {
  case say, menu, collect, service, transfer, language
  case hangUp = "hang_up"
}

extension MenuState.Kind {
  /// The kind alone, without what belongs to it.
  public var stateKind: StateKind {
    switch self {
    case .say: .say
    case .menu: .menu
    case .collect: .collect
    case .service: .service
    case .transfer: .transfer
    case .language: .language
    case .hangUp: .hangUp
    }
  }
}
