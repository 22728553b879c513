/// A service's inputs, outputs and outcomes, which scripts are checked against.
public struct ServiceSignature: Hashable, Sendable {
  public struct Input: Hashable, Sendable {
    public let name: String
    public let isRequired: Bool
    /// Whether the service passes it on, by SMS, e-mail or a call.
    public let isSentOut: Bool

    public init(_ name: String, isRequired: Bool = true, isSentOut: Bool = false) {
      self.name = name
      self.isRequired = isRequired
      self.isSentOut = isSentOut
    }
  }

  public struct Output: Hashable, Sendable {
    /// The name that the value has in the rest of the call, such as `bill.amount`.
    public let name: String
    /// The kind of its value; `nil` if that isn't known.
    public let kind: ValueKind?
    /// Whether a reply may lack it.
    public let isOptional: Bool
    /// The outcomes that include it; empty if all of the service's own do.
    public let outcomes: [String]
    /// Whether it is for the line alone: it must be neither spoken nor sent.
    public let isConfidential: Bool
    /// Its value in invented replies; an optional output without one is left out of them.
    public let example: CallValue?

    public init(
      _ name: String, _ kind: ValueKind? = nil, isOptional: Bool = false, outcomes: [String] = [],
      isConfidential: Bool = false, example: CallValue? = nil
    ) {
      self.name = name
      self.kind = kind
      self.isOptional = isOptional
      self.outcomes = outcomes
      self.isConfidential = isConfidential
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

  public init(
    _ name: String, summary: String, inputs: [Input], outputs: [Output] = [], outcomes: [String]
  ) {
    self.name = name
    self.summary = summary
    self.inputs = inputs
    self.outputs = outputs
    self.outcomes = outcomes
  }

  /// The outcome that every service can end with, its time-out included.
  public static let failed = Outcomes.failed

  /// A reply with a chosen outcome, for trying out a script.
  ///
  /// - Parameters:
  ///   - told: outputs that the reply must have.
  ///   - known: where other outputs are taken from, such as the service's own reply; those that it
  ///     lacks are as in the example.
  public func reply(
    _ outcome: String, telling told: [NamedValue], otherwise known: [NamedValue] = []
  ) -> ServiceReply {
    let output = outputs.filter { $0.comes(with: outcome) }.compactMap { output in
      told.first { $0.name == output.name } ?? known.first { $0.name == output.name }
        ?? output.example.map { NamedValue(output.name, $0) }
    }
    return ServiceReply(outcome: outcome, output: output)
  }
}

/// A call's request to a service.
public struct ServiceRequest: Sendable {
  public let service: String
  private let arguments: Arguments

  private enum Arguments: Sendable {
    case named([NamedValue])
    /// The script's arguments, with the call's values at the time.
    case script([ServiceCall.Argument], values: CallValues)
  }

  public init(service: String, input: [NamedValue]) {
    self.service = service
    arguments = .named(input)
  }

  init(_ call: ServiceCall, values: CallValues) {
    service = call.service
    arguments = .script(call.input, values: values)
  }

  /// Values by input name, in the script's order; an input whose name had no value is left out.
  public var input: [NamedValue] {
    switch arguments {
    case .named(let input): input
    case .script(let arguments, let values):
      arguments.compactMap { argument in
        argument.value.value(in: values).map { NamedValue(argument.name, $0) }
      }
    }
  }

  /// The text of an input, or `nil` if it was not given.
  public subscript(name: String) -> String? {
    switch arguments {
    case .named(let input): input.first { $0.name == name }?.value.text
    case .script(let arguments, let values):
      arguments.first { $0.name == name }?.value.value(in: values)?.text
    }
  }
}

// Without arrays of what a script gives: load runs look up every request.
extension ServiceRequest: Hashable {
  public static func == (left: ServiceRequest, right: ServiceRequest) -> Bool {
    guard left.service == right.service else { return false }
    switch (left.arguments, right.arguments) {
    case (.named(let known), .script(let arguments, let values)),
      (.script(let arguments, let values), .named(let known)):
      var place = 0
      for argument in arguments {
        guard let value = argument.value.value(in: values) else { continue }
        guard place < known.count, known[place].value == value,
          known[place].name == argument.name
        else { return false }
        place += 1
      }
      return place == known.count
    case (.named, .named), (.script, .script): return left.input == right.input
    }
  }

  public func hash(into hasher: inout Hasher) {
    // The names are few, and equality compares them.
    hasher.combine(service.utf8.count)
    switch arguments {
    case .named(let input):
      for input in input { hasher.combine(input.value) }
    case .script(let arguments, let values):
      for argument in arguments {
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
