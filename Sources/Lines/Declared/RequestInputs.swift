internal import CallEngine

/// A request's inputs as they are written into an address or a document.
struct RequestInputs {
  private let request: ServiceRequest
  private let signature: ServiceSignature

  init(_ request: ServiceRequest, of signature: ServiceSignature) {
    self.request = request
    self.signature = signature
  }

  /// An input as a part of a text; empty for an optional one that has no value.
  ///
  /// - Throws: `ServiceTrouble` if it must have a value.
  func text(_ name: String) throws -> String {
    if let text = request[name] { return text }
    guard declaration(of: name)?.isRequired == false else {
      throw ServiceTrouble.missingInput(service: signature.name, name: name)
    }
    return ""
  }

  /// An input as JSON: numbers and amounts are numbers there, everything else is a text. Identifiers
  /// are texts, since their leading zeros count.
  ///
  /// - Returns: `nil` for an optional one that has no value.
  /// - Throws: `ServiceTrouble` if it must have a value.
  func json(_ name: String) throws -> String? {
    let text = try text(name)
    guard request.value(of: name) != nil else { return nil }
    switch declaration(of: name)?.kind {
    case .number?, .amount?: return JSONText.number(text)
    default: return JSONText.quoted(text)
    }
  }

  /// All that have a value, as an object.
  func object() throws -> String {
    JSONText.object(
      try request.input.compactMap { input in
        try json(input.name).map { (input.name, $0) }
      })
  }

  private func declaration(of name: String) -> ServiceSignature.Input? {
    signature.inputs.first { $0.name == name }
  }
}
