package import CallEngine

extension ServiceRequest {
  /// A required input.
  ///
  /// - Throws: `ServiceTrouble` if it is missing or can't be read.
  package func input<T, Fault: Error>(
    _ name: String, _ parse: (String) throws(Fault) -> T
  ) throws -> T {
    guard let text = self[name] else {
      throw ServiceTrouble.missingInput(service: service, name: name)
    }
    do {
      return try parse(text)
    } catch {
      throw ServiceTrouble.badInput(service: service, name: name, why: "\(error)")
    }
  }

  /// An input with a subscriber line.
  package func line(_ name: String = "line") throws -> SubscriberLine {
    try input(name) { text throws(LineFault) in try SubscriberLine(parsing: text) }
  }

  /// An input with a mobile number.
  package func mobile(_ name: String = "mobile") throws -> MobileNumber {
    try input(name) { text throws(LineFault) in try MobileNumber(parsing: text) }
  }
}
