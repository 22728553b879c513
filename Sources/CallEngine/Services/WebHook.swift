/// A request over HTTP, and how its answer is read.
public struct WebHook: Hashable, Sendable {
  public enum Method: String, CaseIterable, Hashable, Sendable {
    case get
    case post
  }

  public enum HeaderValue: Hashable, Sendable {
    case literal(String)
    /// An environment variable's value, so that no secret stands in a script.
    case environment(String)
  }

  public struct Header: Hashable, Sendable {
    public let name: String
    public let value: HeaderValue

    public init(_ name: String, _ value: HeaderValue) {
      self.name = name
      self.value = value
    }
  }

  /// When an answer has an outcome: its status is one of these, and its body has these values.
  public struct Condition: Hashable, Sendable {
    public let outcome: String
    public let statuses: [ClosedRange<Int>]
    public let values: [Match]

    public init(_ outcome: String, statuses: [ClosedRange<Int>], values: [Match] = []) {
      self.outcome = outcome
      self.statuses = statuses
      self.values = values
    }

    /// Whether no answer meets both conditions.
    public func excludes(_ other: Condition) -> Bool {
      let meet = statuses.contains { one in other.statuses.contains { one.overlaps($0) } }
      return !meet
        || values.contains { one in
          other.values.contains { $0.pointer == one.pointer && $0.text != one.text }
        }
    }
  }

  /// A value that a body must have.
  public struct Match: Hashable, Sendable {
    public let pointer: JSONPointer
    public let text: String

    public init(_ pointer: JSONPointer, _ text: String) {
      self.pointer = pointer
      self.text = text
    }
  }

  public let method: Method
  /// The address. Its places are in the path and the query, never before.
  public let url: InputTemplate
  /// The body of a `post`; `nil` for an object of all inputs.
  public let body: BodyTemplate?
  public let headers: [Header]
  /// The environment variable that holds the key by which requests are signed.
  public let secret: String?
  public let conditions: [Condition]
  /// Where each output is in the body, in the order of the signature.
  public let places: [JSONPointer]

  public init(
    method: Method, url: InputTemplate, body: BodyTemplate? = nil, headers: [Header] = [],
    secret: String? = nil, conditions: [Condition], places: [JSONPointer] = []
  ) {
    self.method = method
    self.url = url
    self.body = body
    self.headers = headers
    self.secret = secret
    self.conditions = conditions
    self.places = places
  }

  /// The environment variables that a request needs.
  public var environment: [String] {
    headers.compactMap { if case .environment(let name) = $0.value { name } else { nil } }
      + [secret].compactMap { $0 }
  }
}

/// A JSON document with places for inputs in its texts.
public indirect enum BodyTemplate: Hashable, Sendable {
  case text(InputTemplate)
  /// A number, `true`, `false` or `null`, as it is written in JSON.
  case literal(String)
  case list([BodyTemplate])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public let name: String
    public let value: BodyTemplate

    public init(_ name: String, _ value: BodyTemplate) {
      self.name = name
      self.value = value
    }
  }

  /// The names of its places.
  public var inputs: [String] {
    switch self {
    case .text(let template): template.inputs
    case .literal: []
    case .list(let items): items.flatMap(\.inputs)
    case .object(let members): members.flatMap(\.value.inputs)
    }
  }
}

/// A place in a JSON document (RFC 6901): `/patient/name`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The names or numbers on the way; empty for the whole document.
  public let steps: [String]

  /// - Parameter text: empty for the whole document; `/` is the member whose name is empty.
  /// - Returns: `nil` if the text isn't empty and doesn't begin with `/`, or has a `~` that stands for
  ///   nothing.
  public init?(_ text: String) {
    if text.isEmpty {
      steps = []
      return
    }
    guard text.first == "/" else { return nil }
    var steps: [String] = []
    for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      var step = ""
      var isEscaped = false
      for character in part {
        switch (isEscaped, character) {
        case (true, "0"): step.append("~")
        case (true, "1"): step.append("/")
        case (true, _): return nil
        case (false, "~"): break
        case (false, _): step.append(character)
        }
        isEscaped = !isEscaped && character == "~"
      }
      if isEscaped { return nil }
      steps.append(step)
    }
    self.steps = steps
  }

  public var description: String {
    steps.map {
      $0.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
    }
    .map { $0.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1") }
    .map { "/" + $0 }
    .joined()
  }
}
