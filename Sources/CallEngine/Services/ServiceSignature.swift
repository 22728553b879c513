/// A service's inputs, outputs and outcomes, which scripts are checked against.
public struct ServiceSignature: Hashable, Sendable {
  public struct Input: Hashable, Sendable {
    public let name: String
    /// The kind of its value; `nil` if any will do.
    public let kind: ValueKind?
    public let isRequired: Bool
    /// Whether the service passes it on, by SMS, e-mail or a call.
    public let isSentOut: Bool
    /// Whether it becomes part of an address, which servers and proxies on the way write down.
    public let isInAddress: Bool

    public init(
      _ name: String, _ kind: ValueKind? = nil, isRequired: Bool = true, isSentOut: Bool = false,
      isInAddress: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.isRequired = isRequired
      self.isSentOut = isSentOut
      self.isInAddress = isInAddress
    }
  }

  public struct Output: Hashable, Sendable {
    /// The name that the value has in the rest of the call, such as `bill.amount`.
    public let name: String
    /// The kind of its value; `nil` if that isn't known.
    public let kind: ValueKind?
    /// The only values that it has; empty if it can have others.
    public let words: [String]
    /// Whether a reply may lack it.
    public let isOptional: Bool
    /// The outcomes that include it; empty if all of the service's own do.
    public let outcomes: [String]
    /// Whether it is for the line alone: it must be neither spoken nor sent.
    public let isConfidential: Bool
    /// Whether it must be treated as a sensitive entry is: neither spoken, sent nor written down.
    public let isSensitive: Bool
    /// Its value in invented replies; an optional output without one is left out of them.
    public let example: CallValue?

    public init(
      _ name: String, _ kind: ValueKind? = nil, words: [String] = [], isOptional: Bool = false,
      outcomes: [String] = [], isConfidential: Bool = false, isSensitive: Bool = false,
      example: CallValue? = nil
    ) {
      self.name = name
      self.kind = kind
      self.words = words
      self.isOptional = isOptional
      self.outcomes = outcomes
      self.isConfidential = isConfidential
      self.isSensitive = isSensitive
      self.example = example
    }

    /// Whether a reply with an outcome may have it.
    public func comes(with outcome: String) -> Bool {
      outcome != ServiceSignature.failed && (outcomes.isEmpty || outcomes.contains(outcome))
    }
  }

  /// The name in scripts, such as `clinic.find_patient`.
  public let name: String
  /// One line for authors looking for a service.
  public let summary: String
  public let inputs: [Input]
  public let outputs: [Output]
  /// The service's own outcomes; every service can also end with `failed`.
  public let outcomes: [String]
  /// Outputs in invented replies, by outcome, where they differ from outcome to outcome. They go
  /// before the outputs' own examples.
  public let examples: [String: [NamedValue]]

  public init(
    _ name: String, summary: String, inputs: [Input], outputs: [Output] = [], outcomes: [String],
    examples: [String: [NamedValue]] = [:]
  ) {
    self.name = name
    self.summary = summary
    self.inputs = inputs
    self.outputs = outputs
    self.outcomes = outcomes
    self.examples = examples
  }

  /// The output of a reply that has none of its words, or isn't there though it must be; `nil` if the
  /// service keeps its word.
  public func brokenOutput(of reply: ServiceReply) -> Output? {
    outputs.first { output in
      if output.words.isEmpty { return false }
      guard let given = reply.output.first(where: { $0.name == output.name }) else {
        return !output.isOptional && output.comes(with: reply.outcome)
      }
      return !output.words.contains(given.value.text)
    }
  }

  /// The outcome that every service can end with, its time-out included.
  public static let failed = Outcomes.failed

  /// A reply with a chosen outcome, for trying out a script.
  ///
  /// - Parameters:
  ///   - told: outputs that the reply must have.
  ///   - known: where other outputs are taken from that the outcome has no example of, such as the
  ///     service's own reply; those that it lacks are as in the output's example.
  public func reply(
    _ outcome: String, telling told: [NamedValue], otherwise known: [NamedValue] = []
  ) -> ServiceReply {
    let own = examples[outcome] ?? []
    let output = outputs.filter { $0.comes(with: outcome) }.compactMap { output in
      told.first { $0.name == output.name } ?? own.first { $0.name == output.name }
        ?? known.first { $0.name == output.name }
        ?? output.example.map { NamedValue(output.name, $0) }
    }
    return ServiceReply(outcome: outcome, output: output)
  }
}

