/// A state's place in its program.
public struct StateID: Hashable, Sendable {
  public let index: Int

  public init(index: Int) {
    self.index = index
  }
}

/// One state of a script: a name and the one thing that it does.
///
/// What every kind of state has, such as prompts, is in its `facts`.
@dynamicMemberLookup
public final class MenuState: Sendable {
  public let name: String
  public let location: SourceLocation
  /// Whether keys pressed before the state was entered are discarded (`type_ahead: flush`).
  public let flushesTypeAhead: Bool
  public let kind: Kind
  public let facts: StateFacts

  public init(name: String, location: SourceLocation, flushesTypeAhead: Bool = false, kind: Kind) {
    self.name = name
    self.location = location
    self.flushesTypeAhead = flushesTypeAhead
    self.kind = kind
    facts = kind.action.facts
  }

  public subscript<Fact>(dynamicMember fact: KeyPath<StateFacts, Fact>) -> Fact {
    facts[keyPath: fact]
  }
}
