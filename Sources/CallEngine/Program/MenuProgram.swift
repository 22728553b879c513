/// A compiled script. It is immutable: a call in progress stays on the program that it began with.
public final class MenuProgram: Sendable {
  public let title: String
  /// Distinguishes this program's script from others, for journals. It guards against mix-ups, not
  /// against attacks.
  public let digest: String
  /// The declared languages; the first is the default.
  public let languages: [Language]
  /// Every state, by `StateID.index`.
  public let states: [MenuState]
  public let start: StateID
  /// How long a call may last, from the answer.
  public let maxDuration: Duration
  /// Every name a call can set, by `VariableID.index`; the built-in names come first.
  public let variableNames: [String]
  /// Every catalog prompt that the program speaks, by `PromptID.index`.
  public let promptNames: [String]
  /// When the line is open, in the order of the script.
  public let hours: [OpeningHours]
  /// The values that are kept of each call.
  public let results: [VariableID]
  /// Whether calls go another way, or say something else, at another time.
  public let dependsOnTime: Bool
  /// The services that the script declares, in its order, and the messages that it sends.
  public let services: [DeclaredService]
  /// Every counter of visits, by `CounterID.index`.
  public let counterNames: [String]
  /// Whether any state collects what must not be shown (K13).
  let hasSensitiveEntries: Bool
  /// Whether any key may have to be withheld, because it belongs to a sensitive entry or is meant
  /// for the far side of a transfer.
  let mayWithholdKeys: Bool
  /// The outputs of declared services that are kept out of journals.
  let withheldOutputs: Set<String>

  public init(
    title: String, digest: String, languages: [Language], states: [MenuState], start: StateID,
    maxDuration: Duration = BuiltIn.maxDuration,
    variableNames: [String] = VariableID.builtInNames, promptNames: [String] = [],
    hours: [OpeningHours] = [], results: [VariableID] = [], dependsOnTime: Bool = false,
    services: [DeclaredService] = [], counterNames: [String] = []
  ) {
    precondition(!languages.isEmpty, "a program has at least one language")
    precondition(states.indices.contains(start.index), "the start is not a state")
    precondition(
      variableNames.starts(with: VariableID.builtInNames), "the built-in names come first")
    self.title = title
    self.digest = digest
    self.languages = languages
    self.states = states
    self.start = start
    self.maxDuration = maxDuration
    self.variableNames = variableNames
    self.promptNames = promptNames
    self.hours = hours
    self.results = results
    self.dependsOnTime = dependsOnTime || !hours.isEmpty
    self.services = services
    withheldOutputs = Set(
      services.flatMap(\.signature.outputs).filter { $0.isConfidential || $0.isSensitive }
        .map(\.name))
    self.counterNames = counterNames
    hasSensitiveEntries = states.contains(where: \.isSensitive)
    mayWithholdKeys = hasSensitiveEntries || states.contains(where: \.putsThrough)
  }

  public var resultNames: [String] { results.map { variableNames[$0.index] } }

  /// The ids of the SMS that it sends itself.
  public var messageIDs: [String] {
    services.compactMap { if case .message(let message) = $0.source { message.id } else { nil } }
  }

  public subscript(id: StateID) -> MenuState { states[id.index] }

  /// The state of that name, if there is one.
  public func state(named name: String) -> StateID? {
    states.firstIndex { $0.name == name }.map(StateID.init)
  }
}
