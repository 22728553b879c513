/// Calls a service. Exits: the targets of its outcomes, including `failed` if it can fail.
///
/// States of several kinds do so, each in its own words: `hours` asks whether the line is open.
public final class ServiceCall: Sendable {
  public struct Outcome: Sendable {
    public let name: String
    public let target: StateID

    public init(_ name: String, _ target: StateID) {
      self.name = name
      self.target = target
    }
  }

  public struct Argument: Sendable {
    public let name: String
    public let value: ValueSource

    public init(_ name: String, _ value: ValueSource) {
      self.name = name
      self.value = value
    }
  }

  /// An output's name and the variable that it sets.
  public struct Output: Sendable {
    public let name: String
    public let variable: VariableID

    public init(_ name: String, _ variable: VariableID) {
      self.name = name
      self.variable = variable
    }
  }

  /// The kind of the state in the script.
  public let kind: StateKind
  public let service: String
  /// The service's declaration, if the script declares it itself.
  public let declaration: DeclaredService?
  public let input: [Argument]
  public let outputs: [Output]
  public let outcomes: [Outcome]
  /// `nil` if the service can't fail, and so answers at once; its last outcome then stands for every
  /// reply that isn't one.
  public let failed: StateID?
  /// How long a reply may take; after that the outcome is `failed`.
  public let fetchTimeout: Duration

  /// - Parameter outcomes: the service's own outcomes, without `failed`.
  public init(
    kind: StateKind = .service, service: String, declaration: DeclaredService? = nil,
    input: [Argument], outputs: [Output], outcomes: [Outcome], failed: StateID?,
    fetchTimeout: Duration = BuiltIn.fetchTimeout
  ) {
    precondition(failed != nil || !outcomes.isEmpty, "a service has an outcome")
    self.kind = kind
    self.declaration = declaration
    self.service = service
    self.input = input
    self.outputs = outputs
    self.outcomes = outcomes
    self.failed = failed
    self.fetchTimeout = fetchTimeout
  }
}

extension ServiceCall: StateAction {
  var facts: StateFacts {
    StateFacts(
      kind: kind, wait: failed == nil ? .zero : fetchTimeout, subject: .service(service),
      serviceCall: self)
  }

  func exits(of state: StateID) -> [StateExit] {
    outcomes.map { StateExit(.outcome($0.name), $0.target, when: .answered) }
      + (failed.map { [StateExit(.outcome(Outcomes.failed), $0, when: .failed)] } ?? [])
  }
}
