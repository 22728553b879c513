import CallEngine

extension ServiceRequest {
  /// A request with the inputs that the billing services know; `nil` leaves one out.
  static func make(
    _ service: String, _ line: String?, _ mobile: String? = nil, language: String? = nil
  ) -> ServiceRequest {
    let inputs = [("line", line), ("mobile", mobile), ("language", language)]
    return ServiceRequest(
      service: service,
      input: inputs.compactMap { name, value in value.map { NamedValue(name, $0) } })
  }
}