/// A call's request to a service.
public struct ServiceRequest: Sendable {
  private enum Content: Sendable {
    case named(String, [NamedValue])
    /// The script's arguments, with the call's values at the time.
    case script(ServiceCall, values: CallValues)
  }

  private let content: Content

  public init(service: String, input: [NamedValue]) {
    content = .named(service, input)
  }

  init(_ call: ServiceCall, values: CallValues) {
    content = .script(call, values: values)
  }

  public var service: String {
    switch content {
    case .named(let service, _): service
    case .script(let call, _): call.service
    }
  }

  /// The service's declaration, if the script declares it itself.
  public var declaration: DeclaredService? {
    switch content {
    case .named: nil
    case .script(let call, _): call.declaration
    }
  }

  /// How long the call waits for the reply.
  public var fetchTimeout: Duration {
    switch content {
    case .named: BuiltIn.fetchTimeout
    case .script(let call, _): call.fetchTimeout
    }
  }

  /// Values by input name, in the script's order; an input whose name had no value is left out.
  public var input: [NamedValue] {
    switch content {
    case .named(_, let input): input
    case .script(let call, let values):
      call.input.compactMap { argument in
        argument.value.value(in: values).map { NamedValue(argument.name, $0) }
      }
    }
  }

  /// The text of an input, or `nil` if it was not given.
  public subscript(name: String) -> String? { value(of: name)?.text }

  /// The value of an input, or `nil` if it was not given.
  public func value(of name: String) -> CallValue? {
    switch content {
    case .named(_, let input): input.first { $0.name == name }?.value
    case .script(let call, let values):
      call.input.first { $0.name == name }?.value.value(in: values)
    }
  }
}

// Without arrays of what a script gives: load runs look up every request.
extension ServiceRequest: Hashable {
  public static func == (left: ServiceRequest, right: ServiceRequest) -> Bool {
    switch (left.content, right.content) {
    case (.named(let service, let known), .script(let call, let values)),
      (.script(let call, let values), .named(let service, let known)):
      guard service == call.service else { return false }
      var place = 0
      for argument in call.input {
        guard let value = argument.value.value(in: values) else { continue }
        guard place < known.count, known[place].value == value,
          known[place].name == argument.name
        else { return false }
        place += 1
      }
      return place == known.count
    case (.named, .named), (.script, .script):
      return left.service == right.service && left.input == right.input
    }
  }

  public func hash(into hasher: inout Hasher) {
    // The names are few, and equality compares them.
    switch content {
    case .named(let service, let input):
      hasher.combine(service.utf8.count)
      for input in input { hasher.combine(input.value) }
    case .script(let call, let values):
      hasher.combine(call.service.utf8.count)
      for argument in call.input {
        if let value = argument.value.value(in: values) { hasher.combine(value) }
      }
    }
  }
}

/// A service's reply.
///
/// It is an immutable class, so that passing it to the call copies only a reference.
public final class ServiceReply: Sendable {
  /// One of the signature's outcomes, or `failed`.
  public let outcome: String
  public let output: [NamedValue]

  public init(outcome: String, output: [NamedValue] = []) {
    self.outcome = outcome
    self.output = output
  }

  public static let failed = ServiceReply(outcome: ServiceSignature.failed)
}

extension ServiceReply: Hashable {
  public static func == (left: ServiceReply, right: ServiceReply) -> Bool {
    left === right || left.outcome == right.outcome && left.output == right.output
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(outcome)
    hasher.combine(output)
  }
}

/// A value with its name.
public struct NamedValue: Hashable, Sendable {
  public let name: String
  public let value: CallValue

  public init(_ name: String, _ value: CallValue) {
    self.name = name
    self.value = value
  }

  public init(_ name: String, _ text: String) {
    self.init(name, .text(text))
  }
}
